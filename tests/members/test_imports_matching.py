"""Whom the rows of a list mean, and what of them is kept, changed or warned of."""

import pytest

from members.models import Membership, OfficeTerm, Person
from tests.factories import MemberFactory, OfficeTermFactory, PlacementFactory
from tests.members.lists import import_list, preview_of, said, table


def test_empty_and_masked_cells_leave_the_old_value(cast):
    MemberFactory(
        group=cast.group,
        name="Sri Lestari",
        birth_date="1968-08-04",
        phone="+6281281834958",
        hamlet="Dusun 1",
    )
    header = ["Nama", "Tgl Lahir", "No HP", "NIK", "Dusun", "Pendidikan"]
    data = table(["Sri Lestari", "04/08/1968", "0812••••4958", "tercatat", "", "SD"], header=header)
    preview = import_list(data, cast.officer, cast.group)
    assert [(c.label, c.old, c.new) for c in preview.rows[0].changes] == [
        ("pendidikan", "—", Person.Education.SD.label)
    ]
    person = Person.objects.get(name="Sri Lestari")
    assert (person.phone, person.hamlet) == ("+6281281834958", "Dusun 1")
    assert (person.has_nik, person.education) == (False, "sd")


def test_a_row_is_known_by_code_then_nik_then_name_with_birth_date(cast):
    by_code = MemberFactory(group=cast.group, name="Ponirah Lama", birth_date="1970-01-01")
    by_nik = MemberFactory(group=cast.group, name="Wagiyem Lama", birth_date="1975-03-02")
    by_nik.set_nik("1801104203759001")
    by_nik.save()
    by_name = MemberFactory(group=cast.group, name="Legiyem Suwarni", birth_date="1980-05-06")
    data = table(
        [by_code.code.upper(), "Ponirah Baru", None, None],
        [None, "Wagiyem Baru", "1801104203759001", None],
        [None, "LEGIYEM  SUWARNI", None, "6 Mei 1980"],
        [None, "Legiyem Suwarni", None, "7 Mei 1980"],
        ["abcdefghjk", "Tukinah", None, None],
        header=["Kode", "Nama", "NIK", "Tgl Lahir"],
    )
    preview = preview_of(data, cast.officer, cast.group)
    assert [row.target for row in preview.rows] == [by_code.pk, by_nik.pk, by_name.pk, None, None]
    assert [row.action for row in preview.rows] == ["changed", "changed", "same", "new", ""]
    assert "Kode" in said(preview.rows[4])


@pytest.mark.parametrize(
    ("name", "born", "outcome"),
    [
        ("Sumarni", "6/2/1992", "refused"),
        ("Wagiyem Astuti", "2/3/1975", "accepted"),
        ("Wagiyem", "3/3/1975", "warned"),
    ],
)
def test_a_nik_on_file_makes_nobody_another_person(cast, name, born, outcome):
    MemberFactory(group=cast.group, name="Wagiyem", birth_date="1975-03-02", nik="1801104203759001")
    data = table([name, "1801104203759001", born], header=["Nama", "NIK", "Tgl Lahir"])
    row = preview_of(data, cast.officer, cast.group).rows[0]
    assert row.outcome == outcome
    assert ("Wagiyem" in said(row)) == (outcome == "refused")


def test_a_missing_birth_date_is_filled_in_and_two_of_one_name_are_not_guessed(cast):
    unknown = MemberFactory(group=cast.group, name="Samini Purwanti", birth_date=None)
    MemberFactory(group=cast.group, name="Kasiyem", birth_date="1970-01-01")
    MemberFactory(group=cast.group, name="Kasiyem", birth_date="1980-01-01")
    data = table(["Samini Purwanti", "1990"], ["Kasiyem", None], header=["Nama", "Tahun Lahir"])
    preview = import_list(data, cast.officer, cast.group)
    assert preview.rows[0].target == unknown.pk
    assert preview.rows[0].outcome == "warned"
    assert preview.rows[1].is_refused
    unknown.refresh_from_db()
    assert unknown.birth_date == "1990"


def test_two_rows_that_mean_one_person_are_not_written_twice(cast):
    known = MemberFactory(group=cast.group, name="Kasiyem", birth_date="1970-01-01")
    data = table(
        [1, "Kasiyem", None, "1/1/1970"],
        [2, "KASIYEM", None, "1/1/1970"],
        [3, "Tukinah", None, "2/2/1972"],
        [4, "Tukinah", "1801104202729001", "2/2/1972"],
        [5, "Samini", "1801104303739001", "3/3/1973"],
        [6, "Samini", "1801104303739002", "3/3/1973"],
    )
    preview = preview_of(data, cast.officer, cast.group)
    assert [row.target for row in preview.rows[:1]] == [known.pk]
    assert [row.is_refused for row in preview.rows] == [False, True, False, True, False, False]
    assert "2" in said(preview.rows[1])


def test_less_exact_or_differently_written_values_are_not_changes(cast):
    MemberFactory(group=cast.group, name="Kasiyem", birth_date="1970-01-01", birth_place="Palas")
    data = table(["KASIYEM", "1970", "PALAS"], header=["Nama", "Lahir", "Tempat Lahir"])
    assert preview_of(data, cast.officer, cast.group).rows[0].action == "same"


def test_an_office_that_is_held_is_not_given_again(cast):
    holder = MemberFactory(group=cast.group, name="Sumiyati")
    OfficeTermFactory(membership=holder.memberships.get(), office="chair")
    data = table(
        [1, "Kasiyem", None, "1/1/1970", "Ketua"],
        [2, "Tukinah", None, "1/1/1971", "Bendahara"],
        [3, "Legiyem", None, "1/1/1972", "bendahara"],
        [4, "Samini", None, "1/1/1973", "Seksi Humas"],
    )
    preview = import_list(data, cast.officer, cast.group)
    assert "Sumiyati" in said(preview.rows[0])
    assert "Tukinah" in said(preview.rows[2])
    assert "Seksi Humas" in said(preview.rows[3])
    terms = OfficeTerm.objects.open().filter(group=cast.group)
    assert {(t.membership.person.name, t.office) for t in terms} == {
        ("Sumiyati", "chair"),
        ("Tukinah", "treasurer"),
    }


def test_a_list_ends_no_office_and_brings_nobody_back(cast):
    holder = MemberFactory(group=cast.group, name="Sumiyati", birth_date="1970-01-01")
    OfficeTermFactory(membership=holder.memberships.get(), office="chair")
    left = MemberFactory(group=cast.group, name="Wagiyem", birth_date="1971-01-01")
    Membership.objects.filter(person=left).update(
        left="2024-01-01", leave_reason="own_wish", still_served=True
    )
    data = table(
        [1, "Sumiyati", None, "1/1/1970", "Anggota"], [2, "Wagiyem", None, "1/1/1971", "Ketua"]
    )
    preview = import_list(data, cast.officer, cast.group)
    assert [row.action for row in preview.rows] == ["same", "same"]
    assert all(row.outcome == "warned" for row in preview.rows)
    assert holder.memberships.get().offices.open().exists()
    assert not left.memberships.open().exists()


@pytest.fixture
def placed(cast):
    """Somebody with two stays in Taiwan and one in Hong Kong."""
    person = MemberFactory(group=cast.group, name="Kasiyem", birth_date="1970-01-01")
    for country, departed, returned in (
        ("TW", "2003", "2006"),
        ("TW", "2010", None),
        ("HK", "2015", "2018"),
    ):
        PlacementFactory(
            person=person,
            country=country,
            status="returned",
            departed=departed,
            returned=returned,
        )
    return person


def of_kasiyem(*cells):
    return table([1, "Kasiyem", None, "1/1/1970", None, *cells])


def test_a_placement_is_found_by_country_and_departure_else_the_only_one(cast, placed):
    def outcome(*cells):
        return preview_of(of_kasiyem(*cells), cast.officer, cast.group).rows[0]

    assert outcome("Taiwan", 2003, 2006).action == "same"
    assert [c.new for c in outcome("Taiwan", 2010, 2013).changes] == ["2013"]
    assert outcome("Hongkong", None, None).action == "same"
    assert [c.new for c in outcome("Hongkong", 2016, None).changes] == ["2016"]
    assert [c.new for c in outcome("Taiwan", 2020, 2022).changes] == ["Taiwan, 2020–2022"]
    assert outcome("Taiwan", None, 2022).action == "same"
    assert outcome("Taiwan", None, 2022).outcome == "warned"
    assert outcome("Hongkong", 2015, "masih di LN").action == "same"


def test_of_a_placement_only_what_differs_is_written(cast, placed):
    import_list(of_kasiyem("Taiwan", 2010, 2013), cast.officer, cast.group)
    stays = placed.placements.values_list("country", "departed", "returned")
    assert set(stays) == {("TW", "2003", "2006"), ("TW", "2010", "2013"), ("HK", "2015", "2018")}


def test_what_a_nik_says_is_compared_and_fills_gaps(cast):
    data = table(
        [1, "Kasiyem", "1801104101709001", None],
        [2, "Paijo", "1801100101709002", "1/1/1970"],
        [3, "Tukinah", "1801104101709003", "1/1/1971"],
    )
    preview = import_list(data, cast.officer, cast.group)
    assert all(row.outcome == "warned" for row in preview.rows)
    assert Person.objects.get(name="Kasiyem").birth_date == "1970-01-01"
    assert Person.objects.get(name="Paijo").sex == "M"
    assert Person.objects.get(name="Tukinah").birth_date == "1971-01-01"


def test_a_man_in_a_womens_group_and_somebody_deceased_are_warned_of(cast):
    MemberFactory(
        group=cast.group, name="Kasiyem", birth_date="1970-01-01", deceased_on="2020-01-01"
    )
    data = table(["Paijo", "L", None], ["Kasiyem", "P", "1970"], header=["Nama", "L/P", "Lahir"])
    assert all(r.outcome == "warned" for r in preview_of(data, cast.officer, cast.group).rows)
