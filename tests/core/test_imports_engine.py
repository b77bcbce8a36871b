"""The engine with a list of its own: cells, outcomes, corrections, and what waits."""

import datetime as dt
import io

import openpyxl
import pytest

from core.imports import parking
from core.imports.engine import correct, read_file, review
from core.imports.refused import refused_workbook
from core.imports.rows import Change
from tests.core.gardens import Gardens, messages, read, values
from tests.core.workbooks import workbook


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "—", "0812••••4958", "****", "•", "tercatat", "Dirahasiakan"]
)
def test_empty_and_masked_cells_say_nothing(cell):
    assert values(read([["Nama", "Berat"], ["Sri", cell]])) == [{"name": "Sri"}]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=1+1", "rumus"),
        ('=HYPERLINK("http://x","y")', "rumus"),
        ("Sri\x00Lestari", "kendali"),
        ("Sri \u202eiratseL", "kendali"),
        ("a" * 5000, "5000 huruf"),
    ],
)
def test_a_cell_that_cannot_be_trusted_refuses_its_row_alone(cell, said):
    preview = read_file(
        Gardens(), f'Nama;Berat\n"{cell.replace(chr(34), chr(34) * 2)}";5\nAni;6\n'.encode(), ""
    )
    review(Gardens(), preview)
    first, second = preview.rows
    assert said in messages(first)[0][1]
    assert messages(first)[0][0] == "A"
    assert first.outcome == "refused"
    assert second.outcome == "accepted"


def test_formulas_in_columns_that_are_not_read_do_no_harm():
    preview = read([["No", "Nama", "Umur"], ["=ROW()-1", "Sri", "=2023-1990"]])
    assert preview.rows[0].outcome == "accepted"
    broken = read_file(Gardens(), workbook([["Nama", "Berat"], ["Sri", "=1/0"]]), "")
    assert broken.rows[0].outcome == "refused"


def test_stray_spaces_and_invisible_letters_vanish():
    preview = read([["Nama"], ["\u200b Sri\u00a0\t Lestari\n"]])
    assert values(preview) == [{"name": "Sri Lestari"}]


def test_a_warning_keeps_its_value_and_a_refusal_its_row():
    preview = read([["Nama", "Berat"], ["Sri", "banyak"], ["Ani", "satu"], [None, 5]])
    assert [row.outcome for row in preview.rows] == ["warned", "refused", "refused"]
    assert preview.rows[0].values == {"name": "Sri", "weight": 0}
    assert messages(preview.rows[1]) == [("B", "Berat bukan angka.")]
    assert messages(preview.rows[2]) == [("A", "Nama kosong.")]
    assert preview.counts() == {
        "rows": 3,
        "accepted": 0,
        "warned": 1,
        "refused": 2,
        "new": 1,
        "changed": 0,
        "same": 0,
    }


def test_rows_are_new_changed_or_the_same():
    spec = Gardens({"Sri": {"name": "Sri", "weight": 5}, "Ani": {"name": "Ani", "weight": 6}})
    preview = read([["Nama", "Berat"], ["Sri", 5], ["Ani", 9], ["Eka", 1]], spec)
    assert [row.action for row in preview.rows] == ["same", "changed", "new"]
    assert preview.rows[1].changes == [Change("weight", "6", "9")]


def test_of_two_rows_with_one_value_the_first_stands():
    preview = read([["Nama"], ["Sri"], ["Ani"], ["Sri"], ["Sri"]])
    assert [row.outcome for row in preview.rows] == ["accepted", "accepted", "refused", "refused"]
    assert messages(preview.rows[3]) == [("A", "Nilai yang sama sudah ada di baris 2.")]


def test_a_corrected_cell_is_looked_at_with_all_the_others():
    spec = Gardens()
    preview = read([["Nama", "Berat", "x"], ["Sri", "satu", 1], ["Ani", 6, 1], ["Ani", 7, 1]], spec)
    preview = parking.unpack(parking.pack(preview))
    correct(spec, preview, [(0, 2, 1, "8"), (0, 4, 0, "Eka"), (0, 4, 2, "no"), (0, 3, 0, "Budi")])
    assert values(preview) == [
        {"name": "Sri", "weight": 8},
        {"name": "Ani", "weight": 6},
        {"name": "Eka", "weight": 7},
    ]
    assert not preview.refused
    correct(spec, preview, [(0, 2, 0, "Budi")])
    assert preview.rows[0].values["name"] == "Sri"


def test_a_correction_stays_refused_while_it_is_wrong_and_cannot_leave_the_table():
    spec = Gardens()
    preview = read([["Nama", "Berat"], ["Sri", "satu"]], spec)
    correct(spec, preview, [(0, 2, 1, "dua"), (0, 9, 1, "8"), (0, 2, 99, "8")])
    assert messages(preview.rows[0]) == [("B", "Berat bukan angka.")]
    assert preview.rows[0].cells == ["Sri", "dua"]


def test_a_preview_waits_as_bytes_and_comes_back_whole():
    preview = read(
        [
            ["Nama", "Berat"],
            ["Sri", 5],
            ["=1+1", dt.date(2023, 5, 31)],
            ["Ani", 2.5],
            ["Eka", "banyak"],
        ]
    )
    again = parking.unpack(parking.pack(preview))
    assert again == preview
    assert [type(row.cells[0]) for row in again.rows] == [
        type(row.cells[0]) for row in preview.rows
    ]


def test_refused_rows_come_back_as_the_own_file_with_messages():
    rows = [
        ["DAFTAR", None, None],
        ["No", "Nama", "Berat"],
        [1, "Sri", 5],
        [2, "=1+1", 1801105611690000],
        [3, "Ani", "satu"],
    ]
    data = refused_workbook(read(rows))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page.title == "Daftar"
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["No", "Nama", "Berat", "Yang perlu diperbaiki"],
        ["2", "=1+1", "1801105611690000", "Baris 4. B: Sel berisi rumus. Tempel sebagai nilai."],
        ["3", "Ani", "satu", "Baris 5. C: Berat bukan angka."],
    ]
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    again = read_file(Gardens(), data, "perbaikan.xlsx")
    assert [row.cells[0] for row in again.rows] == ["2", "3"]


def test_sheet_names_that_excel_refuses_are_mended():
    preview = read([["Nama"], ["=1"]])
    preview.sheets[0].name = "'Daftar [RT/1]: " + "a" * 40
    page = openpyxl.load_workbook(io.BytesIO(refused_workbook(preview))).worksheets[0]
    assert page.title.startswith("Daftar  RT 1")
