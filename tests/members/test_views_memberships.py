import pytest
from django.urls import reverse

from members import transfers
from members.models import Membership, OfficeTerm, TransferRequest
from tests.factories import (
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PersonFactory,
    TransferRequestFactory,
    make_nik,
)

pytestmark = pytest.mark.django_db
LEAVE = {"left": "Mei 2026", "reason": "own_wish", "keeper": "group"}


def url(name, row):
    return reverse(f"members:{name}", args=[row.code])


def test_membership_join_as_secretary(client, cast):
    person = PersonFactory(group=cast.group)
    client.force_login(cast.secretary)
    typed = {"group": cast.group.code, "status": "member", "joined": "2026", "office": "chair"}
    assert client.post(url("membership_join", person), typed).status_code == 302
    membership = person.memberships.get()
    assert (membership.group, membership.joined) == (cast.group, "2026")
    assert membership.offices.get().office == "chair"


def test_membership_join_of_a_foreign_group_is_refused(client, cast):
    person = PersonFactory(group=cast.group)
    client.force_login(cast.secretary)
    typed = {"group": cast.other_group.code, "status": "member", "joined": "2026"}
    response = client.post(url("membership_join", person), typed)
    assert "group" in response.context["form"].errors
    assert "2026" in response.content.decode()
    assert not person.memberships.exists()


def test_membership_join_of_a_man_asks_first(client, cast):
    person = PersonFactory(group=cast.group, sex="M")
    client.force_login(cast.secretary)
    typed = {"group": cast.group.code, "status": "member"}
    response = client.post(url("membership_join", person), typed)
    assert "Simpan tetap" in response.content.decode()
    typed["confirmed"] = response.context["form"].warnings_key
    assert client.post(url("membership_join", person), typed).status_code == 302


@pytest.mark.parametrize("state", ["member", "dead"])
def test_membership_join_of_who_cannot(client, cast, state):
    person = cast.person if state == "member" else PersonFactory(deceased_on="2024")
    client.force_login(cast.officer)
    assert client.get(url("membership_join", person)).status_code == 404


def test_membership_update_makes_a_member(client, cast):
    membership = cast.person.memberships.get()
    Membership.objects.update(status="prospective")
    client.force_login(cast.secretary)
    typed = {"status": "member", "joined": "Januari 2022"}
    assert client.post(url("membership_update", cast.person), typed).status_code == 302
    membership.refresh_from_db()
    assert (membership.status, membership.joined) == ("member", "2022-01")


def test_membership_leave_still_served(client, cast):
    client.force_login(cast.secretary)
    typed = LEAVE | {"note": "ingin mengurus anak"}
    response = client.post(url("membership_leave", cast.person), typed)
    assert response.url == cast.person.get_absolute_url()
    membership = cast.person.memberships.get()
    assert (membership.left, membership.note_by) == ("2026-05", cast.secretary)
    page = client.get(response.url).content.decode()
    assert "masih dilayani kelompok" in page
    assert "ingin mengurus anak" in page


def test_membership_leave_to_the_office_ends_the_secretarys_sight(client, cast):
    client.force_login(cast.secretary)
    response = client.post(url("membership_leave", cast.person), LEAVE | {"keeper": "office"})
    assert response.url == cast.group.get_absolute_url()
    assert client.get(cast.person.get_absolute_url()).status_code == 404
    client.force_login(cast.officer)
    assert client.get(cast.person.get_absolute_url()).status_code == 200


def test_membership_leave_note_is_withheld_from_others(client, cast):
    client.force_login(cast.officer)
    client.post(url("membership_leave", cast.person), LEAVE | {"note": "ada masalah utang"})
    client.force_login(cast.secretary)
    page = client.get(cast.person.get_absolute_url()).content.decode()
    assert "utang" not in page
    assert "Dengan kata-katanya sendiri: dirahasiakan" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"left": ""},
        {"left": "2090"},
        {"left": "2021"},
        {"reason": ""},
        {"reason": "deceased"},
        {"keeper": ""},
        {"note": "x" * 5000},
    ],
)
def test_membership_leave_refused(client, cast, wrong):
    client.force_login(cast.secretary)
    response = client.post(url("membership_leave", cast.person), LEAVE | wrong)
    assert response.context["form"].errors
    assert Membership.objects.get(person=cast.person).left is None


def test_membership_move(client, cast):
    to_group = GroupFactory()
    client.force_login(cast.officer)
    typed = {"group": to_group.code, "moved": "2026-02-01"}
    assert client.post(url("membership_move", cast.person), typed).status_code == 302
    cast.person.refresh_from_db()
    assert cast.person.group == to_group


@pytest.mark.parametrize("where", ["own", "other"])
def test_membership_move_to_what_cannot_be(client, cast, where):
    group = cast.group if where == "own" else cast.other_group
    client.force_login(cast.officer)
    response = client.post(
        url("membership_move", cast.person), {"group": group.code, "moved": "2026"}
    )
    assert "group" in response.context["form"].errors


def test_membership_move_is_the_offices(client, cast):
    client.force_login(cast.secretary)
    assert client.post(url("membership_move", cast.person), {}).status_code == 403


def test_office_change(client, cast):
    client.force_login(cast.secretary)
    typed = {"office": "treasurer", "since": "2026"}
    assert client.post(url("office_change", cast.person), typed).status_code == 302
    assert OfficeTerm.objects.open().get().office == "treasurer"
    response = client.post(url("office_change", cast.person), typed)
    assert "office" in response.context["form"].errors
    assert client.post(url("office_change", cast.person), {"office": "", "since": "2026"})
    assert not OfficeTerm.objects.open().exists()


def test_office_change_names_the_holder_and_offers_to_end_that_term(client, cast):
    holder = MemberFactory(group=cast.group, name="Wagiyem Purwanti")
    term = OfficeTermFactory(membership=holder.memberships.get())
    client.force_login(cast.secretary)
    typed = {"office": "chair", "since": "1 Maret 2026"}
    response = client.post(url("office_change", cast.person), typed)
    error = response.context["form"].errors["office"][0]
    assert "Wagiyem Purwanti" in error
    assert "12 Maret 2022" in error
    assert "Akhiri masa jabatan Wagiyem Purwanti" in response.content.decode()
    assert client.post(url("office_change", cast.person), typed | {"ends_holder": "on"}).url
    term.refresh_from_db()
    assert term.until == "2026-03-01"
    assert OfficeTerm.objects.open().get().membership.person == cast.person


@pytest.mark.parametrize("name", ["membership_leave", "membership_update", "office_change"])
def test_strangers_change_no_membership(client, cast, name):
    for user in cast.strangers:
        client.force_login(user)
        assert client.post(url(name, cast.person), LEAVE).status_code == 404
    client.force_login(cast.viewer)
    assert client.post(url(name, cast.person), LEAVE).status_code == 403
    client.force_login(cast.admin)
    assert client.get(url(name, cast.person)).status_code == 200
    assert client.get(url(name, PersonFactory())).status_code == 404


@pytest.fixture
def wanted(cast):
    """Somebody of another group whose NIK the secretary has typed."""
    cast.other_person.set_nik(make_nik(1))
    cast.other_person.save()
    return {"token": transfers.seal(cast.secretary, make_nik(1)), "group": cast.group.code}


def test_transfer_create(client, cast, wanted):
    client.force_login(cast.secretary)
    typed = wanted | {"note": "sudah pindah ke Bumi Daya"}
    response = client.post(reverse("members:transfer_create"), typed, follow=True)
    request = TransferRequest.objects.get()
    assert (request.person, request.to_group) == (cast.other_person, cast.group)
    page = response.content.decode()
    assert "Permintaan sudah dikirim" in page
    assert cast.other_person.name not in page


@pytest.mark.parametrize("wrong", ["another's token", "foreign group", "no token"])
def test_transfer_create_refused(client, cast, wanted, wrong):
    if wrong == "another's token":
        wanted["token"] = transfers.seal(cast.officer, make_nik(1))
    elif wrong == "foreign group":
        wanted["group"] = cast.other_group.code
    else:
        wanted["token"] = ""
    client.force_login(cast.secretary)
    response = client.post(reverse("members:transfer_create"), wanted)
    assert response.context["form"].errors
    assert not TransferRequest.objects.exists()


def test_transfer_create_is_the_secretarys_and_a_post(client, cast, wanted):
    client.force_login(cast.officer)
    assert client.post(reverse("members:transfer_create"), wanted).status_code == 403
    client.force_login(cast.secretary)
    assert client.get(reverse("members:transfer_create")).status_code == 405


def test_transfer_answer_hands_her_over(client, cast):
    request = TransferRequestFactory(person=cast.other_person, to_group=cast.group)
    client.force_login(cast.other_officer)
    assert cast.group.name in client.get(url("transfer_answer", request)).content.decode()
    typed = {"answer": "accepted", "moved": "1 Juni 2026"}
    assert client.post(url("transfer_answer", request), typed).status_code == 302
    cast.other_person.refresh_from_db()
    assert cast.other_person.group == cast.group
    client.force_login(cast.secretary)
    assert client.get(cast.other_person.get_absolute_url()).status_code == 200


def test_transfer_answer_refuses_with_a_reason(client, cast):
    request = TransferRequestFactory(person=cast.other_person, to_group=cast.group)
    client.force_login(cast.other_officer)
    response = client.post(url("transfer_answer", request), {"answer": "refused"})
    assert "reason" in response.context["form"].errors
    typed = {"answer": "refused", "reason": "masih aktif di sini"}
    assert client.post(url("transfer_answer", request), typed).status_code == 302
    request.refresh_from_db()
    assert request.answer_reason == "masih aktif di sini"
    page = client.get(url("transfer_answer", request)).content.decode()
    assert "masih aktif di sini" in page
    assert "<textarea" not in page


def test_transfer_answer_is_her_offices_alone(client, cast):
    request = TransferRequestFactory(person=cast.other_person, to_group=cast.group)
    client.force_login(cast.officer)
    assert client.get(url("transfer_answer", request)).status_code == 404
    for user in (cast.secretary, cast.other_secretary, cast.viewer):
        client.force_login(user)
        assert client.get(url("transfer_answer", request)).status_code == 403
