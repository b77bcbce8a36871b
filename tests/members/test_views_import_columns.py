"""Columns matched by hand: what may be chosen, and what is remembered."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.imports import parked
from core.imports.remembering import remember, remembered
from core.models import Import, ImportMapping
from members.models import Person
from tests.core.workbooks import workbook
from tests.members.list_pages import officer, page, post, secretary, send, send_sample

__all__ = ["officer", "secretary"]

ROWS = [
    ["DATA KELOMPOK"],
    ["No", "Ibu-ibu", "Kependudukan", "Tujuan", "Kapan pulang"],
    [1, "Kasiyem", "1801104101709001", "Taiwan", "2018"],
    [2, "Tukinah", None, "Wakanda", "2015"],
]
CHOICE = {"header": "2", "column-1": "name", "column-2": "nik", "column-3": "country"}


def address(row, **query):
    return reverse("members:import_columns", args=[row.code], query=query)


def sent(client, group, rows=ROWS):
    send(client, group, rows)
    return Import.objects.latest("pk")


def errors(answer, field):
    return " ".join(answer.context["form"].errors.get(field, []))


def test_import_columns_is_where_an_unknown_header_leads(officer, cast):
    row = sent(officer, cast.group)
    assert row.state == Import.State.COLUMNS
    answer = officer.get(reverse("members:import_detail", args=[row.code]), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == address(row)
    for words in ("Tidak ada kolom yang dikenal", "Ibu-ibu", "1801••••", 'value="2" selected'):
        assert words in html
    assert "1801104101709001" not in html


def test_import_columns_reads_the_list_by_what_is_chosen(officer, cast):
    row = sent(officer, cast.group)
    html = officer.post(address(row), CHOICE | {"column-4": "returned"}, follow=True)
    html = html.content.decode()
    assert "Kasiyem" in html
    assert "Wakanda" in html
    post(officer, row, "confirm")
    person = Person.objects.get(name="Kasiyem")
    assert person.read_nik() == "1801104101709001"
    assert person.placements.get().returned == "2018"
    row.refresh_from_db()
    assert (row.payload, row.source) == (None, None)


def test_import_columns_are_remembered_for_files_of_that_shape(officer, cast):
    officer.post(address(sent(officer, cast.group)), CHOICE)
    again = [["DAFTAR BARU"], [cell and cell.upper() for cell in ROWS[1]], [1, "Lastri"]]
    row = sent(officer, cast.group, again)
    assert row.state == Import.State.PREVIEW
    html = page(officer, row)
    assert "Lastri" in html
    assert "seperti yang Ibu/Bapak cocokkan" in html
    assert f"{address(row)}?sheet=0" in html
    assert str(ImportMapping.objects.get().columns.values()).count("name") == 1


def test_import_columns_of_somebody_else_are_not_used(officer, secretary, cast):
    remember(cast.viewer, "members.people", "a" * 64, {0: "name"})
    assert remembered(cast.officer, "members.people") == {}
    officer.force_login(cast.officer)
    officer.post(address(sent(officer, cast.group)), CHOICE)
    officer.force_login(cast.secretary)
    assert sent(officer, cast.group).state == Import.State.COLUMNS


def test_import_columns_chosen_anew_take_the_place_of_the_old(cast):
    for column in ("name", "nik"):
        remember(cast.officer, "members.people", "a" * 64, {3: column})
    assert remembered(cast.officer, "members.people") == {"a" * 64: {3: "nik"}}
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportMapping.objects.create(
            owner=cast.officer, kind="members.people", shape="a" * 64, columns={}
        )


def test_import_columns_refuses_two_columns_for_one_field(officer, cast):
    row = sent(officer, cast.group)
    answer = officer.post(address(row), CHOICE | {"column-4": "name"})
    assert answer.status_code == 200
    assert "Kolom B dan E" in errors(answer, "column-4")
    html = answer.content.decode()
    assert 'href="#id_column-4"' in html
    assert html.count('value="name" selected') == 2
    row.refresh_from_db()
    assert row.state == Import.State.COLUMNS
    assert not ImportMapping.objects.exists()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"column-1": "", "column-2": ""}, "column-0", "nama"),
        ({"column-3": "", "column-4": "returned"}, "column-4", "negara"),
        ({"header": "3000"}, "header", "Pilih"),
        ({"header": ""}, "header", ""),
        ({"header": "4"}, "header", "Tidak ada baris"),
        ({"column-4": "password"}, "column-4", "Pilih"),
    ],
)
def test_import_columns_says_at_the_field_what_is_wrong(officer, cast, given, field, sentence):
    row = sent(officer, cast.group)
    answer = officer.post(address(row), CHOICE | given)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert sentence in errors(answer, field)
    row.refresh_from_db()
    assert (row.state, row.counts["rows"]) == (Import.State.COLUMNS, 0)
    assert not ImportMapping.objects.exists()


def test_import_columns_keeps_what_was_corrected(officer, cast):
    row = sent(officer, cast.group)
    officer.post(address(row), CHOICE)
    post(officer, row, "correct", **{"cell-0-4-3": "Hong Kong"})
    officer.post(address(row), CHOICE | {"column-4": "returned"})
    row.refresh_from_db()
    kept = {item.values["name"]: item.values for item in parked.load(row).rows}
    assert (kept["Tukinah"]["country"], kept["Tukinah"]["returned"]) == ("HK", "2015")


def test_a_preview_leads_to_the_columns_that_were_not_read(officer, cast):
    row = send_sample(officer, cast.group)
    rows = [["Nama", "Hobi"], ["Kasiyem", "menjahit"]]
    row = sent(officer, cast.group, rows)
    assert f"{address(row)}?sheet=0" in page(officer, row)
    html = officer.get(address(row)).content.decode()
    assert "B · Hobi" in html
    assert 'value="name" selected' in html
    officer.post(address(row), {"header": "1", "column-0": "name", "column-1": "nickname"})
    post(officer, row, "confirm")
    assert Person.objects.get(name="Kasiyem").nickname == "menjahit"


def test_refused_rows_that_are_left_have_no_file_to_match(officer, cast):
    row = send_sample(officer, cast.group)
    post(officer, row, "confirm")
    rest = Import.objects.exclude(pk=row.pk).get()
    assert officer.get(address(rest)).status_code == 404
    assert "Cocokkan kolom" not in page(officer, rest)
    assert officer.get(address(row)).status_code == 404


def test_import_columns_is_its_owners_alone(officer, cast):
    row = sent(officer, cast.group)
    officer.force_login(cast.admin)
    for answer in (officer.get(address(row)), officer.post(address(row), CHOICE)):
        assert answer.status_code == 404
    officer.force_login(cast.viewer)
    assert officer.get(address(row)).status_code == 403


def test_a_list_that_waits_for_its_columns_can_be_dropped(officer, cast):
    row = sent(officer, cast.group)
    html = officer.get("/people/import/").content.decode()
    assert "Belum selesai" in html
    assert "menunggu kolomnya dicocokkan" in html
    post(officer, row, "cancel")
    row.refresh_from_db()
    assert (row.state, row.source) == ("cancelled", None)


def test_what_is_not_finished_says_how_many_rows_wait(officer, cast):
    send_sample(officer, cast.group)
    html = officer.get("/people/import/").content.decode()
    assert "9 baris belum disimpan, 6 baris ditolak" in html


def test_a_lost_key_of_the_file_is_told_at_the_field(officer, cast):
    row = sent(officer, cast.group)
    Import.objects.filter(pk=row.pk).update(source=b"\x01broken")
    assert "tidak dapat dibaca lagi" in errors(officer.post(address(row), CHOICE), "header")


def test_a_file_of_many_columns_and_sheets_is_shown(officer, cast):
    wide = workbook([[f"kolom {n}" for n in range(256)], ["x" * 500] * 256])
    send(officer, cast.group, wide)
    row = Import.objects.get()
    for sheet in ("", "0", "7", "x", "9" * 40):
        assert officer.get(address(row, sheet=sheet)).status_code == 200
