"""What single cells of a member list mean."""

import datetime as dt

import pytest

from core.models import Synonym
from members.models import Person, Placement
from tests.factories import BALI_AGUNG, MemberFactory, OccupationFactory, region
from tests.members.lists import import_list, preview_of, table


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Tempat/Tgl Lahir", "Kalianda, 11 Mei 1993", ("Kalianda", "1993-05-11")),
        ("TTL", "Tanjung Karang 03-02-1974", ("Tanjung Karang", "1974-02-03")),
        ("TTL", "Kalianda", ("Kalianda", None)),
        ("TTL", "1974", ("", "1974")),
        ("Tempat, Tanggal Lahir", dt.date(1993, 5, 11), ("", "1993-05-11")),
    ],
)
def test_place_and_date_of_birth_in_one_cell(cast, header, cell, expected):
    import_list(table(["Kasiyem", cell], header=["Nama", header]), cast.officer, cast.group)
    person = Person.objects.get(name="Kasiyem")
    assert (person.birth_place, person.birth_date) == expected


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Alamat (RT/RW)", "RT 002 RW 001", ("", "002", "001")),
        ("Alamat", "Dusun Sidorejo RT.2/RW.01", ("Dusun Sidorejo", "002", "001")),
        (
            "Alamat",
            "Dusun III, Desa Bumi Daya, RT 05/02",
            ("Dusun III, Desa Bumi Daya", "005", "002"),
        ),
        ("Alamat", "Bumidaya RT 3", ("", "003", "")),
        ("RT/RW", "005/002", ("", "005", "002")),
        ("RT/RW", dt.date(2023, 2, 5), ("", "005", "002")),
        ("RT/RW", 7, ("", "007", "")),
        ("RT", "RT 04", ("", "004", "")),
    ],
)
def test_addresses(cast, header, cell, expected):
    import_list(table(["Kasiyem", cell], header=["Nama", header]), cast.officer, cast.group)
    person = Person.objects.get(name="Kasiyem")
    assert (person.hamlet, person.rt, person.rw) == expected


def test_a_village_is_found_around_the_group(cast):
    region(BALI_AGUNG)
    header = ["Nama", "Desa"]
    data = table(["Kasiyem", "ds. Baliagung"], ["Tukinah", "Entah"], header=header)
    preview = import_list(data, cast.officer, cast.group)
    assert Person.objects.get(name="Kasiyem").village_id == BALI_AGUNG
    assert Person.objects.get(name="Tukinah").village_id is None
    assert preview.rows[1].outcome == "warned"


@pytest.mark.parametrize("date", ["1850", "2090", "31 Februari 1985", dt.date(2090, 1, 1)])
def test_impossible_dates_are_refused(cast, date):
    data = table(["Kasiyem", date], header=["Nama", "Tgl Lahir"])
    row = preview_of(data, cast.officer, cast.group).rows[0]
    assert row.is_refused
    assert row.problems[0].letter == "B"


def test_the_office_extends_the_spellings(cast):
    data = table(["Kasiyem", "Formosa Raya", "Ketua Umum"], header=["Nama", "Pernah ke", "Peran"])
    synonym("people.column", "pernah ke", "country")
    synonym("people.column", "peran", "office")
    synonym("country", "Formosa Raya", "TW")
    synonym("office", "ketua umum", "chair")
    import_list(data, cast.officer, cast.group)
    person = Person.objects.get(name="Kasiyem")
    assert person.placements.get().country == "TW"
    assert person.memberships.get().offices.get().office == "chair"


def synonym(kind: str, key: str, target: str) -> None:
    Synonym.objects.create(kind=kind, key=key, target=target)


def test_abroad_is_only_who_is_said_to_be(cast):
    OccupationFactory(name="Perawat Lansia")
    header = ["Nama", "Negara", "Tahun Berangkat", "Tahun Pulang", "Pekerjaan"]
    data = table(
        ["Kasiyem", "Taiwan", 2019, None, "perawat lansia"],
        ["Tukinah", "Taiwan", None, None, None],
        ["Legiyem", "Taiwan", 2019, "belum pulang", None],
        ["Samini", None, 2019, 2020, None],
        ["Wagiyem", None, None, None, "Petani"],
        ["Ponirah", "Indonesia", None, None, None],
        ["Marsinah", "Taiwan", dt.date(1905, 7, 7), dt.date(1905, 7, 10), None],
        header=header,
    )
    preview = import_list(data, cast.officer, cast.group)
    assert [row.is_refused for row in preview.rows] == [
        False, False, False, True, False, True, False,
    ]  # fmt: skip
    stays = {stay.person.name: stay for stay in Placement.objects.filter(person__group=cast.group)}
    assert {name: stay.status for name, stay in stays.items()} == {
        "Kasiyem": "returned",
        "Tukinah": "returned",
        "Legiyem": "abroad",
        "Marsinah": "returned",
    }
    assert stays["Kasiyem"].occupation_ref.name == "Perawat Lansia"
    assert (stays["Marsinah"].departed, stays["Marsinah"].returned) == ("2015", "2018")


def test_a_phone_takes_back_that_there_is_none(cast):
    person = MemberFactory(group=cast.group, name="Kasiyem", phone="", has_no_phone=True)
    data = table(["Kasiyem", "0812-8183-4958"], header=["Nama", "HP / WA"])
    import_list(data, cast.officer, cast.group)
    person.refresh_from_db()
    assert (person.phone, person.has_no_phone) == ("+6281281834958", False)


def test_the_table_of_spellings_starts_with_what_the_register_knows(cast):
    known = dict(Synonym.objects.filter(kind="people.column").values_list("key", "target"))
    assert (known["no ktp"], known["eks negara"], known["hp wa"]) == ("nik", "country", "phone")
    Synonym.objects.filter(kind="people.column", key="no ktp").update(target="code")
    row = preview_of(table(["Kasiyem", "x"], header=["Nama", "No. KTP"]), cast.officer, cast.group)
    assert row.rows[0].values["code"] == "x"
