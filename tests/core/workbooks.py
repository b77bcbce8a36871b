"""Workbooks for tests: proper ones, and packages put together by hand to be wrong."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

DATA = Path(__file__).parents[1] / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{{cells}}</row></sheetData></worksheet>'
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><r><t>Sri </t></r><r><t>Lestari</t></r><rPh><t>x</t></rPh></si></sst>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>"
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def workbook(rows: list[list[Any]], name: str = "Daftar") -> bytes:
    """One sheet; texts that begin with "=" become formulas, as in Excel."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet(name)
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, cells in enumerate(rows):
            for index, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(line, index, cell, style)
                elif cell is not None:
                    page.write(line, index, cell)
    return buffer.getvalue()


def package(
    *,
    sheet: str = SHEET.replace("{cells}", '<c r="A1" t="s"><v>0</v></c>'),
    strings: str = STRINGS,
    book: str = BOOK,
    styles: str = STYLES,
    links: str = LINKS,
    others: dict[str, str] | None = None,
    without: str = "\0",
    doctype_in: dict[str, str] | None = None,
) -> bytes:
    """A workbook from its XML parts; `doctype_in` puts a document type before one of them."""
    parts = {"sheet": sheet, "strings": strings, "book": book, "styles": styles, "links": links}
    for name, doctype in (doctype_in or {}).items():
        parts[name] = doctype + parts[name]
    paths = {
        "xl/workbook.xml": parts["book"],
        "xl/_rels/workbook.xml.rels": parts["links"],
        "xl/worksheets/sheet1.xml": parts["sheet"],
        "xl/sharedStrings.xml": parts["strings"],
        "xl/styles.xml": parts["styles"],
        **(others or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in paths.items():
            if not path.startswith(without):
                archive.writestr(path, content)
    return buffer.getvalue()
