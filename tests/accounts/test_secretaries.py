"""Accounts that an officer makes for the members of her groups."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts import secretaries
from accounts.models import Assignment, User
from accounts.roles import Role
from members.models import Group, Membership, OfficeTerm
from members.services import leave_group
from tests.cast import Cast
from tests.factories import (
    PASSWORD,
    AssignmentFactory,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    make_user,
    region,
)


@pytest.fixture
def term(cast: Cast) -> OfficeTerm:
    return OfficeTermFactory(
        membership=cast.person.memberships.get(), office=OfficeTerm.Office.SECRETARY
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make(cast: Cast, membership: Membership) -> Assignment:
    role, _token = secretaries.make_account(
        actor=cast.officer, membership=membership, expires_on=None
    )
    return Assignment.objects.select_related("user").get(pk=role.pk)


def page(group: Group, way: str = "") -> str:
    return f"/accounts/groups/{group.code}/{way}"


def test_the_groups_page_leads_there_for_its_officer_alone(cast: Cast) -> None:
    for user, is_led in ((cast.officer, True), (cast.secretary, False), (cast.viewer, False)):
        found = client_of(user).get(cast.group.get_absolute_url()).content.decode()
        assert (page(cast.group) in found) is is_led


def test_the_holder_of_the_office_is_chosen_beforehand(cast: Cast, term: OfficeTerm) -> None:
    MemberFactory(group=cast.group, name="Anisah")
    form = client_of(cast.officer).get(page(cast.group, "add/")).context["form"]
    assert form["person"].initial == cast.person.code
    assert [label for _code, label in form.fields["person"].choices] == [
        "—",
        "Anisah",
        "Marsinah Lestiani · sekretaris",
    ]


def test_an_account_is_made_with_a_name_of_its_own(cast: Cast, term: OfficeTerm) -> None:
    make_user("marsinah.lestiani", Role.VIEWER, region=region("18.02"))
    answer = client_of(cast.officer).post(
        page(cast.group, "add/"), {"person": cast.person.code, "expires_on": ""}
    )
    role = Assignment.objects.get(term=term)
    assert (role.role, role.group, role.expires_on) == (Role.SECRETARY, cast.group, None)
    assert role.user.username == "marsinah.lestiani2"
    assert role.user.name == "Marsinah Lestiani"
    assert not role.user.has_usable_password()
    shown = answer.content.decode()
    assert f"/accounts/link/{answer.context['url'].split('/')[-2]}/" in shown
    assert "data:image/svg+xml" in shown
    assert "https://wa.me/?text=" in shown
    assert "no-store" in answer["Cache-Control"]


def test_whatsapp_opens_the_chat_with_her(cast: Cast, term: OfficeTerm) -> None:
    cast.person.phone = "+6281233452211"
    cast.person.save(update_fields=["phone"])
    answer = client_of(cast.officer).post(page(cast.group, "add/"), {"person": cast.person.code})
    assert answer.context["whatsapp"].startswith("https://wa.me/6281233452211?text=")


def test_nobody_gets_two_accounts(cast: Cast, term: OfficeTerm) -> None:
    client, data = client_of(cast.officer), {"person": cast.person.code}
    client.post(page(cast.group, "add/"), data)
    again = client.post(page(cast.group, "add/"), data)
    assert "sudah punya akun" in again.content.decode()
    assert Assignment.objects.filter(term=term).count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"person": ""}, "perlu diisi"),
        ({"person": "tidakada22"}, "bukan anggota kelompok ini"),
        ({"expires_on": str(timezone.localdate().year + 1)}, "tanggal"),
        ({"expires_on": "1 Januari 2020"}, "tanggal"),
        ({"expires_on": "besok"}, "tanggal"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    cast: Cast, term: OfficeTerm, data: dict[str, str], sentence: str
) -> None:
    before = User.objects.count()
    answer = client_of(cast.officer).post(
        page(cast.group, "add/"), {"person": cast.person.code} | data
    )
    assert answer.status_code == 200
    (name,) = answer.context["form"].errors
    assert name in data
    assert sentence in " ".join(answer.context["form"].errors[name]).lower()
    assert User.objects.count() == before


def test_a_member_of_another_group_cannot_be_chosen(cast: Cast) -> None:
    neighbour = MemberFactory(group=GroupFactory())
    answer = client_of(cast.officer).post(page(cast.group, "add/"), {"person": neighbour.code})
    assert "person" in answer.context["form"].errors


def test_access_ends_with_the_office_by_whatever_path(cast: Cast, term: OfficeTerm) -> None:
    user = make(cast, term.membership).user
    client = client_of(user)
    assert client.get(cast.group.get_absolute_url()).status_code == 200
    OfficeTerm.objects.filter(pk=term.pk).update(until="2024-05-01")
    assert client.get(cast.group.get_absolute_url()).status_code == 403
    assert User.objects.get(pk=user.pk).scopes("members.view_person") == []
    listed = client_of(cast.officer).get(page(cast.group)).context["rows"][0]
    # Those that hold stand first: the secretary of the cast.
    assert listed["is_open"]
    assert "berakhir" in client.get("/accounts/me/").content.decode()


def test_access_ends_when_she_leaves_the_group(cast: Cast) -> None:
    """Also where she holds no office."""
    membership = cast.person.memberships.get()
    user = make(cast, membership).user
    leave_group(membership=membership, left="2024-05-01", reason="own_wish", still_served=True)
    assert User.objects.get(pk=user.pk).scopes("members.view_person") == []


def test_a_new_term_gives_the_same_account_back(cast: Cast, term: OfficeTerm) -> None:
    first = make(cast, term.membership)
    OfficeTerm.objects.filter(pk=term.pk).update(until="2024-05-01")
    OfficeTermFactory(membership=term.membership, office=OfficeTerm.Office.SECRETARY)
    second = make(cast, term.membership)
    assert (second.pk, second.user) == (first.pk, first.user)
    assert User.objects.get(pk=first.user.pk).scopes("members.view_person")


def test_an_ended_account_lets_nobody_in(cast: Cast, term: OfficeTerm) -> None:
    role = make(cast, term.membership)
    role.user.set_password(PASSWORD)
    role.user.save()
    hers = client_of(role.user)
    answer = client_of(cast.officer).post(
        page(cast.group, f"{role.code}/end/"), {"reason": "Ganti pengurus"}
    )
    assert answer.url == page(cast.group)
    assert hers.get("/people/").status_code == 302
    assert not Client().login(username=role.user.username, password=PASSWORD)
    role.refresh_from_db()
    assert role.has_expired


def test_a_second_role_outlives_the_end_of_the_first(cast: Cast, term: OfficeTerm) -> None:
    role = make(cast, term.membership)
    AssignmentFactory(user=role.user, role=Role.SECRETARY, group=GroupFactory())
    role.user.set_password(PASSWORD)
    role.user.save()
    secretaries.end_account(actor=cast.officer, role=role)
    assert Client().login(username=role.user.username, password=PASSWORD)


@pytest.mark.parametrize("way", ["link/", "end/"])
def test_an_account_with_wider_roles_is_the_administrators(
    cast: Cast, term: OfficeTerm, way: str
) -> None:
    """Else an officer could come in as whoever is secretary and more."""
    role = make(cast, term.membership)
    AssignmentFactory(user=role.user, role=Role.OFFICER, region=region("18.02"))
    role.user.set_password(PASSWORD)
    role.user.save()
    answer = client_of(cast.officer).post(page(cast.group, f"{role.code}/{way}"), {"reason": "uji"})
    assert "administrator" in " ".join(answer.context["form"].non_field_errors())
    assert Client().login(username=role.user.username, password=PASSWORD)
    assert client_of(cast.admin).post(
        page(cast.group, f"{role.code}/{way}"), {"reason": "uji"}
    ).status_code in (
        200,
        302,
    )


def test_a_closed_account_stays_closed(cast: Cast, term: OfficeTerm) -> None:
    role = make(cast, term.membership)
    User.objects.filter(pk=role.user.pk).update(is_active=False)
    OfficeTerm.objects.filter(pk=term.pk).update(until="2024-05-01")
    OfficeTermFactory(membership=term.membership, office=OfficeTerm.Office.SECRETARY)
    with pytest.raises(ValidationError):
        make(cast, term.membership)


def test_the_last_day_can_be_moved(cast: Cast, term: OfficeTerm) -> None:
    role, client = make(cast, term.membership), client_of(cast.officer)
    day = timezone.localdate() + dt.timedelta(days=40)
    client.post(page(cast.group, f"{role.code}/edit/"), {"expires_on": day.isoformat()})
    role.refresh_from_db()
    assert role.expires_on == day
    client.post(page(cast.group, f"{role.code}/edit/"), {"expires_on": ""})
    role.refresh_from_db()
    assert role.expires_on is None


def test_the_list_tells_how_each_account_stands(cast: Cast, term: OfficeTerm) -> None:
    role, client = make(cast, term.membership), client_of(cast.officer)

    def state() -> str:
        rows = client.get(page(cast.group)).context["rows"]
        return next(r["state"] for r in rows if r["username"] == role.user.username)

    assert state().startswith("tautan terkirim, berlaku sampai")
    role.user.invitations.update(expires_at=timezone.now(), made_at="2020-01-01T00:00Z")
    assert state() == "perlu tautan baru"
    role.user.set_password(PASSWORD)
    role.user.save()
    assert state() == "dipakai"
    secretaries.end_account(actor=cast.officer, role=role)
    assert state() == "berakhir"


def test_the_groups_history_tells_who_handed_out_what(cast: Cast, term: OfficeTerm) -> None:
    client = client_of(cast.officer)
    client.post(page(cast.group, "add/"), {"person": cast.person.code})
    told = client.get(f"{cast.group.get_absolute_url()}history/").content.decode()
    assert "mengurus akun sekretaris" in told
    assert "Marsinah Lestiani (sekretaris)" in told


def test_a_dissolved_group_gets_no_new_account(cast: Cast) -> None:
    group = GroupFactory(state="dissolved", state_since="2024-01-01", state_reason="uji")
    client = client_of(cast.officer)
    assert client.get(page(group)).status_code == 200
    assert client.get(page(group, "add/")).status_code == 404
