"""core.exports: a list as CSV and XLSX, without an app; what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pytest

from core.exports.answer import common_region
from core.exports.columns import CHUNK, Chunk, Column, ExportSpec, in_order, ordinal
from core.exports.csvfile import csv_parts
from core.exports.xlsxfile import xlsx_parts
from core.imports.reader import read_table
from core.imports.sheets import Formula

TEXTS = [
    'Siti Nur\'aini, S.E.; "Bu Aini"',
    "=1+1",
    '=HYPERLINK("x")',
    "+62812",
    "-5",
    "@SUM(A1)",
    "\tx",
    "＝1+1",
    "0012",
    "<b>&amp;</b>",
    "_x0041_ dan _x005F_",
    "I Gusti Ayu Çiğdem 李",
    "a\x07b",
]


class Texts(ExportSpec):
    kind = "test.texts"
    title = "Teks: [uji]/1"

    def __init__(self, texts: Sequence[Any]) -> None:
        self.texts = texts
        self.columns = (
            ordinal(),
            Column("text", "Nama", lambda chunk: chunk["text"], ("text",)),
            Column("day", "Lahir", lambda chunk: [dt.date(1988, 4, 17)] * chunk.size),
            Column("nik", "NIK", lambda chunk: ["1801105704880001"] * chunk.size, is_number=True),
            Column("none", "Kosong", lambda chunk: [None] * chunk.size),
        )

    def load(self, ids: Sequence[int]) -> Chunk:
        return Chunk(("pk", "text"), [(pk, self.texts[pk]) for pk in ids])


def made(parts: Any, texts: Sequence[Any] = TEXTS) -> bytes:
    return b"".join(parts(Texts(texts), range(len(texts)), len(texts)))


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_computes_nothing_and_keeps_long_numbers() -> None:
    header, *rows = rows_of(made(csv_parts))
    assert header == ["No.", "Nama", "Lahir", "NIK", "Kosong"]
    assert len(rows) == len(TEXTS)
    for row, text in zip(rows, TEXTS, strict=True):
        assert row[1].removeprefix("'") == text
        assert row[1][0] not in "=+-@\t＝"
        assert row[2:] == ["1988-04-17", "'1801105704880001", ""]


def test_xlsx_is_a_workbook_of_texts() -> None:
    data = made(xlsx_parts)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    header, *rows = page.iter_rows()
    assert [cell.value for cell in header] == ["No.", "Nama", "Lahir", "NIK", "Kosong"]
    assert [cell.value for cell, *_ in rows] == list(range(1, len(TEXTS) + 1))
    for (_number, text, day, nik, empty), sent in zip(rows, TEXTS, strict=True):
        shown = str(text.value).removeprefix("'")
        assert openpyxl.utils.escape.unescape(shown) in (sent, sent.replace("\x07", ""))
        assert (text.data_type, nik.data_type, nik.value) == ("s", "s", "1801105704880001")
        assert day.value == dt.datetime(1988, 4, 17)  # noqa: DTZ001 - as openpyxl gives it
        assert empty.value is None
    assert page.auto_filter.ref == f"A1:E{len(TEXTS) + 1}"
    assert page.freeze_panes == "A2"
    assert page.dimensions == f"A1:E{len(TEXTS) + 1}"


@pytest.mark.parametrize("parts", [csv_parts, xlsx_parts])
def test_the_import_reads_it_without_a_formula(parts: Any) -> None:
    (sheet,) = read_table(made(parts), "berkas")
    cells = [line.cells[1] for line in sheet.lines[1:]]
    assert not [cell for cell in cells if isinstance(cell, Formula)]
    kept = [str(cell).removeprefix("'") for cell in cells]
    assert [k for k in kept if "\x07" not in k and k != "ab"] == [
        text for text in TEXTS if "\x07" not in text
    ]


@pytest.mark.parametrize("parts", [csv_parts, xlsx_parts])
def test_it_comes_in_parts_and_numbers_run_on(parts: Any) -> None:
    texts = ["Marsinah"] * (CHUNK * 2 + 1)
    pieces = list(parts(Texts(texts), range(len(texts)), len(texts)))
    assert len(pieces) >= 3
    (sheet,) = read_table(b"".join(pieces), "berkas")
    assert [str(sheet.lines[n].cells[0]) for n in (1, CHUNK + 1, CHUNK * 2 + 1)] == [
        "1",
        str(CHUNK + 1),
        str(CHUNK * 2 + 1),
    ]


def test_nothing_is_read_before_it_is_asked_for() -> None:
    asked: list[int] = []

    class Watched(Texts):
        def load(self, ids: Sequence[int]) -> Chunk:
            asked.append(len(ids))
            return super().load(ids)

    texts = ["Marsinah"] * (CHUNK * 3)
    parts = csv_parts(Watched(texts), range(len(texts)), len(texts))
    assert not asked
    next(iter(parts))
    assert asked == [CHUNK]


def test_a_row_that_is_gone_meanwhile_leaves_no_hole() -> None:
    rows: Iterable[tuple[int, str]] = [(3, "c"), (1, "a")]
    assert in_order([1, 2, 3], rows) == [(1, "a"), (3, "c")]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("18.01.06.1001", "18.01.10.2013", "18.01"),
        ("18.01.10.2013", "18.01.10.2013", "18.01.10.2013"),
        ("18.01", "18.010", "18"),
        ("11.01", "94.01", ""),
        ("", "18.01", ""),
    ],
)
def test_the_region_of_a_file_is_the_smallest_above_all_rows(
    first: str, last: str, expected: str
) -> None:
    assert common_region(first, last) == expected
