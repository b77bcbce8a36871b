"""Columns that somebody has matched by hand: for one file, and for the next ones of its shape."""

import io

import openpyxl
import pytest

from core.imports import parking
from core.imports.engine import correct, read_file, review
from core.imports.errors import ImportFileError
from core.imports.mapping import Chosen
from core.imports.refused import refused_workbook
from tests.core.gardens import Gardens, messages, values
from tests.core.workbooks import workbook

ROWS = [["DAFTAR KEBUN"], ["No", "Penggarap", "Bobot"], [1, "Sri", 5], [2, "Ani", "satu"]]
COLUMNS = {1: "name", 2: "weight"}


def chosen(data, header, columns=None, place=0, **options):
    """What a file is read as once its columns are chosen."""
    before = read_file(Gardens(), data, "")
    before.sheets[place].chosen = Chosen(header, columns or COLUMNS)
    preview = read_file(Gardens(), data, "", before=before, **options)
    review(Gardens(), preview)
    return preview


def test_a_file_without_a_known_column_is_read_by_what_is_chosen():
    data = workbook(ROWS)
    assert read_file(Gardens(), data, "").needs_columns
    preview = chosen(data, 2)
    assert not preview.needs_columns
    assert values(preview)[0] == {"name": "Sri", "weight": 5}
    assert messages(preview.rows[1]) == [("C", "Berat bukan angka.")]
    assert preview.sheets[0].titles == ["DAFTAR KEBUN"]
    assert preview.sheets[0].unknown == []


def test_a_list_without_a_header_begins_in_its_first_row():
    preview = chosen(workbook([["Sri", 5], ["Ani", 6]]), None, {0: "name", 1: "weight"})
    assert [row.values["name"] for row in preview.rows] == ["Sri", "Ani"]
    assert preview.sheets[0].header == [["Nama", "Berat"]]
    assert preview.sheets[0].shape == ""


def test_refused_rows_of_a_list_without_a_header_come_back_with_one():
    preview = chosen(workbook([["Sri", 5], ["Ani", "satu"]]), None, {0: "name", 1: "weight"})
    again = read_file(Gardens(), refused_workbook(preview), "")
    assert [row.values.get("name") for row in again.rows] == ["Ani"]


def test_a_header_of_two_lines_is_chosen_by_its_lower_one():
    rows = [["Penggarap", "Hasil", None], [None, "Bobot", "Mutu"], ["Sri", 5, "baik"]]
    preview = chosen(workbook(rows), 2, {0: "name", 1: "weight"})
    assert values(preview) == [{"name": "Sri", "weight": 5}]
    assert len(preview.sheets[0].header) == 2
    assert preview.sheets[0].unknown == ["C (Mutu)"]


def test_what_was_chosen_holds_for_the_next_file_of_its_shape():
    shape = chosen(workbook(ROWS), 2).sheets[0].shape
    other = [["KEBUN LAIN"], ["no.", "PENGGARAP", "bobot "], [1, "Eka", 3]]
    preview = read_file(Gardens(), workbook(other), "", remembered={shape: COLUMNS})
    assert values(preview) == [{"name": "Eka", "weight": 3}]
    assert preview.sheets[0].is_remembered
    strange = [["no.", "PENGGARAP", "luas"], [1, "Eka", 3]]
    assert read_file(Gardens(), workbook(strange), "", remembered={shape: COLUMNS}).needs_columns


def test_refused_rows_that_come_back_have_the_shape_of_their_list():
    preview = chosen(workbook(ROWS), 2)
    shape = preview.sheets[0].shape
    again = read_file(Gardens(), refused_workbook(preview), "", remembered={shape: COLUMNS})
    assert [row.values.get("name") for row in again.rows] == ["Ani"]


@pytest.mark.parametrize("columns", [{1: "gone"}, {2: "weight"}])
def test_a_memory_that_no_longer_fits_is_passed_over(columns):
    shape = chosen(workbook(ROWS), 2).sheets[0].shape
    assert read_file(Gardens(), workbook(ROWS), "", remembered={shape: columns}).needs_columns


def test_corrected_cells_stay_when_the_columns_are_matched_again():
    data = workbook([["Nama", "Bobot", "Berat"], ["Sri", 5, "satu"], ["Ani", 7, 6]])
    before = read_file(Gardens(), data, "")
    review(Gardens(), before)
    correct(Gardens(), before, [(0, 2, 2, "8")])
    before = parking.unpack(parking.pack(before))
    before.sheets[0].chosen = Chosen(1, {0: "name", 2: "weight"})
    preview = read_file(Gardens(), data, "", before=before)
    assert values(preview) == [{"name": "Sri", "weight": 8}, {"name": "Ani", "weight": 6}]
    before.sheets[0].chosen = Chosen(1, {0: "name", 1: "weight"})
    assert [v["weight"] for v in values(read_file(Gardens(), data, "", before=before))] == [5, 7]


def test_sheets_with_the_same_header_are_read_alike():
    buffer, book = io.BytesIO(), openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("RT 1", "RT 2"):
        page = book.create_sheet(name)
        page.append(["Penggarap", "Bobot"])
        page.append([f"Sri {name}", 5])
    book.save(buffer)
    preview = chosen(buffer.getvalue(), 1, {0: "name", 1: "weight"}, place=1)
    assert [row.values["name"] for row in preview.rows] == ["Sri RT 1", "Sri RT 2"]


def test_no_row_below_the_chosen_header_is_refused():
    with pytest.raises(ImportFileError, match="Tidak ada baris"):
        chosen(workbook(ROWS), 4)


def test_the_outline_shows_no_nik():
    data = workbook([["Barang", "Angka"], ["Sri", "1801104608680002"], ["Ani", "0812-3456-7890"]])
    lines = read_file(Gardens(), data, "").sheets[0].outline.lines
    assert lines[1:] == [(2, ["Sri", "1801••••"]), (3, ["Ani", "0812-3456-7890"])]
