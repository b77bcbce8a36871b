"""A group's pages: who reads what, who changes what, and what is refused in a sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from members.models import Group
from tests.cast import Cast
from tests.factories import (
    BALI_AGUNG,
    DecreeFactory,
    GroupClassFactory,
    InstitutionFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PersonFactory,
    PlacementFactory,
    RelativeFactory,
    region,
)
from tests.members.pages import address, file_of, page, signed_in
from tests.queries import allowed, queries_of


def photo() -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (40, 30), "green").save(target, "JPEG")
    return SimpleUploadedFile("foto.jpg", target.getvalue())


def test_group_detail_is_for_insiders_alone(cast: Cast) -> None:
    for user in cast.insiders.values():
        assert cast.group.name in page(user, address(cast.group))
    for user in cast.strangers:
        assert signed_in(user).get(address(cast.group)).status_code == 404
    assert Client().get(address(cast.group)).status_code == 302


def test_group_detail_tells_the_officers_and_how_to_reach_them(cast: Cast) -> None:
    chair = MemberFactory(group=cast.group, name="Wagiyem Suwarni", phone="+6281200001234")
    OfficeTermFactory(membership=chair.memberships.get())
    html = page(cast.secretary, address(cast.group))
    assert "Wagiyem Suwarni" in html
    assert "tel:+6281200001234" in html
    assert "https://wa.me/6281200001234" in html
    assert "2 anggota" in html
    assert "Belum ada sekretaris, bendahara" in html


def test_group_detail_hides_phones_and_addresses_from_a_viewer(cast: Cast) -> None:
    chair = MemberFactory(group=cast.group, phone="+6281200001234")
    OfficeTermFactory(membership=chair.memberships.get())
    Group.objects.filter(pk=cast.group.pk).update(
        phone="+6281200009999", address="Dusun Rahasia", latitude="-5.61", longitude="105.66"
    )
    DecreeFactory(group=cast.group)
    shown = page(cast.officer, address(cast.group))
    hidden = page(cast.viewer, address(cast.group))
    for text in ("81200001234", "0812-0000-9999", "Dusun Rahasia", "105.66"):
        assert text in shown
        assert text not in hidden
    assert "dirahasiakan" in hidden
    assert chair.name in hidden


def test_group_detail_shows_of_former_members_name_dates_and_office_alone(cast: Cast) -> None:
    """Who still keeps her file may follow the link; nobody else learns more."""
    gone = PersonFactory(
        name="Tukinah Prihatin", village=region(BALI_AGUNG), phone="+6281200005678"
    )
    MembershipFactory(
        person=gone, group=cast.group, joined="2020", left="2023-05", leave_reason="ill"
    )
    PlacementFactory(person=gone, country="SA")
    html = page(cast.secretary, address(cast.group))
    assert "Tukinah Prihatin" in html
    assert "Mei 2023" in html
    for text in (gone.code, "5678", "Arab Saudi", "sakit"):
        assert text not in html
    assert gone.get_absolute_url() in page(cast.officer, address(cast.group))


def test_group_detail_costs_the_same_for_any_number_of_members(cast: Cast) -> None:
    OfficeTermFactory(membership=cast.person.memberships.get())
    client = signed_in(cast.officer)
    few = queries_of(client, address(cast.group))
    for number in range(12):
        member = MemberFactory(group=cast.group, phone=f"+62812000{number:05d}")
        PlacementFactory(person=member)
        RelativeFactory(person=member)
        MembershipFactory(
            person=PersonFactory(), group=cast.group, left="2024", leave_reason="moved"
        )
        DecreeFactory(group=cast.group)
        GroupClassFactory(group=cast.group)
    assert queries_of(client, address(cast.group)) == few == allowed("officer /groups/CODE/")


def test_group_create_and_update_are_the_office_s(cast: Cast) -> None:
    coach = InstitutionFactory(name="Disnakertrans Lampung Selatan")
    data = {
        "name": "KWT  Lestari",
        "kind": "kwt",
        "village": "Bumi Daya",
        "founded": "Mei 2020",
        "coached_by": coach.code,
        "simluhtan_id": "1801",
    }
    assert signed_in(cast.secretary).post("/groups/add/", data).status_code == 403
    assert signed_in(cast.viewer).post("/groups/add/", data).status_code == 403
    response = signed_in(cast.officer).post("/groups/add/", data)
    group = Group.objects.get(name="KWT Lestari")
    assert response.url == group.get_absolute_url()
    assert (group.founded, group.coached_by, group.state) == ("2020-05", coach, "active")
    changed = {**data, "name": "KWT Lestari Jaya", "state": "inactive", "state_reason": "Musim"}
    assert signed_in(cast.officer).post(address(group, "edit/"), changed).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.state) == ("KWT Lestari Jaya", "inactive")
    assert signed_in(cast.secretary).get(address(cast.group, "edit/")).status_code == 403
    assert signed_in(cast.other_officer).get(address(cast.group, "edit/")).status_code == 404


def test_group_create_outside_the_own_region_is_refused_and_keeps_the_input(cast: Cast) -> None:
    data = {"name": "KWT Jauh", "kind": "kwt", "village": "18.02.01.2003"}
    response = signed_in(cast.officer).post("/groups/add/", data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "KWT Jauh" in html
    assert not Group.objects.filter(name="KWT Jauh").exists()
    assert signed_in(cast.other_officer).post("/groups/add/", data).status_code == 302


def test_group_create_refuses_a_second_group_of_that_name_in_the_village(cast: Cast) -> None:
    data = {"name": "kwt KENANGA", "kind": "kwt", "village": cast.group.village_id}
    html = signed_in(cast.officer).post("/groups/add/", data).content.decode()
    assert "sudah memiliki kelompok dengan nama tersebut" in html
    assert Group.objects.filter(name_key="kwtkenanga").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "K" * 5000),
        ("name", "   "),
        ("founded", "1850"),
        ("founded", "2090"),
        ("founded", "31 Februari 2020"),
        ("village", "Tidak Ada Di Mana Pun"),
        ("coached_by", "tidakada00"),
        ("kind", "partai"),
    ],
)
def test_group_create_answers_bad_input_at_its_field(cast: Cast, field: str, value: str) -> None:
    data = {"name": "KWT Baru", "kind": "kwt", "village": "Bumi Daya", field: value}
    response = signed_in(cast.officer).post("/groups/add/", data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.content.decode().count('class="error-summary"') == 1
    assert not Group.objects.filter(name="KWT Baru").exists()


def test_group_update_on_an_old_version_is_a_conflict(cast: Cast) -> None:
    client = signed_in(cast.officer)
    seen = client.get(address(cast.group, "edit/")).context["form"]["seen_version"].value()
    Group.objects.filter(pk=cast.group.pk).update(simluhtan_id="9")
    data = {"name": "Nama Baru", "kind": "kwt", "village": "Bumi Daya", "state": "active"}
    response = client.post(address(cast.group, "edit/"), data | {"seen_version": seen})
    assert "Nama Baru" in response.content.decode()
    cast.group.refresh_from_db()
    assert cast.group.name == "KWT Kenanga"


def test_group_update_cannot_dissolve(cast: Cast) -> None:
    data = {"name": "KWT Kenanga", "kind": "kwt", "village": "Bumi Daya", "state": "dissolved"}
    response = signed_in(cast.officer).post(address(cast.group, "edit/"), data)
    assert list(response.context["form"].errors) == ["state"]


def test_group_contact_is_the_secretary_s_too(cast: Cast) -> None:
    data = {
        "address": "Dusun II, RT 003",
        "phone": "0812 0000 7777",
        "point": "-5.65320, 105.66100",
        "commodities": "cabai, tomat",
        "land_ha": "2,5",
        "upload": photo(),
    }
    assert signed_in(cast.viewer).get(address(cast.group, "contact/")).status_code == 403
    assert signed_in(cast.other_secretary).get(address(cast.group, "contact/")).status_code == 404
    response = signed_in(cast.secretary).post(address(cast.group, "contact/"), data)
    assert response.status_code == 302
    cast.group.refresh_from_db()
    assert cast.group.phone == "+6281200007777"
    assert (str(cast.group.latitude), str(cast.group.land_ha)) == ("-5.65320", "2.50")
    for size in ("full", "thumb"):
        url = address(cast.group, f"photo/{size}/")
        answer = signed_in(cast.secretary).get(url)
        assert file_of(answer).startswith(b"\xff\xd8")
        assert answer["Content-Type"] == "image/jpeg"
        assert signed_in(cast.other_officer).get(url).status_code == 404
    assert signed_in(cast.secretary).get(address(cast.group, "photo/huge/")).status_code == 404
    assert "2,5" in page(cast.secretary, address(cast.group, "contact/"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12"),
        ("point", "di sawah"),
        ("point", "89.0, 105.0"),
        ("land_ha", "-3"),
        ("land_ha", "luas"),
        ("upload", SimpleUploadedFile("foto.jpg", b"<html><script>alert(1)</script>")),
        ("upload", SimpleUploadedFile("foto.jpg", b"")),
    ],
)
def test_group_contact_answers_bad_input_in_a_sentence(cast: Cast, field, value) -> None:
    response = signed_in(cast.secretary).post(
        address(cast.group, "contact/"), {"address": "Dusun II", field: value}
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "Dusun II" in response.content.decode()
    cast.group.refresh_from_db()
    assert (cast.group.address, cast.group.photo) == ("", None)


def test_the_timeline_joins_those_who_came_on_one_day(cast: Cast) -> None:
    for name in ("Legiyem", "Samini", "Kasiyem"):
        MemberFactory(group=cast.group, name=name)
    html = page(cast.viewer, address(cast.group))
    assert "4 orang masuk" in html


def test_a_dissolved_group_is_read_only(cast: Cast) -> None:
    cast.person.memberships.update(left="2026-01-05", leave_reason="dissolved")
    Group.objects.filter(pk=cast.group.pk).update(
        state="dissolved", state_since="2026-01-05", state_reason="Anggota pindah"
    )
    html = page(cast.officer, address(cast.group))
    assert "Dibubarkan 5 Januari 2026" in html
    assert "Anggota pindah" in html
    assert "Pengurus" not in html
    assert "1 mantan anggota" in html
    for rest in ("edit/", "contact/", "decrees/add/", "classes/add/", "dissolve/"):
        assert address(cast.group, rest) not in html
        assert signed_in(cast.officer).get(address(cast.group, rest)).status_code == 404
