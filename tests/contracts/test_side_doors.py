"""Side doors: what lies in another place changes no page, no figure and no choice here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from aid.models import GoodsKind
from core.models import Import
from members.models import Group, Person
from tests.aid.factories import AidDecreeFactory, ProposalLineFactory, VerificationFactory
from tests.cast import Cast
from tests.contracts.places import Place
from tests.contracts.side_pages import client_of, shown
from tests.contracts.walker import ask
from tests.factories import (
    KALIREJO,
    AssignmentFactory,
    DecreeFactory,
    GroupFactory,
    InstitutionFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
    TransferRequestFactory,
    make_user,
    region,
)
from tests.secretariat.visit_factories import (
    HeldVisitFactory,
    MeetingFactory,
    VisitFactory,
    VisitFollowUpFactory,
)

pytestmark = pytest.mark.one_server

SIXTEEN_DIGITS = re.compile(r"(?<!\d)\d{16}(?!\d)")


def difference(before: str, after: str) -> list[str]:
    """The lines that only one of two answers has."""
    return sorted(set(before.splitlines()) ^ set(after.splitlines()))


def fill(cast: Cast) -> None:
    """Much of everything in the strangers' place, under words that the pages search for."""
    group = GroupFactory(name="KWT Rahasia", village=region(KALIREJO), phone="+6281299990000")
    DecreeFactory(group=group)
    for number in range(3):
        person = MemberFactory(group=group, name=f"KWT Rahasia {number}", phone="+628129999000")
        OfficeTermFactory(membership=person.memberships.get(), office=OFFICES[number])
        PlacementFactory(person=person, country="QA", returned=None, status="abroad")
        RelativeFactory(person=person, name="Rahasia")
    TransferRequestFactory(person=person, to_group=cast.other_group, asked_by=cast.other_secretary)
    fill_aid(group)
    fill_visits(group)


def fill_visits(group: Group) -> None:
    """A visit that is overdue, one that is planned, minutes."""
    place = region(group.village_id[:5])
    office = InstitutionFactory(name="Dinas Rahasia Pembinaan", region=place)
    visit = HeldVisitFactory(group=group, office=office, purpose="Rahasia", summary="Rahasia")
    VisitFollowUpFactory(visit=visit, what="Rahasia")
    VisitFactory(group=group, office=office, purpose="Rahasia")
    MeetingFactory(group=group, agenda="Rahasia")


def fill_aid(group: Group) -> None:
    """Proposals that wait for a visit and for a decree, and a decree; the kinds are everybody's."""
    kind = GoodsKind.objects.order_by("pk")[0]
    ProposalLineFactory(proposal__group=group, proposal__number="Rahasia/1", kind=kind)
    visit = VerificationFactory(proposal__group=group, verifier="Rahasia")
    waiting = {"verification": visit, "state": "verified"}
    ProposalLineFactory(proposal=visit.proposal, kind=kind, **waiting)
    office = InstitutionFactory(name="Dinas Rahasia", region=region(group.village_id[:5]))
    decree = AidDecreeFactory(office=office, number="Rahasia/2")
    ProposalLineFactory(proposal__group=group, kind=kind, decreed=True, decree=decree)


OFFICES = ("chair", "secretary", "treasurer")


@pytest.fixture
def stopped_clock() -> Iterator[None]:
    """Pages tell the minute at which they were made."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_nothing_of_another_place_shows(cast: Cast, own: Place, role: str) -> None:
    client = client_of(cast.insiders[role])
    before = shown(client, own)
    assert len(before) >= 18
    fill(cast)
    after = shown(client, own)
    for url, page in before.items():
        assert not difference(page, after[url]), f"{url} tells of another place"
    assert not any("Rahasia" in page for page in after.values())


def test_who_works_in_both_places_sees_it(cast: Cast, own: Place) -> None:
    """Otherwise the test above would show nothing."""
    client = client_of(cast.viewer)
    before = shown(client, own)
    fill(cast)
    after = shown(client, own)
    assert "KWT Rahasia 1" in after["/people/"]
    assert {url for url in before if after[url] != before[url]} >= {"/", "/people/", "/groups/"}


def test_a_foreign_code_in_the_address_opens_nothing(cast: Cast, own: Place) -> None:
    client = client_of(cast.officer)
    fill(cast)
    stranger, group = cast.other_person.code, cast.other_group.code
    for url in (
        f"/people/?after={stranger}",
        f"/people/?before={stranger}",
        f"/people/?group={group}",
        f"/people/add/?group={group}",
        f"/people/import/?group={group}",
        "/people/?place=18.02",
        f"/groups/?after={group}",
        "/groups/?place=18.02",
        f"/people/?q={cast.other_person.name}",
        f"/groups/?q={cast.other_group.name}",
    ):
        page = client.get(url)
        assert page.status_code == 200, url
        results = page.content.decode().replace(f'value="{cast.other_person.name}"', "")
        assert "Rahasia" not in results, url
        assert f"/people/{stranger}/" not in results, url
        assert f"/groups/{group}/" not in results, url
        assert f'value="{group}"' not in results, url


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("person_create", {"name": "Suparmi", "sex": "F"}),
        ("membership_join", {"status": "member", "joined": "2023"}),
        ("membership_move", {"moved": "2024"}),
    ],
)
def test_a_posted_group_of_another_place_is_refused(
    cast: Cast, own: Place, name: str, data: dict[str, str]
) -> None:
    person = own.without_group if name == "membership_join" else own.person
    url = reverse(f"members:{name}", kwargs={} if "create" in name else {"code": person.code})
    for group in (cast.other_group, cast.group):
        sent = data | {"group": own.second_group.code if group == cast.group else group.code}
        answer = ask(client_of(cast.officer), "post", url, sent)
        if group == cast.group:
            assert answer.response.status_code == 302
            assert answer.writes
        else:
            assert answer.response.context["form"].errors["group"]
            assert answer.writes == 0


def test_a_dissolution_moves_nobody_to_another_place(cast: Cast, own: Place) -> None:
    url = reverse("members:group_dissolve", kwargs={"code": own.group.code})
    away, near = f"group-{cast.other_group.code}", f"group-{own.second_group.code}"
    for members, machines, status in ((away, near, 200), (near, away, 200), (near, near, 302)):
        sent = {"day": "2024-06-01", "reason": "x", "members-all": members}
        sent |= {"equipment-all": machines, "services-all": "office"}
        answer = ask(client_of(cast.officer), "post", url, sent)
        assert answer.response.status_code == status
        assert bool(answer.writes) == (status == 302)


def test_no_page_shows_a_nik(cast: Cast, own: Place) -> None:
    """Not even to who may reveal it; the styleguide's and the samples' are invented."""
    assert Person.objects.filter(nik_hash__isnull=False).count() == 2
    for user in cast.insiders.values():
        for url, page in shown(client_of(user), own).items():
            assert not SIXTEEN_DIGITS.search(page), url
            assert own.person.nik_hash not in page, url


def test_a_viewer_sees_neither_phone_nor_birth_date_nor_address(cast: Cast, own: Place) -> None:
    person = own.person
    Person.objects.filter(pk=person.pk).update(
        phone="+6281377778888", hamlet="Dusun Rahasia", birth_date="1988-04-17"
    )
    words = ("7777", "8888", "Dusun Rahasia", "April 1988", "Apr 1988", "1988-04-17")
    page = client_of(cast.officer).get(person.get_absolute_url()).content.decode()
    assert any(word in page for word in words)
    for url, text in shown(client_of(cast.viewer), own).items():
        assert not [word for word in words if word in text], url
    # Nor by asking: a search by the number finds nobody.
    found = client_of(cast.viewer).get("/people/", {"q": "081377778888"}).content.decode()
    assert f"/people/{person.code}/" not in found


def test_a_role_elsewhere_shows_no_more_here(cast: Cast) -> None:
    """An officer of one place who only watches the other is a viewer there."""
    user = make_user("rangkap", Role.OFFICER, region=region("18.01"))
    AssignmentFactory(user=user, role=Role.VIEWER, region=region("18.02"))
    for person in (cast.person, cast.other_person):
        Person.objects.filter(pk=person.pk).update(phone="+6281377778888", birth_date="1988-04-17")
        PlacementFactory(person=person, agency="PT Jaya", return_reason="deported")
    client = client_of(user)
    own = client.get(cast.person.get_absolute_url()).content.decode()
    other = client.get(cast.other_person.get_absolute_url()).content.decode()
    for secret in ("tel:+6281377778888", "1988", "PT Jaya"):
        assert secret in own, secret
        assert secret not in other, secret
    reason = PlacementFactory._meta.model.ReturnReason("deported").label
    assert str(reason).lower() in own.lower()
    assert str(reason).lower() not in other.lower()
    assert client.get(f"{cast.other_person.get_absolute_url()}edit/").status_code == 404


def test_a_parked_list_is_its_owners_alone(cast: Cast, own: Place) -> None:
    """Not even a colleague's with the same region, nor the administrator's."""
    colleague = make_user("petugas_kedua", Role.OFFICER, region=region("18.01"))
    code = own.parked.code
    assert client_of(cast.officer).get(f"/people/import/{code}/").status_code == 200
    for user in (colleague, cast.admin, cast.secretary):
        client = client_of(user)
        assert client.get(f"/people/import/{code}/").status_code == 404
        assert client.get(f"/people/import/{code}/refused/").status_code == 404
        assert client.post(f"/people/import/{code}/confirm/").status_code == 404
        assert "daftar.csv" not in client.get("/people/import/").content.decode()
    assert Import.objects.get(code=code).state == Import.State.PREVIEW


def test_no_address_leads_to_a_file_by_itself(cast: Cast, own: Place) -> None:
    client, photo = client_of(cast.officer), own.person.photo
    for url in (f"/media/{photo.path()}", f"/{photo.path()}", f"/static/../media/{photo.path()}"):
        assert client.get(url).status_code == 404


def test_an_empty_place_gives_nothing(cast: Cast, own: Place) -> None:
    """A role over a region in which nothing is registered."""
    user: Any = make_user("petugas_kosong", Role.OFFICER, region=region("18.01.06"))
    texts = shown(client_of(user), own)
    assert {"/", "/people/", "/groups/"} <= texts.keys()
    assert not any(own.person.name in text or own.group.name in text for text in texts.values())
