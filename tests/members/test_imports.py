"""The import of member lists: what each row of the samples becomes, and what a list may not do."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.history import recording
from core.imports import parked
from core.imports.engine import Preview, read_file, review
from core.models import Reveal, Synonym
from members.imports.roster import Roster
from members.models import Membership, OfficeTerm, Person, Placement
from tests.core.workbooks import DATA, workbook
from tests.factories import (
    BALI_AGUNG,
    BUMI_DAYA,
    GroupFactory,
    MemberFactory,
    OccupationFactory,
    OfficeTermFactory,
    PlacementFactory,
    region,
)

OFFICES = {
    "ketua": "chair",
    "sekretaris": "secretary",
    "bendahara": "treasurer",
    "anggota": None,
}
HEADER = ["No", "Nama", "NIK", "Tgl Lahir", "Jabatan", "Negara", "Berangkat", "Pulang"]


def preview_of(data: bytes, user, group, name: str = "daftar.xlsx") -> Preview:
    spec = Roster(user=user, group=group)
    preview = read_file(spec, data, name, spec.spellings.columns)
    review(spec, preview)
    return preview


def import_list(data: bytes, user, group, name: str = "daftar.xlsx") -> Preview:
    """Preview and confirm; returns the preview as it was confirmed."""
    preview = preview_of(data, user, group, name)
    row = parked.park(
        owner=user,
        kind=Roster.kind,
        target_id=group.pk,
        filename=name,
        data=data,
        preview=preview,
    )
    with recording(user, "members.import_people"):
        parked.confirm(row, Roster(user=user, group=group, lock=True))
    return preview


def table(*rows: list[object], header: list[str] = HEADER) -> bytes:
    return workbook([header, *rows])


def said(row) -> str:
    return " ".join(problem.message for problem in row.problems)


def person_of(expected) -> Person:
    found = Person.objects.filter(name__iexact=expected["name"].strip())
    return found.get(birth_date=expected["birth_date"])


@pytest.mark.parametrize("name", ["roster_tidy.xlsx", "roster_messy.xlsx", "roster_semicolon.csv"])
def test_every_row_of_the_samples_becomes_what_is_expected(name, cast):
    group = GroupFactory(name="KWT PMI Purna Bumi Daya", village=region(BUMI_DAYA))
    expected = json.loads((DATA / f"{name}.expected.json").read_text())
    preview = import_list((DATA / name).read_bytes(), cast.officer, group, name)
    assert [row.number for row in preview.rows] == [item["row"] for item in expected]
    for row, item in zip(preview.rows, expected, strict=True):
        assert row.is_refused == (item["outcome"] == "reject"), said(row)
        if row.is_refused:
            assert not Person.objects.filter(name__iexact=item["name"]).exists()
        else:
            check_person(person_of(item), item, group)
            assert bool(row.problems) or "problem" not in item
    accepted = [item for item in expected if item["outcome"] == "accept"]
    assert Person.objects.filter(group=group).count() == len(accepted)


def check_person(person: Person, item: dict, group) -> None:
    for key in ("birth_place", "rt", "rw", "education"):
        if key in item:
            assert getattr(person, key).lower() == item[key].lower()
    assert person.read_nik() == (item["nik"] or "")
    assert person.phone == (item["phone"] or "")
    assert (person.group, person.area, person.sex) == (group, BUMI_DAYA, "F")
    membership = person.memberships.get()
    assert (membership.group, membership.left, membership.status) == (group, None, "member")
    assert membership.joined == item.get("joined")
    term = membership.offices.open().first()
    assert (term and term.office) == OFFICES[item["office"]]
    stay = person.placements.get()
    assert {key: getattr(stay, key) for key in item["placement"]} == item["placement"]


@pytest.mark.parametrize(
    ("number", "sentence", "letter"),
    [
        (11, "angka", "C"),
        (12, "15 angka", "C"),
        (13, "baris 5", "C"),
        (14, "Februari", "E"),
        (16, "mendahului", "J"),
        (18, "Wakanda", "H"),
    ],
)
def test_refusals_of_the_messy_list_name_the_column_and_the_reason(cast, number, sentence, letter):
    data = (DATA / "roster_messy.xlsx").read_bytes()
    preview = preview_of(data, cast.officer, cast.group)
    (row,) = [row for row in preview.rows if row.number == number]
    assert sentence in said(row)
    assert row.problems[0].letter == letter


def test_warnings_of_the_messy_list(cast):
    preview = preview_of((DATA / "roster_messy.xlsx").read_bytes(), cast.officer, cast.group)
    warned = {row.number: said(row) for row in preview.rows if row.outcome == "warned"}
    assert "luar negeri" in warned[15]
    assert "13 Mei 1995" in warned[17]
    assert "NIK" in warned[20]
    assert preview.sheets[0].left_out == [
        "22: Jumlah anggota : 15 orang",
        "24: Bumi Daya, 31 Mei 2023",
    ]


@pytest.mark.parametrize("name", ["roster_tidy.xlsx", "roster_messy.xlsx", "roster_semicolon.csv"])
def test_the_same_file_twice_changes_nothing_and_says_so(name, cast):
    data = (DATA / name).read_bytes()
    import_list(data, cast.officer, cast.group, name)
    before = contents()
    preview = import_list(data, cast.officer, cast.group, name)
    assert {row.action for row in preview.accepted} == {"same"}
    assert contents() == before


def contents() -> list[list[dict]]:
    tables = (Person, Membership, OfficeTerm, Placement)
    return [list(model.objects.order_by("pk").values()) for model in tables]


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


def test_a_placement_is_found_by_country_and_departure_else_the_only_one(cast):
    person = MemberFactory(group=cast.group, name="Kasiyem", birth_date="1970-01-01")
    first = PlacementFactory(
        person=person, country="TW", status="returned", departed="2003", returned="2006"
    )
    second = PlacementFactory(
        person=person, country="TW", status="returned", departed="2010", returned=None
    )
    only = PlacementFactory(
        person=person, country="HK", status="returned", departed="2015", returned="2018"
    )

    def outcome(*cells):
        data = table([1, "Kasiyem", None, "1/1/1970", None, *cells])
        return preview_of(data, cast.officer, cast.group).rows[0]

    assert outcome("Taiwan", 2003, 2006).action == "same"
    assert [c.new for c in outcome("Taiwan", 2010, 2013).changes] == ["2013"]
    assert outcome("Hongkong", None, None).action == "same"
    assert [c.new for c in outcome("Hongkong", 2016, None).changes] == ["2016"]
    assert [c.new for c in outcome("Taiwan", 2020, 2022).changes] == ["Taiwan, 2020–2022"]
    assert outcome("Taiwan", None, 2022).action == "same"
    assert outcome("Taiwan", None, 2022).outcome == "warned"
    assert outcome("Hongkong", 2015, "masih di LN").action == "same"
    import_list(
        table([1, "Kasiyem", None, "1/1/1970", None, "Taiwan", 2010, 2013]),
        cast.officer,
        cast.group,
    )
    assert set(person.placements.values_list("pk", "returned")) == {
        (first.pk, "2006"),
        (second.pk, "2013"),
        (only.pk, "2018"),
    }


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


def test_a_nik_held_elsewhere_is_refused_with_a_link_or_without_a_word(cast):
    neighbour = GroupFactory(name="KWT Sebelah")
    seen = MemberFactory(group=neighbour, name="Ponirah")
    seen.set_nik("1801104101709001")
    seen.save()
    cast.other_person.set_nik("1802014101709001")
    cast.other_person.save()
    data = table(
        [1, "Kasiyem", "1801104101709001", None],
        [2, "Tukinah", "1802014101709001", None],
        [3, "Samini", "1801104101709777", None],
    )
    rows = preview_of(data, cast.officer, cast.group).rows
    assert [row.is_refused for row in rows] == [True, True, False]
    assert rows[0].problems[0].link == seen.get_absolute_url()
    (hidden,) = rows[1].problems
    assert (hidden.link, hidden.offer) == ("", "")
    for secret in (cast.other_person.name, cast.other_group.name, "Ponirah", "Lampung Tengah"):
        assert secret not in said(rows[0]) + said(rows[1])
    rows = preview_of(data, cast.secretary, cast.group).rows
    assert [row.is_refused for row in rows] == [True, True, False]
    assert [row.problems[0].offer for row in rows[:2]] == ["transfer", "transfer"]
    assert [row.problems[0].link for row in rows[:2]] == ["", ""]


def test_a_list_cannot_be_used_to_try_numbers_out(cast):
    for number in range(9):
        person = MemberFactory(group=cast.other_group, name=f"Orang {number}")
        person.set_nik(f"180201410170900{number}")
        person.save()

    def refused(numbers, free=1):
        rows = [[i, f"Kasiyem {i}", f"180201410170900{i}", None] for i in numbers]
        rows += [[0, f"Baru {i}", f"180110410171900{i}", None] for i in range(free)]
        preview = preview_of(table(*rows), cast.secretary, cast.group)
        return [row.is_refused for row in preview.rows], preview

    assert refused([0, 1])[0] == [True, True, False]
    assert refused([0, 1])[0] == [True, True, False]
    hits = Reveal.objects.filter(user=cast.secretary)
    assert hits.count() == 2
    # Four more would be six: nothing is answered, and the day's limit is reached.
    outcomes, preview = refused([2, 3, 4, 5])
    assert outcomes == [True] * 5
    assert {problem.offer for row in preview.rows for problem in row.problems} == {""}
    assert hits.count() == 5
    assert refused([], free=1)[0] == [True]
    assert refused([6])[0] == [True, True]
    assert hits.count() == 5


def test_what_was_answered_for_a_list_is_answered_again_on_its_confirmation(cast):
    for number in range(5):
        person = MemberFactory(group=cast.other_group, name=f"Orang {number}")
        person.set_nik(f"180201410170900{number}")
        person.save()
    rows = [[i, f"Kasiyem {i}", f"180201410170900{i}", None] for i in range(5)]
    preview = import_list(
        table(*rows, [9, "Baru", "1801104101719001", None]), cast.secretary, cast.group
    )
    assert [row.is_refused for row in preview.rows] == [True] * 5 + [False]
    assert Person.objects.filter(group=cast.group, name="Baru").exists()


def test_someone_alike_elsewhere_is_told_only_to_who_may_see_her(cast):
    neighbour = GroupFactory(name="KWT Sebelah")
    MemberFactory(group=neighbour, name="Kasiyem", birth_date="1970-01-01")
    data = table([1, "KASIYEM", "1801104101709001", "1/1/1970"])
    assert preview_of(data, cast.officer, cast.group).rows[0].outcome == "warned"
    assert preview_of(data, cast.secretary, cast.group).rows[0].outcome == "accepted"


def test_a_man_in_a_womens_group_and_somebody_deceased_are_warned_of(cast):
    MemberFactory(
        group=cast.group, name="Kasiyem", birth_date="1970-01-01", deceased_on="2020-01-01"
    )
    data = table(["Paijo", "L", None], ["Kasiyem", "P", "1970"], header=["Nama", "L/P", "Lahir"])
    assert all(r.outcome == "warned" for r in preview_of(data, cast.officer, cast.group).rows)


def test_a_phone_takes_back_that_there_is_none(cast):
    person = MemberFactory(group=cast.group, name="Kasiyem", phone="", has_no_phone=True)
    data = table(["Kasiyem", "0812-8183-4958"], header=["Nama", "HP / WA"])
    import_list(data, cast.officer, cast.group)
    person.refresh_from_db()
    assert (person.phone, person.has_no_phone) == ("+6281281834958", False)


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


def test_a_title_that_names_another_village_is_noted(cast):
    rows = [["DAFTAR ANGGOTA"], ["DESA KALIREJO"], ["Nama"], ["Kasiyem"]]
    preview = preview_of(workbook(rows), cast.officer, cast.group)
    spec = Roster(user=cast.officer, group=cast.group)
    assert "Bumi Daya" in spec.notes(preview)[0]
    tidy = preview_of((DATA / "roster_tidy.xlsx").read_bytes(), cast.officer, cast.group)
    assert spec.notes(tidy) == []


def test_every_write_carries_who_imported(cast):
    import_list((DATA / "roster_tidy.xlsx").read_bytes(), cast.officer, cast.group)
    import_list(
        table(["Sri Lestari", "4/8/1968", "SMA"], header=["Nama", "Lahir", "Pendidikan"]),
        cast.secretary,
        cast.group,
    )
    for model, rows in ((Person, 20), (Membership, 20), (OfficeTerm, 3), (Placement, 20)):
        events = model._meta.get_field("events").related_model.objects
        inserted = events.filter(pgh_label="insert", pgh_context__metadata__user=cast.officer.pk)
        assert inserted.count() == rows
        assert set(inserted.values_list("pgh_context__metadata__act", flat=True)) == {
            "members.import_people"
        }
    changed = Person.objects.get(name="Sri Lestari").events.filter(pgh_label="update")
    assert [e.pgh_context.metadata["user"] for e in changed] == [cast.secretary.pk]


def test_a_refusal_by_the_database_leaves_nothing_behind(cast):
    data = table([1, "Kasiyem", "1801104101709001", None], [2, "Tukinah", None, None])
    preview = preview_of(data, cast.officer, cast.group)
    row = parked.park(
        owner=cast.officer,
        kind=Roster.kind,
        target_id=cast.group.pk,
        filename="a.xlsx",
        data=data,
        preview=preview,
    )
    cast.other_person.set_nik("1801104101709001")
    cast.other_person.save()
    with pytest.raises(parked.OutdatedPreviewError):
        parked.confirm(row, Roster(user=cast.officer, group=cast.group, lock=True))
    row.refresh_from_db()
    assert row.state == "preview"
    assert not Person.objects.filter(name__in=["Kasiyem", "Tukinah"]).exists()


def test_queries_do_not_grow_with_the_rows(cast):
    def queries(count, start):
        rows = [
            [
                i,
                f"Orang {start + i}",
                f"180110410170{start + i:04}",
                None,
                None,
                "Taiwan",
                2010,
                2012,
            ]
            for i in range(1, count + 1)
        ]
        data = table(*rows)
        with CaptureQueriesContext(connection) as captured:
            import_list(data, cast.officer, cast.group)
        return len(captured)

    queries(1, 1)
    few = queries(2, 100)
    assert queries(300, 1000) == few
