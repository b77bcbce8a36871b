"""members.filters: each filter finds exactly whom it names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import QueryDict

from accounts.models import User
from accounts.roles import Role
from members.filters import MOST_GROUPS, GroupFilters, PersonFilters, years_ago
from members.models import Group, Membership, OfficeTerm, Person, Placement
from tests.cast import Cast
from tests.factories import (
    BALI_AGUNG,
    BUMI_DAYA,
    AssignmentFactory,
    DecreeFactory,
    GroupClassFactory,
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PersonFactory,
    PlacementFactory,
    make_nik,
    make_user,
    region,
)

TODAY = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
ABROAD, RETURNED, UNKNOWN = Placement.Status


def people_of(user: User, query: str) -> list[str]:
    act = "members.view_person"
    allowed = Person.objects.allowed(user, act)
    filters = PersonFilters(QueryDict(query), allowed, user=user, act=act)
    assert filters.complaint == ""
    return list(filters.qs.order_by("sort_key").values_list("name", flat=True))


def groups_of(user: User, query: str) -> list[str]:
    act = "members.view_group"
    rows = Group.objects.allowed(user, act).with_member_count()
    filters = GroupFilters(QueryDict(query), rows, user=user, act=act)
    assert filters.complaint == ""
    return list(filters.qs.order_by("sort_key").values_list("name", flat=True))


def stay(person: Person, **fields: Any) -> None:
    PlacementFactory(person=person, **fields)


@pytest.fixture
def officer(db: None) -> User:
    return make_user("petugas", Role.OFFICER, region=region("18.01"))


@pytest.fixture
def people(officer: User) -> None:
    """Ani to Ika, each found by something else."""
    melati = GroupFactory(name="KWT Melati", code="mehatu2345", village=region(BALI_AGUNG))
    ani = MemberFactory(name="Ani", group=melati, nik=make_nik(1), birth_date="1990")
    OfficeTermFactory(membership=ani.memberships.get())
    stay(ani, country="TW", departed="2019", returned=None, status=ABROAD)
    stay(ani, country="HK", departed="2010", returned="2012-03")
    budi = MemberFactory(name="Budi", group=melati, has_no_phone=True, photo_refused=True)
    Membership.objects.filter(person=budi).update(status=Membership.Status.PROSPECTIVE)
    stay(budi, country="MY", departed="2020", returned="2026-03")
    cici = PersonFactory(name="Cici", phone="+6281233452211")
    stay(cici, country="MY", departed="2020", returned="2022-11")
    dewi = PersonFactory(name="Dewi")
    stay(dewi, country="SG", departed="2015", returned="2021-11-23")
    evi = PersonFactory(name="Evi", deceased_on="2024")
    stay(evi, country="SG", departed=None, returned=None)
    fitri = PersonFactory(name="Fitri", village=region("18.01.06"))
    stay(fitri, country="TR", departed="2019", returned=None, status=UNKNOWN)
    stay(fitri, country="TW", departed="2011", returned="2014")
    gita = PersonFactory(name="Gita")
    MembershipFactory(
        person=gita, group=melati, joined="2019", left="2020", leave_reason="own_wish"
    )


EVERYBODY = ["Ani", "Budi", "Cici", "Dewi", "Evi", "Fitri", "Gita"]
PEOPLE = {
    "": EVERYBODY,
    "place=18.01": EVERYBODY,
    "place=18.01.06": ["Fitri"],
    "place=18.01.10": ["Ani", "Budi", "Cici", "Dewi", "Evi", "Gita"],
    f"place={BALI_AGUNG}": ["Ani", "Budi"],
    f"place={BUMI_DAYA}": ["Cici", "Dewi", "Evi", "Gita"],
    "group=mehatu2345": ["Ani", "Budi"],
    "state=abroad": ["Ani"],
    "state=returned": ["Budi", "Cici", "Dewi", "Evi"],
    "state=unknown": ["Fitri"],
    "state=none": ["Gita"],
    "country=TW": ["Ani", "Fitri"],
    "country=TR": ["Fitri"],
    "country=JP": [],
    "back=1": ["Budi"],
    "back=5": ["Budi", "Cici"],
    "back=over5": ["Dewi"],
    "back=none": ["Evi"],
    "office=chair": ["Ani"],
    "office=secretary": [],
    "office=none": ["Budi"],
    "membership=member": ["Ani"],
    "membership=prospective": ["Budi"],
    "membership=former": ["Gita"],
    "membership=none": ["Cici", "Dewi", "Evi", "Fitri"],
    "missing=any": ["Ani", "Budi", "Cici", "Dewi", "Fitri", "Gita"],
    "missing=nik": ["Budi", "Cici", "Dewi", "Fitri", "Gita"],
    "missing=birth_date": ["Budi", "Cici", "Dewi", "Fitri", "Gita"],
    "missing=phone": ["Ani", "Dewi", "Fitri", "Gita"],
    "missing=photo": ["Ani", "Cici", "Dewi", "Fitri", "Gita"],
    "life=deceased": ["Evi"],
    "life=living": ["Ani", "Budi", "Cici", "Dewi", "Fitri", "Gita"],
    "country=MY&back=1&membership=prospective": ["Budi"],
    "q=budi&state=abroad": [],
}


@time_machine.travel(TODAY, tick=False)
def test_every_filter_of_people(officer: User, people: None) -> None:
    found = {query: people_of(officer, query) for query in PEOPLE if query != "place=18.01"}
    assert found == {k: v for k, v in PEOPLE.items() if k in found}
    assert len(found) >= 30
    declared = set(PersonFilters.base_filters) - {"q", "sort"}
    assert {part.partition("=")[0] for query in PEOPLE for part in query.split("&")} >= declared


@pytest.fixture
def groups(officer: User) -> None:
    melati = GroupFactory(name="KWT Melati")
    chair = OfficeTermFactory(membership=MembershipFactory(group=melati))
    OfficeTermFactory(membership=MembershipFactory(group=melati), office="secretary")
    DecreeFactory(group=melati)
    GroupClassFactory(group=melati, year=2022, score=200)
    GroupClassFactory(group=melati, year=2023, score=500)
    mawar = GroupFactory(name="KUB Mawar", kind="kub", village=region(BALI_AGUNG))
    ended = OfficeTermFactory(membership=MembershipFactory(group=mawar))
    OfficeTerm.objects.filter(pk=ended.pk).update(until="2023")
    GroupClassFactory(group=mawar, year=2023, score=200)
    GroupFactory(name="KT Lama", kind="kt", state="inactive")
    assert chair.office == "chair"


GROUPS = {
    "": ["KT Lama", "KUB Mawar", "KWT Melati"],
    f"place={BALI_AGUNG}": ["KUB Mawar"],
    "kind=kt": ["KT Lama"],
    "state=inactive": ["KT Lama"],
    "state=dissolved": [],
    "ability=madya": ["KWT Melati"],
    "ability=pemula": ["KUB Mawar"],
    "ability=none": ["KT Lama"],
    "missing=decree": ["KT Lama", "KUB Mawar"],
    "missing=chair": ["KT Lama", "KUB Mawar"],
    "missing=secretary": ["KT Lama", "KUB Mawar"],
    "missing=treasurer": ["KT Lama", "KUB Mawar", "KWT Melati"],
    "missing=members": ["KT Lama"],
    "q=mela ti": ["KWT Melati"],
    "q=MAWAR kub": ["KUB Mawar"],
    "q=--": [],
}


def test_every_filter_of_groups(officer: User, groups: None) -> None:
    queries = {q for q in GROUPS if not q.startswith("place=")}
    assert {q: groups_of(officer, q) for q in queries} == {q: GROUPS[q] for q in queries}
    way = f"place={BALI_AGUNG}"
    assert groups_of(officer, way) == GROUPS[way]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("q=siti", ["siti"]),
        ("place=18.01.10", ["Kecamatan Palas"]),
        (f"place={BUMI_DAYA}", ["Desa Bumi Daya"]),
        ("country=TW", ["Pernah di Taiwan"]),
        ("back=1", ["Pulang: Paling lama 1 tahun lalu"]),
        ("state=abroad&sort=new", ["Masih di luar negeri"]),
        ("missing=nik&life=living", ["NIK belum ada", "Masih hidup"]),
    ],
)
def test_a_chip_names_its_filter_and_takes_it_off(
    officer: User, query: str, labels: list[str]
) -> None:
    region(BUMI_DAYA)
    act = "members.view_person"
    filters = PersonFilters(QueryDict(query), Person.objects.all(), user=officer, act=act)
    assert [chip["label"] for chip in filters.chips] == labels
    assert filters.is_filtered
    for chip, part in zip(filters.chips, query.split("&"), strict=False):
        left = QueryDict(chip["url"].removeprefix("?")).dict()
        assert left == {k: v for k, v in QueryDict(query).dict().items() if f"{k}={v}" != part}
    assert filters.clear_address == ("?sort=new" if "sort" in query else "?")


BAD = [
    ("place=99", "Tempat"),
    ("place=18.02", "Tempat"),
    ("place=" + "18." * 3000, "Tempat"),
    ("group=abc", "Kelompok"),
    ("group=%27", "Kelompok"),
    ("country=ID", "Negara"),
    ("country=XX", "Negara"),
    ("state=lost", "Riwayat kerja"),
    ("back=2", "Pulang sejak"),
    ("office=king", "Jabatan"),
    ("membership=x", "Keanggotaan"),
    ("missing=x", "Kelengkapan"),
    ("life=x", "Hidup/meninggal"),
    ("sort=x", "Urutan"),
]


@pytest.mark.parametrize(("query", "label"), BAD)
def test_an_unknown_value_is_left_out_in_a_sentence(cast: Cast, query: str, label: str) -> None:
    act = "members.view_person"
    people = Person.objects.allowed(cast.officer, act)
    filters = PersonFilters(QueryDict(query), people, user=cast.officer, act=act)
    assert list(filters.qs) == [cast.person]
    assert filters.complaint.endswith(f": {label}.")
    assert not filters.is_filtered


def offered(user: User, query: str, name: str) -> list[str]:
    act = "members.view_person"
    filters = PersonFilters(QueryDict(query), Person.objects.all(), user=user, act=act)
    if name not in filters.filters:
        return []
    return [str(label) for key, label in filters.form.fields[name].choices if key]


def test_places_open_step_by_step_within_ones_own(cast: Cast) -> None:
    region("18.01.06"), region(BALI_AGUNG)
    assert offered(cast.officer, "", "place") == ["Kalianda", "Palas"]
    opened = ["Kalianda", "Palas", "– Bali Agung", "– Bumi Daya"]
    assert offered(cast.officer, "place=18.01.10", "place") == opened
    assert offered(cast.officer, f"place={BUMI_DAYA}", "place") == opened
    assert offered(cast.officer, "place=18.02.01", "place") == ["Kalianda", "Palas"]
    regencies = ["Kabupaten Lampung Selatan", "Kabupaten Lampung Tengah"]
    assert offered(cast.viewer, "", "place") == regencies
    assert offered(cast.viewer, "place=18.02", "place") == [*regencies, "– Kalirejo"]
    assert offered(cast.admin, "", "place") == ["Lampung"]
    assert offered(cast.secretary, "", "place") == []


def test_places_of_two_regions_are_both_offered(cast: Cast) -> None:
    AssignmentFactory(user=cast.officer, role=Role.OFFICER, region=region("18.02.01"))
    user = User.objects.get(pk=cast.officer.pk)
    names = ["Kabupaten Lampung Selatan", "Kalirejo"]
    assert [name.lstrip("– ") for name in offered(user, "", "place")] == names


def test_groups_are_offered_within_ones_own(cast: Cast) -> None:
    assert offered(cast.officer, "", "group") == ["KWT Kenanga · Bumi Daya"]
    assert offered(cast.secretary, "", "group") == []
    assert len(offered(cast.viewer, "", "group")) == 2


def test_of_too_many_groups_only_the_chosen_one_is_offered(cast: Cast) -> None:
    region(BALI_AGUNG)
    Group.objects.bulk_create(
        [Group(name=f"KWT {n}", village_id=BALI_AGUNG) for n in range(MOST_GROUPS + 1)]
    )
    assert offered(cast.officer, "", "group") == []
    chosen = offered(cast.officer, f"group={cast.group.code}", "group")
    assert chosen == ["KWT Kenanga · Bumi Daya"]
    assert offered(cast.officer, f"place={BUMI_DAYA}", "group") == chosen


def test_countries_offered_are_the_usual_ones_and_those_met(officer: User, people: None) -> None:
    assert {"Taiwan", "Turki"} <= set(offered(officer, "", "country"))
    assert "Peru" not in offered(officer, "", "country")
    assert "Peru" in offered(officer, "country=PE", "country")
    assert Placement.objects.countries() == ["HK", "MY", "SG", "TR", "TW"]


@time_machine.travel(dt.datetime(2024, 2, 29, 3, 0, tzinfo=dt.UTC), tick=False)
def test_years_ago_on_a_leap_day() -> None:
    assert years_ago(1) == dt.date(2023, 2, 28)
    assert years_ago(4) == dt.date(2020, 2, 28)
