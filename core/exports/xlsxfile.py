"""A list as XLSX, written while it is sent.

XlsxWriter makes the workbook with its styles and header; the rows are put into its sheet as
they are read. By itself XlsxWriter keeps the rows of a large sheet in a file on the disk until
the end: NIKs would lie there in clear, and the reader would wait for all rows before the first
byte.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from core.exports.columns import Cell, Chunk, Column, ExportSpec
from core.imports.refused import sheet_name

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Beyond it a spreadsheet is no pleasure to open, and Excel takes 1,048,576 rows at most.
MOST_ROWS = 250_000
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET = "xl/worksheets/sheet1.xml"
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4EFE9", "bottom": 1}
# Days are numbers to a spreadsheet, counted from here; those of before are written as text.
FIRST_DAY, EARLIEST = dt.date(1899, 12, 30).toordinal(), dt.date(1910, 1, 1)
_SAMPLE = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_STYLES = re.compile(r'<c r="[AB]2" s="(\d+)"')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"(_x[0-9A-Fa-f]{4}_)")


class Skeleton(NamedTuple):
    """The workbook without its rows: what stands before and after them, and their two styles."""

    package: ZipFile
    before: str
    after: str
    text_style: str
    date_style: str


class Sink(io.RawIOBase):
    """Takes what the package writes until it is sent on."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def xlsx_parts(spec: ExportSpec, ids: Iterable[int], total: int) -> Iterator[bytes]:
    """The file, chunk by chunk; ``total`` is the number of rows, for the filter of the header."""
    made, sink, line = skeleton(spec, total), Sink(), 2
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for part in made.package.infolist():
            if part.filename != SHEET:
                package.writestr(part.filename, made.package.read(part.filename))
        with package.open(SHEET, "w") as sheet:
            sheet.write(made.before.encode())
            for chunk in spec.chunks(ids):
                sheet.write(_rows(chunk, spec.columns, line, made))
                line += chunk.size
                yield sink.take()
            sheet.write(made.after.encode())
    yield sink.take()


def skeleton(spec: ExportSpec, total: int) -> Skeleton:
    buffer, width = io.BytesIO(), len(spec.columns)
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": spec.title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
        page = book.add_worksheet(sheet_name(spec.title, 0))
        head = book.add_format(HEAD)
        for index, column in enumerate(spec.columns):
            page.set_column(index, index, column.width)
            page.write_string(0, index, str(column.label), head)
        page.write_blank(1, 0, None, book.add_format({"num_format": "@"}))
        page.write_blank(1, 1, None, book.add_format({"num_format": "dd/mm/yyyy"}))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, total, width - 1)
        # Years and RT are texts of digits, and meant so.
        page.ignore_errors({"number_stored_as_text": f"A1:{_letters(width - 1)}{total + 1}"})
    package = ZipFile(buffer)
    sheet = package.read(SHEET).decode()
    found = _SAMPLE.search(sheet)
    assert found is not None  # noqa: S101 - written a moment ago
    extent = f'<dimension ref="A1:{_letters(width - 1)}{total + 1}"/>'
    before = _DIMENSION.sub(extent, sheet[: found.start()])
    return Skeleton(package, before, sheet[found.end() :], *_STYLES.findall(found[0]))


def _rows(chunk: Chunk, columns: Sequence[Column], line: int, made: Skeleton) -> bytes:
    numbers = range(line, line + chunk.size)
    written = [
        _cells(_letters(index), numbers, column.cells(chunk), made)
        for index, column in enumerate(columns)
    ]
    starts = [f'<row r="{number}">' for number in numbers]
    text = "".join("".join((*row, "</row>")) for row in zip(starts, *written, strict=True))
    return _ILLEGAL.sub("", text).encode()


def _cells(letters: str, numbers: range, cells: Iterable[Cell], made: Skeleton) -> list[str]:
    text = f'" s="{made.text_style}" t="inlineStr"><is><t xml:space="preserve">'
    date = f'" s="{made.date_style}"><v>'
    return [
        ""
        if cell is None or cell == ""
        else f'<c r="{letters}{n}{text}{_text(cell)}</t></is></c>'
        if type(cell) is str
        else f'<c r="{letters}{n}"><v>{cell}</v></c>'
        if type(cell) is int
        else _day(f'<c r="{letters}{n}', cell, text, date)
        for n, cell in zip(numbers, cells, strict=True)
    ]


def _text(cell: str) -> str:
    if cell.isalnum():
        return cell
    # Typed as text nothing is computed; the apostrophe says so also to who reads it back.
    told = f"'{cell}" if cell[0] == "=" else cell
    return escape(_ESCAPED.sub(r"_x005F\1", told) if "_x" in told else told, quote=False)


def _day(start: str, cell: Cell, text: str, date: str) -> str:
    assert isinstance(cell, dt.date)  # noqa: S101 - the only kind left
    if cell < EARLIEST:
        return f"{start}{text}{cell.isoformat()}</t></is></c>"
    return f"{start}{date}{cell.toordinal() - FIRST_DAY}</v></c>"


def _letters(index: int) -> str:
    """A, B … Z, AA: a column's name."""
    head, last = divmod(index, 26)
    return (_letters(head - 1) if head else "") + chr(65 + last)
