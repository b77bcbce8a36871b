"""Groups and people in the admin site: what is asked, refused, withheld and recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from members.models import Membership, OfficeTerm, Person, Placement, Relative
from tests.cast import Cast
from tests.factories import (
    KALIREJO,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
    make_nik,
    region,
)


def url(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:members_{model._meta.model_name}_{page}", args=args)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def html_of(user: User, address: str) -> str:
    response = client_of(user).get(address)
    assert response.status_code == 200
    return response.content.decode()


def values(row: Any, **more: Any) -> dict[str, Any]:
    """What the form of a row would post unchanged, and what is changed."""
    fields = {f.attname: f.name for f in row._meta.concrete_fields if f.editable}
    posted = {name: getattr(row, attname) for attname, name in fields.items()}
    posted = {k: v for k, v in posted.items() if v is not None and v is not False}
    return {**posted, "seen_version": type(row).objects.get(pk=row.pk).version, **more}


def post(user: User, row: Any, **more: Any) -> Any:
    address = url(type(row), "change", row.pk)
    return client_of(user).post(address, values(row, **more))


def events(row: Any) -> list[Any]:
    found = type(row).pgh_event_model.objects.filter(pgh_obj=row)
    return list(found.select_related("pgh_context").order_by("pgh_id"))


def test_a_change_is_saved_and_recorded_with_its_actor(cast: Cast) -> None:
    assert post(cast.officer, cast.person, phone="0812 3345 2211", rt="5").status_code == 302
    event = events(cast.person)[-1]
    assert (event.phone, event.rt) == ("+6281233452211", "005")
    assert event.pgh_context.metadata == {
        "user": cast.officer.pk,
        "act": "members.change_person",
    }
    html = html_of(cast.officer, url(Person, "history", cast.person.pk))
    assert "mengubah RT dan nomor HP" in html
    assert "0812-••••-2211" in html
    assert cast.officer.name in html


def test_an_unchanged_row_makes_no_event(cast: Cast) -> None:
    before = len(events(cast.person))
    assert post(cast.officer, cast.person).status_code == 302
    assert len(events(cast.person)) == before


def test_a_nik_is_neither_shown_nor_asked(cast: Cast) -> None:
    nik = make_nik(31)
    cast.person.set_nik(nik)
    cast.person.save()
    html = html_of(cast.officer, url(Person, "change", cast.person.pk))
    assert "tercatat" in html
    for secret in (nik, nik[-6:], cast.person.nik_cipher, str(cast.person.nik_hash)):
        assert secret not in html
    assert 'name="nik' not in html
    post(cast.officer, cast.person, nik_hash="", nik_cipher="", nik="1")
    kept = Person.objects.get(pk=cast.person.pk)
    assert kept.read_nik() == nik


def test_a_place_outside_ones_own_is_refused_and_the_input_kept(cast: Cast) -> None:
    person = Person.objects.create(name="Sumiyati", village=cast.group.village)
    far = region(KALIREJO)
    response = post(cast.officer, person, village=far.code, nickname="Yati")
    html = response.content.decode()
    assert response.status_code == 200
    assert "di luar wilayah kerja" in html
    assert 'value="Yati"' in html
    assert Person.objects.get(pk=person.pk).village_id != far.code
    assert len(events(person)) == 1


def test_a_strangers_row_cannot_be_named(cast: Cast) -> None:
    data = {"person": cast.other_person.pk, "country": "TW", "status": "returned"}
    response = client_of(cast.officer).post(url(Placement, "add"), data)
    assert response.status_code == 200
    assert not Placement.objects.exists()
    data["person"] = cast.person.pk
    assert client_of(cast.officer).post(url(Placement, "add"), data).status_code == 302
    assert Placement.objects.get().person == cast.person


@pytest.mark.parametrize("office", ["chair", "king"])
def test_what_the_database_refuses_is_said_in_a_sentence(cast: Cast, office: str) -> None:
    OfficeTermFactory(membership=MemberFactory(group=cast.group).memberships.get())
    data = {"membership": cast.person.memberships.get().pk, "office": office}
    response = client_of(cast.officer).post(url(OfficeTerm, "add"), data)
    assert response.status_code == 200
    if office == "chair":
        assert "Jabatan ini sudah terisi" in response.content.decode()
    assert OfficeTerm.objects.count() == 1


def test_a_second_open_membership_is_refused(cast: Cast) -> None:
    other = GroupFactory()
    data = {"person": cast.person.pk, "group": other.pk, "status": "member"}
    response = client_of(cast.officer).post(url(Membership, "add"), data)
    assert "sudah menjadi anggota sebuah kelompok" in response.content.decode()
    assert Membership.objects.filter(person=cast.person).count() == 1


def test_a_row_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    stale = values(cast.person, nickname="Sah")
    Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    address = url(Person, "change", cast.person.pk)
    response = client_of(cast.officer).post(address, stale)
    assert "baru saja diubah orang lain" in response.content.decode()
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"


def test_sensitive_fields_are_withheld_from_administrators(cast: Cast) -> None:
    stay = PlacementFactory(person=cast.person, agency="PT Rahasia", scheme="p_to_p")
    address = url(Placement, "change", stay.pk)
    assert "PT Rahasia" in html_of(cast.officer, address)
    html = html_of(cast.admin, address)
    assert "PT Rahasia" not in html
    assert 'name="agency"' not in html
    assert "irahasiakan" in html
    response = post(cast.admin, stay, agency="PT Lain", occupation="pekerja pabrik")
    assert response.status_code == 302
    stay.refresh_from_db()
    assert (stay.agency, stay.occupation, stay.sensitive_by) == (
        "PT Rahasia",
        "pekerja pabrik",
        None,
    )
    assert post(cast.officer, stay, agency="PT Baru").status_code == 302
    stay.refresh_from_db()
    assert (stay.agency, stay.sensitive_by) == ("PT Baru", cast.officer)
    history = html_of(cast.admin, url(Placement, "history", stay.pk))
    assert "PT Baru" not in history
    assert "dirahasiakan" in history


def test_a_relatives_number_needs_the_workers_word(cast: Cast) -> None:
    silent = RelativeFactory(person=cast.person)
    asked = RelativeFactory(person=cast.person, consent=Relative.Consent.ALLOWED)
    assert "4410" not in html_of(cast.officer, url(Relative, "change", silent.pk))
    assert "0813-9900-4410" in html_of(cast.officer, url(Relative, "change", asked.pk))
    assert post(cast.officer, silent, name="Paiman B").status_code == 302
    assert Relative.objects.get(pk=silent.pk).phone == "+6281399004410"


def test_a_note_on_leaving_keeps_its_writer(cast: Cast) -> None:
    membership = cast.person.memberships.get()
    response = post(
        cast.officer, membership, left="2026-02", leave_reason="own_wish", leave_note="Pamit"
    )
    assert response.status_code == 302
    membership.refresh_from_db()
    assert (membership.leave_note, membership.note_by) == ("Pamit", cast.officer)
    assert "Pamit" not in html_of(cast.admin, url(Membership, "change", membership.pk))


def test_keeper_death_and_dissolution_are_not_edited_here(cast: Cast) -> None:
    other = GroupFactory()
    post(cast.officer, cast.person, group=other.pk, deceased_on="2020")
    kept = Person.objects.get(pk=cast.person.pk)
    assert (kept.group, kept.deceased_on) == (cast.group, None)
    assert post(cast.officer, cast.group, state="dissolved").status_code == 302
    cast.group.refresh_from_db()
    assert cast.group.state == "active"


def test_lists_are_searched_as_people_spell(cast: Cast) -> None:
    PlacementFactory(person=cast.person)
    for model, term in [
        (Person, "MARSINAH lestiani"),
        (Placement, "marsinahlestiani"),
        (Membership, "kwt kenanga"),
        (type(cast.group), "kenanga"),
    ]:
        address = f"{url(model, 'changelist')}?q="
        found = html_of(cast.officer, address + term)
        nobody = html_of(cast.officer, f"{address}tidakada")
        assert found.count("/change/") > nobody.count("/change/")


def test_lists_mask_phones(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281233452211")
    html = html_of(cast.officer, url(Person, "changelist"))
    assert "0812-••••-2211" in html
    assert "3345" not in html
