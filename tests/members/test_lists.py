"""members.views.lists: what each role finds on the lists of people and groups."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from members.models import Person
from tests.cast import Cast
from tests.factories import (
    BUMI_DAYA,
    AssignmentFactory,
    DecreeFactory,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    region,
)
from tests.queries import allowed, queries_of

PEOPLE, GROUPS = "/people/", "/groups/"


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def names(user: User, address: str = PEOPLE) -> list[str]:
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', page(user, address))


def test_person_list_shows_each_role_its_own(cast: Cast) -> None:
    own, other = cast.person.name, cast.other_person.name
    assert names(cast.officer) == [own]
    assert names(cast.secretary) == [own]
    assert names(cast.viewer) == [own, other]
    assert names(cast.admin) == [own, other]
    assert [names(user) for user in cast.strangers] == [[other], [other]]


def test_group_list_shows_each_role_its_own(cast: Cast) -> None:
    own, other = cast.group.name, cast.other_group.name
    assert names(cast.officer, GROUPS) == [own]
    assert names(cast.secretary, GROUPS) == [own]
    assert names(cast.viewer, GROUPS) == [own, other]
    assert [names(user, GROUPS) for user in cast.strangers] == [[other], [other]]


def test_person_list_finds_no_stranger_by_any_filter(cast: Cast) -> None:
    code = cast.other_group.code
    for query in ("q=ponirah", f"group={code}", "place=18.02", f"after={cast.other_person.code}"):
        assert cast.other_person.name not in page(cast.officer, f"{PEOPLE}?{query}")
        assert cast.other_person.name not in page(cast.secretary, f"{PEOPLE}?{query}")
    assert names(cast.other_officer, f"{PEOPLE}?q=ponirah") == [cast.other_person.name]


def test_person_list_without_a_role_is_refused(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("siapa", "kata-sandi-uji", name="Siapa"))
    assert client.get(PEOPLE).status_code == 403
    assert client.get(GROUPS).status_code == 403


def test_person_list_masks_phones_and_withholds_them_from_viewers(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281233452211")
    for user in (cast.officer, cast.secretary):
        html = page(user, PEOPLE)
        assert "0812-••••-2211" in html
        assert "3345" not in html
        assert names(user, f"{PEOPLE}?q=08123345") == [cast.person.name]
    html = page(cast.viewer, PEOPLE)
    assert "HP dirahasiakan" in html
    assert "2211" not in html
    assert names(cast.viewer, f"{PEOPLE}?q=08123345") == []


def test_person_list_decides_row_by_row_whose_phone_is_shown(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281233452211")
    Person.objects.filter(pk=cast.other_person.pk).update(phone="+6281233459922")
    AssignmentFactory(user=cast.viewer, role=Role.OFFICER, region=region("18.01"))
    html = page(cast.viewer, PEOPLE)
    assert "0812-••••-2211" in html
    assert "9922" not in html
    assert names(cast.viewer, f"{PEOPLE}?q=08123345") == [cast.person.name]


def test_person_list_tells_the_journey_and_what_is_missing(cast: Cast) -> None:
    OfficeTermFactory(membership=cast.person.memberships.get())
    PlacementFactory(person=cast.person, occupation="perawat lansia")
    abroad = MemberFactory(group=cast.group, name="Zubaidah", deceased_on=None)
    PlacementFactory(person=abroad, country="HK", departed="2019", returned=None, status="abroad")
    html = page(cast.officer, PEOPLE)
    assert "Ketua" in html
    assert "Taiwan 2011–2018" in html
    assert "tahun lalu · perawat lansia" in html
    assert "Hong Kong 2019–" in html
    assert "masih di luar negeri" in html
    assert "KWT Kenanga" in html
    assert "Bumi Daya, Palas" in html
    assert "NIK belum ada" in html


def test_person_list_leaves_out_the_group_where_there_is_one(cast: Cast) -> None:
    head = '<th scope="col">Kelompok</th>'
    assert head in page(cast.officer, PEOPLE)
    assert head not in page(cast.secretary, PEOPLE)


def test_lists_offer_only_what_one_may_do(cast: Cast) -> None:
    assert "Tambah anggota/PMI" in page(cast.secretary, PEOPLE)
    assert "Impor daftar" in page(cast.officer, PEOPLE)
    assert "Tambah anggota/PMI" not in page(cast.viewer, PEOPLE)
    assert "Impor daftar" not in page(cast.viewer, PEOPLE)
    assert "Tambah kelompok" in page(cast.officer, GROUPS)
    assert "Tambah kelompok" not in page(cast.secretary, GROUPS)


def test_lists_say_what_to_do_when_empty(cast: Cast) -> None:
    assert "Tidak ada yang cocok" in page(cast.officer, f"{PEOPLE}?q=tidakada")
    assert "Tidak ada kelompok yang cocok" in page(cast.officer, f"{GROUPS}?q=tidakada")
    Person.objects.filter(pk=cast.person.pk).update(group=None)
    cast.person.memberships.all().delete()
    cast.person.delete()
    assert "impor daftar yang disimpan kelompok" in page(cast.officer, PEOPLE)
    assert "Belum ada yang tercatat" in page(cast.secretary, PEOPLE)


def test_lists_answer_nonsense_in_a_sentence(cast: Cast) -> None:
    html = page(cast.officer, f"{PEOPLE}?country=XX&back=soon&after=lost")
    assert "tidak dikenal: Negara, Pulang sejak." in html
    assert "Halaman daftar itu sudah tidak ada" in html
    assert names(cast.officer, f"{PEOPLE}?country=XX&after=lost") == [cast.person.name]


def test_lists_escape_what_is_typed(cast: Cast) -> None:
    html = page(cast.officer, f"{PEOPLE}?q=%3Cscript%3E")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_person_list_pages_through_everybody(cast: Cast) -> None:
    Person.objects.bulk_create([Person(name="Samini", group=cast.group) for _ in range(60)])
    html = page(cast.officer, PEOPLE)
    assert "1–50 dari 61" in html
    (following,) = re.findall(r'href="\?(after=\w+)"', html)
    html = page(cast.officer, f"{PEOPLE}?{following}")
    assert "51–61 dari 61" in html
    (previous,) = re.findall(r'href="\?(before=\w+)"', html)
    assert "1–50 dari 61" in page(cast.officer, f"{PEOPLE}?{previous}")


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}?q=Samini&state=returned", GROUPS])
def test_lists_cost_the_same_for_one_row_and_fifty(
    cast: Cast, client: Client, role: str, address: str
) -> None:
    client.force_login(getattr(cast, role))
    rows(cast, 1)
    one = queries_of(client, address)
    rows(cast, 47)
    assert queries_of(client, address) == one == allowed(f"{role} {address}")


def rows(cast: Cast, number: int) -> None:
    for _ in range(number):
        person = MemberFactory(group=cast.group, name="Samini")
        PlacementFactory(person=person)
        DecreeFactory(group=GroupFactory(village=region(BUMI_DAYA)))
