"""The import of member lists: what each row of the samples becomes, and how it is written."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.imports import parked
from members.imports.roster import Roster
from members.models import Membership, OfficeTerm, Person, Placement
from tests.core.workbooks import DATA, workbook
from tests.factories import BUMI_DAYA, GroupFactory, region
from tests.members.lists import import_list, preview_of, said, table

OFFICES = {
    "ketua": "chair",
    "sekretaris": "secretary",
    "bendahara": "treasurer",
    "anggota": None,
}


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
        parked.confirm(
            row, Roster(user=cast.officer, group=cast.group, lock=True), parked.load(row)
        )
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


def test_a_title_that_names_another_village_is_noted(cast):
    rows = [["DAFTAR ANGGOTA"], ["DESA KALIREJO"], ["Nama"], ["Kasiyem"]]
    preview = preview_of(workbook(rows), cast.officer, cast.group)
    spec = Roster(user=cast.officer, group=cast.group)
    assert "Bumi Daya" in spec.notes(preview)[0]
    tidy = preview_of((DATA / "roster_tidy.xlsx").read_bytes(), cast.officer, cast.group)
    assert spec.notes(tidy) == []
