"""How a list is found in a sheet: below titles, under any spelling, above signatures."""

import io

import openpyxl
import pytest

from core.imports.engine import read_file, review
from core.imports.errors import ImportFileError
from core.imports.spec import Preview
from tests.core.gardens import Gardens, messages, read, values


def test_a_header_is_found_below_titles_in_any_spelling():
    preview = read(
        [
            ["DAFTAR KEBUN"],
            ["Nama : Kebun desa"],
            [None],
            ["NO.", "nama\n PEMILIK ", "Panen (kg)"],
            [1, "Sri", 5],
            [2, "Ani", "7"],
        ]
    )
    assert values(preview) == [{"name": "Sri", "weight": 5}, {"name": "Ani", "weight": 7}]
    assert [row.number for row in preview.rows] == [5, 6]
    assert preview.sheets[0].unknown == []


def test_a_header_of_two_lines_is_read_together_with_column_numbers_below():
    preview = read(
        [
            ["No", "Pemilik", None, "Hasil", None, "Keterangan"],
            [None, "Nama", "Desa", "Panen (kg)", "Mutu", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            [1, "Sri", "Palas", 5, "baik", "x"],
        ]
    )
    assert values(preview) == [{"name": "Sri", "village": "Palas", "weight": 5}]
    assert preview.sheets[0].unknown == ["E (Mutu)", "F (Keterangan)"]


def test_the_office_adds_spellings():
    rows = [["Penggarap", "Bobot"], ["Sri", 5]]
    assert read(rows).needs_columns
    preview = read(rows, synonyms={"penggarap": "name", "BOBOT": "weight"})
    assert values(preview) == [{"name": "Sri", "weight": 5}]


def test_a_column_that_stands_twice_counts_once_and_an_own_column_goes_before_a_combined_one():
    preview = read(
        [["Nama", "Nama", "Tempat", "Desa"], ["Sri", "Ani", "Palas, Dusun 1", "Kalirejo"]]
    )
    assert values(preview) == [{"name": "Sri", "village": "Kalirejo", "hamlet": "Dusun 1"}]
    assert preview.sheets[0].unknown == ["B (Nama)"]


def test_totals_signatures_repeated_headers_and_blank_lines_yield_nothing_and_are_told():
    header = ["No", "Nama", "Berat", "Desa"]
    preview = read(
        [
            header,
            [1, "Sri", 5, "Palas"],
            [None, "Jumlah", 5],
            header,
            [None],
            [2, "Ani", 7, "Palas"],
            [3, None],
            ["JUMLAH", None, "=SUM(C2:C6)"],
            [None, None, None, "Palas, 31 Mei 2023"],
            [None, "Mengetahui,"],
            [None],
            [None],
            [None, "SUPARNO", None, "RUKMINI"],
        ]
    )
    assert [row.number for row in preview.rows] == [2, 6]
    assert [text.split(":")[0] for text in preview.sheets[0].left_out] == [
        "3",
        "4",
        "8",
        "9",
        "10",
        "13",
    ]


def test_a_short_row_without_a_number_is_still_a_row():
    preview = read([["Nama", "Berat"], ["Sri", None], ["Ani"], [None], ["Jumirah", 3], ["Totok"]])
    assert [row.values["name"] for row in preview.rows] == ["Sri", "Ani", "Jumirah", "Totok"]


def test_several_sheets_are_one_list_and_a_strange_sheet_is_told():
    preview = Preview()
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    for name, rows in {
        "RT 1": [["Nama"], ["Sri"]],
        "Catatan": [["apa saja"]],
        "RT 2": [["Nama"], ["Ani"], ["Sri"]],
    }.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(buffer)
    preview = read_file(Gardens(), buffer.getvalue(), "a.xlsx")
    review(Gardens(), preview)
    assert [(row.sheet, row.number) for row in preview.rows] == [(0, 2), (2, 2), (2, 3)]
    assert preview.sheets[1].left_out == ["tidak ada kolom yang dikenal"]
    assert messages(preview.rows[2]) == [("A", "Nilai yang sama sudah ada di baris 2 lembar RT 1.")]


def test_a_file_without_rows_or_with_too_many_is_refused(monkeypatch):
    with pytest.raises(ImportFileError, match="Tidak ada baris"):
        read([["Nama", "Berat"]])
    monkeypatch.setattr("core.imports.engine.MAX_ROWS", 2)
    assert len(read([["Nama"], ["Sri"], ["Ani"]]).rows) == 2
    with pytest.raises(ImportFileError, match="baris"):
        read([["Nama"], ["Sri"], ["Ani"], ["Eka"]])
