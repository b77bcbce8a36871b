"""The refused rows as the sender's own file, with what is wrong with each: to correct and send."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.imports.cells import to_text
from core.imports.mapping import message_heading
from core.imports.rows import ImportRow
from core.imports.sheets import Cell
from core.imports.spec import Preview, SheetInfo

OPTIONS = {
    "in_memory": True,
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
TABOO = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
MESSAGE_WIDTH, CELL_WIDTH = 70, 18


def refused_workbook(preview: Preview) -> bytes:
    """An XLSX with the sheets and columns of the file, its refused rows and their messages.

    Every cell is text: a number would lose its last digits again, a formula would compute.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        formats = {"head": book.add_format({"bold": True, "text_wrap": True})}
        formats["text"] = book.add_format({"num_format": "@", "valign": "top"})
        formats["message"] = book.add_format({"text_wrap": True, "valign": "top"})
        for number, info in enumerate(preview.sheets):
            rows = [row for row in preview.refused if row.sheet == number]
            if rows:
                page = book.add_worksheet(sheet_name(info.name, number))
                write_sheet(page, info, rows, formats)
    return buffer.getvalue()


def sheet_name(name: str, number: int) -> str:
    """Excel allows 31 letters, some not, and no apostrophe at the ends."""
    return name.translate(TABOO).strip(" '")[:31] or f"{number + 1}"


def write_sheet(page: Any, info: SheetInfo, rows: list[ImportRow], formats: dict[str, Any]) -> None:
    width = max(len(cells) for cells in (*info.header, *(row.cells for row in rows)))
    page.set_column(0, width, CELL_WIDTH)
    page.set_column(width, width, MESSAGE_WIDTH)
    line = 0
    for cells in info.header:
        write_cells(page, line, cells, formats["head"])
        line += 1
    page.write_string(line - 1, width, message_heading(), formats["head"])
    page.freeze_panes(line, 0)
    for row in rows:
        write_cells(page, line, row.cells, formats["text"])
        page.write_string(line, width, message(row), formats["message"])
        line += 1


def write_cells(page: Any, line: int, cells: list[Cell], style: Any) -> None:
    for index, cell in enumerate(cells):
        if cell is not None:
            page.write_string(line, index, to_text(cell), style)


def message(row: ImportRow) -> str:
    """All sentences of the row, with its number in the file that was sent."""
    sentences = [
        f"{problem.letter}: {problem.message}" if problem.letter else problem.message
        for problem in row.problems
    ]
    return " ".join([_("Row %(row)s.") % {"row": row.number}, *sentences])
