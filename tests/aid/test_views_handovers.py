"""aid.views.handovers: the list, a paper from the choice of its group to its end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from aid.models import Handover, ProposalLine
from institutions.models import Institution
from tests.aid.factories import (
    HandoverFactory,
    HandoverLineFactory,
    ProposalFactory,
    ProposalLineFactory,
)
from tests.cast import Cast
from tests.factories import (
    InstitutionFactory,
    OfficeTermFactory,
    PersonFactory,
    ProgrammeFactory,
    make_user,
    region,
)
from tests.members.pages import page, signed_in

LIST = "/aid/handovers/"


def url(name: str, handover: Handover, **more: Any) -> str:
    return reverse(f"aid:handover_{name}", kwargs={"code": handover.code, **more})


@pytest.fixture
def office(cast: Cast) -> Institution:
    """The officer's own."""
    office = InstitutionFactory(
        name="Disnakertrans Uji", head_name="Harun Prasetya", head_title="Kepala Dinas"
    )
    User.objects.filter(pk=cast.officer.pk).update(institution=office)
    cast.officer.refresh_from_db()
    return office


def typed(office: Institution, **instead: Any) -> dict[str, Any]:
    """A right answer to all that is asked of a paper."""
    return {
        "whose": "own",
        "handed_on": "2023-05-31",
        "place": "Balai Desa",
        "title": "grant",
        "giver": office.code,
        "first_name": "Harun Prasetya",
        "receiver_name": "Suparmi",
        "receiver_position": "Bendahara",
    } | instead


def decreed(cast: Cast, **values: Any) -> ProposalLine:
    return ProposalLineFactory(decreed=True, proposal=ProposalFactory(group=cast.group), **values)


def own_draft(cast: Cast, office: Institution, **values: Any) -> Handover:
    draft = HandoverFactory(
        group=cast.group, office=office, giver=office, is_own=True, first_name="Harun", **values
    )
    HandoverLineFactory(handover=draft)
    return draft


def test_a_paper_begins_with_its_group(cast: Cast, office: Institution) -> None:
    start = reverse("aid:handover_start")
    html = page(cast.officer, start)
    assert cast.group.code in html
    assert cast.other_group.code not in html
    client = signed_in(cast.officer)
    answer = client.post(start, {"group": cast.group.code})
    assert answer["Location"] == f"{LIST}add/{cast.group.code}/"
    assert client.get(f"{LIST}add/{cast.other_group.code}/").status_code == 404
    assert client.post(start, {"group": cast.other_group.code}).status_code == 200


def test_ticked_lines_of_several_proposals_become_goods(cast: Cast, office: Institution) -> None:
    lines = [decreed(cast, quantity=2), decreed(cast)]
    proposed = ProposalLineFactory(proposal=lines[0].proposal)
    create = reverse("aid:handover_create", args=[cast.group.code])
    html = page(cast.officer, create)
    keys = re.findall(r'name="ticked" value="([^"]+)"', html)
    assert len(keys) == 2
    assert str(proposed.kind) not in html
    answer = signed_in(cast.officer).post(create, typed(office, ticked=keys))
    draft = Handover.objects.get()
    assert answer["Location"] == draft.get_absolute_url()
    assert (draft.is_own, draft.office, draft.state) == (True, office, "draft")
    assert [(line.kind, line.quantity) for line in draft.lines.all()] == [
        (line.kind, line.quantity) for line in lines
    ]
    again = page(cast.officer, create)
    assert len(re.findall(r'name="ticked"', again)) == 2
    assert 'name="ticked"' not in page(cast.officer, url("update", draft))


def test_a_receiver_who_is_a_member_is_named_with_her_office(
    cast: Cast, office: Institution
) -> None:
    OfficeTermFactory(membership=cast.person.memberships.get(), office="chair")
    stranger = PersonFactory(village=cast.group.village)
    create = reverse("aid:handover_create", args=[cast.group.code])
    client = signed_in(cast.officer)
    for person in (stranger, cast.other_person):
        refused = client.post(create, typed(office, receiver=person.code))
        assert refused.context["form"].errors["receiver"]
    client.post(create, typed(office, receiver=cast.person.code, receiver_position=""))
    draft = Handover.objects.get()
    assert draft.receiver == cast.person
    assert draft.receiver_name == cast.person.name
    assert draft.receiver_position == f"Ketua {cast.group.name}"


def test_a_province_may_give_and_a_stranger_office_may_not(cast: Cast, office: Institution) -> None:
    province = InstitutionFactory(name="Pemprov Uji", region=region("18"))
    elsewhere = InstitutionFactory(name="Dinas Lain", region=region("18.02"))
    programme = ProgrammeFactory(name="Bantuan alat")
    create = reverse("aid:handover_create", args=[cast.group.code])
    html = page(cast.officer, create)
    assert "Pemprov Uji" in html
    assert "Dinas Lain" not in html
    client = signed_in(cast.officer)
    assert client.post(create, typed(elsewhere)).context["form"].errors["giver"]
    data = typed(province, whose="other", channel=office.code, accompanying=office.code)
    assert client.post(create, data | {"programme": "2023-apbn-x"}).status_code == 200
    client.post(create, data | {"programme": "2023-apbd_province-bantuanalat"})
    draft = Handover.objects.get()
    assert (draft.giver, draft.channel, draft.accompanying) == (province, office, office)
    assert (draft.is_own, draft.programme) == (False, programme)


def test_before_the_decree_only_with_a_reason(cast: Cast, office: Institution) -> None:
    decreed(cast)
    create = reverse("aid:handover_create", args=[cast.group.code])
    html = page(cast.officer, create)
    assert "order_reason" not in html
    key = re.findall(r'name="ticked" value="([^"]+)"', html)
    client = signed_in(cast.officer)
    data = typed(office, ticked=key, handed_on="2023-04-01")
    refused = client.post(create, data)
    assert "sebelum ditetapkan" in refused.context["form"].errors["handed_on"][0]
    assert 'name="order_reason"' in refused.content.decode()
    assert not Handover.objects.exists()
    assert client.post(create, data | {"order_reason": "Panen raya"}).status_code == 302
    draft = Handover.objects.get()
    html = page(cast.officer, draft.get_absolute_url())
    assert "urutan terbalik" in html.lower()
    assert "Panen raya" in html
    # Nor may the date of a draft be brought before it afterwards.
    moved = data | {"ticked": [], "order_reason": "", "seen_version": draft.version}
    assert client.post(url("update", draft), moved).context["form"].errors["handed_on"]


@pytest.mark.parametrize(
    ("whose", "days", "is_right"), [("own", 10, True), ("own", 30, False), ("other", 1, False)]
)
def test_an_own_paper_is_written_some_days_ahead(
    cast: Cast, office: Institution, whose: str, days: int, is_right: bool
) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)
    create = reverse("aid:handover_create", args=[cast.group.code])
    answer = signed_in(cast.officer).post(create, typed(office, whose=whose, handed_on=day))
    assert (answer.status_code == 302) is is_right


def test_a_paper_is_issued_after_a_last_look(cast: Cast, office: Institution) -> None:
    asked = decreed(cast)
    draft = HandoverFactory(
        group=cast.group, office=office, giver=office, is_own=True, receiver_name=""
    )
    client = signed_in(cast.officer)
    html = client.get(url("issue", draft)).content.decode()
    for sentence in ("Tambahkan dulu barang", "nama penerima", "nama yang menyerahkan"):
        assert sentence in html
    assert client.post(url("issue", draft), {"go": "1"}).context["form"].errors
    Handover.objects.update(receiver_name="Suparmi", first_name="Harun")
    HandoverLineFactory(handover=draft, proposal_line=asked, kind=asked.kind)
    html = client.get(url("issue", draft)).content.decode()
    assert "1 nomor seri belum diisi" in html
    assert "Belum ada saksi" in html
    answer = client.post(url("issue", draft), {"go": "1"}, follow=True)
    assert "001/BAST/V/2023" in answer.content.decode()
    paper = Handover.objects.get()
    assert paper.issued_by == cast.officer
    assert paper.content["verify_url"] == f"http://testserver/verify/{paper.verify_code}/"
    assert ProposalLine.objects.get(pk=asked.pk).state == "handed_over"
    for name in ("issue", "update", "witnesses", "line_create"):
        late = client.get(url(name, paper), follow=True)
        assert late.redirect_chain == [(paper.get_absolute_url(), 302)]
        assert "bukan konsep lagi" in late.content.decode()


def test_only_who_may_sees_the_buttons(cast: Cast, office: Institution) -> None:
    draft = own_draft(cast, office)
    for user in (cast.secretary, cast.viewer, cast.admin):
        html = page(user, draft.get_absolute_url())
        for name in ("issue", "update", "cancel", "witnesses", "line_create", "scan"):
            assert url(name, draft) not in html, name
            assert signed_in(user).get(url(name, draft)).status_code == 403
        assert reverse("aid:handover_start") not in page(user, LIST)
    html = page(cast.officer, draft.get_absolute_url())
    for name in ("issue", "update", "cancel", "witnesses", "line_create", "scan"):
        assert url(name, draft) in html, name
    for user in cast.strangers:
        assert signed_in(user).get(draft.get_absolute_url()).status_code == 404


@pytest.fixture
def province(cast: Cast) -> User:
    """An officer of a wider region, at an office of her own."""
    office = InstitutionFactory(name="Disnaker Provinsi Uji", region=region("18"))
    officer = make_user("petugas_provinsi", Role.OFFICER, region=region("18"))
    User.objects.filter(pk=officer.pk).update(institution=office)
    return officer


def test_an_officer_of_a_wider_region_does_not_issue_in_the_office_s_name(
    cast: Cast, office: Institution, province: User
) -> None:
    draft, officer = own_draft(cast, office), province
    html = page(officer, draft.get_absolute_url())
    assert f"Hanya petugas {office}" in html
    assert url("update", draft) in html
    assert url("issue", draft) not in html
    client = signed_in(officer)
    for answer in (client.get(url("issue", draft)), client.post(url("issue", draft), {"go": "1"})):
        assert answer["Location"] == draft.get_absolute_url()
    assert Handover.objects.get().is_draft
    html = page(cast.officer, draft.get_absolute_url())
    assert f"Hanya petugas {office}" not in html
    assert url("issue", draft) in html
    # What the other office recorded as another's paper takes no number of its own.
    Handover.objects.update(is_own=False)
    assert client.get(url("issue", draft)).status_code == 200


def test_two_who_change_one_draft_are_told(cast: Cast, office: Institution) -> None:
    decreed(cast)
    draft = own_draft(cast, office)
    key = re.findall(r'name="ticked" value="([^"]+)"', page(cast.officer, url("update", draft)))
    seen = Handover.objects.get().version
    Handover.objects.update(place="Kantor Camat")
    data = typed(office, ticked=key, seen_version=seen)
    answer = signed_in(cast.officer).post(url("update", draft), data)
    assert answer.status_code == 200
    assert "Kantor Camat" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.place == "Kantor Camat"
