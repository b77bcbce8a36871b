"""The small parts of a workbook: its list of sheets, links, shared texts and number formats."""

import posixpath
import re
from collections.abc import Callable
from typing import IO, NamedTuple
from xml.parsers import expat

from core.imports.sheets import broken_file

CHUNK = 1 << 16
BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Attributes = dict[str, str]
Handler = Callable[..., None]


class BookSheet(NamedTuple):
    name: str
    link: str
    is_visible: bool


class Book(NamedTuple):
    sheets: list[BookSheet]
    starts_1904: bool


def parse(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through XML with local names. A document type (entity bombs) is refused: no
    spreadsheet program writes one."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype

    def start_root(root: str, attributes: Attributes) -> None:
        local = without_prefix(root)
        parser.StartElementHandler = local(start)
        parser.EndElementHandler = local(end) if end else None
        parser.CharacterDataHandler = text
        parser.StartElementHandler(root, attributes)

    parser.StartElementHandler = start_root
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def without_prefix(root: str) -> Callable[[Handler], Handler]:
    """Most programs write <row>, some <x:row>: the root element tells which."""
    prefix, colon, _name = root.rpartition(":")
    if not colon:
        return lambda handler: handler
    return lambda handler: lambda name, *rest: handler(name.removeprefix(f"{prefix}:"), *rest)


def refuse_doctype(*_details: object) -> None:
    raise broken_file()


def read_links(stream: IO[bytes], folder: str) -> dict[str, tuple[str, str]]:
    links = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
            kind = attributes["Type"].rpartition("/")[2]
            links[attributes["Id"]] = (kind, path.lstrip("/"))

    parse(stream, start)
    return links


def read_book(stream: IO[bytes]) -> Book:
    sheets: list[BookSheet] = []
    settings: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            link = next(value for key, value in attributes.items() if key.endswith(":id"))
            is_visible = attributes.get("state", "visible") == "visible"
            sheets.append(BookSheet(attributes["name"], link, is_visible))
        elif name == "workbookPr":
            settings.append(attributes.get("date1904") in {"1", "true"})

    parse(stream, start)
    return Book(sheets, any(settings))


def read_styles(stream: IO[bytes]) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date."""
    formats: dict[str, str] = {}
    dates: set[str] = set()
    inside: list[bool] = []
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        if name == "numFmt":
            formats[attributes["numFmtId"]] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside.append(True)
        elif name == "xf" and inside:
            if is_date_format(attributes.get("numFmtId", "0"), formats):
                dates.add(str(count))
            count += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            inside.clear()

    parse(stream, start, end)
    return frozenset(dates)


def is_date_format(number: str, formats: dict[str, str]) -> bool:
    if number not in formats:
        return int(number) in BUILT_IN_DATES
    code = LITERALS.sub("", formats[number]).lower()
    return code != "general" and any(letter in code for letter in "dmyhs")


def read_strings(stream: IO[bytes]) -> list[str]:
    """The shared texts in their order."""
    reader = StringReader()
    parse(stream, reader.start, reader.end, reader.text)
    return reader.strings


class StringReader:
    """Joins the runs of a formatted text; reading aids (ruby) are left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.is_text = self.is_ruby = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.is_ruby = True
        elif name == "t":
            self.is_text = not self.is_ruby

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append(unescape("".join(self.pieces)))
        elif name == "rPh":
            self.is_ruby = False
        elif name == "t":
            self.is_text = False

    def text(self, data: str) -> None:
        if self.is_text:
            self.pieces.append(data)


def unescape(text: str) -> str:
    """Excel writes what XML cannot hold as _x000D_."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
