"""Opens an Excel workbook as a package that may be hostile: sizes first, then its parts.

openpyxl takes twice as long (half of what a whole import may take), pads rows up to a size that
the file merely claims, and warns where a sentence is wanted.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _

from core.imports.errors import ImportFileError
from core.imports.sheets import MEGABYTE, Sheet, broken_file
from core.imports.xlsx_parts import (
    Book,
    read_book,
    read_links,
    read_strings,
    read_styles,
)
from core.imports.xlsx_sheet import read_sheet

MAX_PARTS = 2_000
MAX_SHEETS = 50
MAX_UNPACKED = 100 * MEGABYTE
# XML of a real table shrinks 5 to 60 times; a bomb about 1,000 times.
MAX_RATIO = 250
SMALL_PART = 5 * MEGABYTE
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    OverflowError,
    NotImplementedError,
    OSError,
    RuntimeError,
)


class Place(NamedTuple):
    """Where a workbook keeps its parts."""

    book: str
    links: dict[str, tuple[str, str]]

    def part(self, kind: str) -> str:
        """The path of the only part of a kind, "" when there is none."""
        return next((path for link, path in self.links.values() if link == kind), "")


def read_xlsx(data: bytes) -> list[Sheet]:
    """The visible worksheets with their values. Raises ImportFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            guard(package)
            return read_package(package)
    except BROKEN:
        raise broken_file() from None


def guard(package: zipfile.ZipFile) -> None:
    """Refuse by the declared sizes: zipfile never unpacks more than a part declares."""
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise too_big()
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > MAX_RATIO * part.compress_size:
            raise too_big()


def too_big() -> ImportFileError:
    return ImportFileError(
        _(
            "Unpacked, the file is far too large. "
            "Copy the list into a new workbook without empty formatted rows and send that."
        )
    )


def read_package(package: zipfile.ZipFile) -> list[Sheet]:
    place = locate(package)
    with package.open(place.book) as stream:
        book = read_book(stream)
    sheets = [sheet for sheet in book.sheets if sheet.is_visible]
    if len(sheets) > MAX_SHEETS:
        raise ImportFileError(
            _("The workbook has more than %(limit)s sheets. Send only the sheets with the list.")
            % {"limit": MAX_SHEETS}
        )
    return list(read_sheets(package, place, book))


def locate(package: zipfile.ZipFile) -> Place:
    names = set(package.namelist())
    refuse_others(package, names)
    path = "xl/workbook.xml"
    if path not in names:
        path = Place("", links_of(package, "")).part("officeDocument")
    if path not in names:
        raise not_a_workbook()
    return Place(path, links_of(package, path))


def refuse_others(package: zipfile.ZipFile, names: set[str]) -> None:
    """Packages that look alike from outside: OpenDocument, binary workbooks, documents."""
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise ImportFileError(
            _("This kind of spreadsheet cannot be read. Save it as .xlsx and send that file.")
        )
    if not any(name.startswith("xl/") for name in names) and "_rels/.rels" not in names:
        raise not_a_workbook()


def not_a_workbook() -> ImportFileError:
    return ImportFileError(
        _("The file is not a spreadsheet. Send an Excel file (.xlsx) or a CSV file.")
    )


def links_of(package: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Link id → (kind, path) of what a part points to."""
    folder, name = posixpath.split(path)
    with package.open(posixpath.join(folder, "_rels", f"{name}.rels")) as stream:
        return read_links(stream, folder)


def read_sheets(package: zipfile.ZipFile, place: Place, book: Book) -> Iterator[Sheet]:
    strings: list[str] = []
    dates: frozenset[str] = frozenset()
    if path := place.part("sharedStrings"):
        with package.open(path) as stream:
            strings = read_strings(stream)
    if path := place.part("styles"):
        with package.open(path) as stream:
            dates = read_styles(stream)
    for entry in book.sheets:
        kind, path = place.links[entry.link]
        if kind == "worksheet" and entry.is_visible:
            with package.open(path) as stream:
                yield read_sheet(stream, entry.name, strings, dates, book.starts_1904)
