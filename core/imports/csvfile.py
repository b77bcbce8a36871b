"""Reads CSV in the spellings that offices produce: any usual delimiter, any usual encoding."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.imports.errors import ImportFileError
from core.imports.sheets import Formula, Sheet

DELIMITERS = ";,\t|"
SAMPLE_ROWS = 50
# An address may hold a line break. A record that runs over more lines has lost a closing quote.
MAX_LINES_A_RECORD = 12
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
# ="0812…" is how people make Excel keep a number as text: a spelling, not a computation.
QUOTED_TEXT = re.compile(r'="([^"]*)"')


def read_csv(data: bytes) -> Sheet:
    text = decode(data)
    separator, text = declared_separator(text)
    sheet = Sheet(name="")
    for number, cells in enumerate(records(text, separator or guess_separator(text)), start=1):
        sheet.add(number, [literal(cell) for cell in cells])
    return sheet


def decode(data: bytes) -> str:
    for encoding in encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not is_binary(text):
            return text
    raise ImportFileError(
        _("The file is not a spreadsheet. Send an Excel file (.xlsx) or a CSV file.")
    )


def encodings(data: bytes) -> tuple[str, ...]:
    """The likely encodings, surest first. Excel's "Unicode text" is UTF-16 with a mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = data[:1000]
    if start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if start[::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def is_binary(text: str) -> bool:
    """More than a stray control character: a picture or a program, not a table."""
    sample = text[:20_000]
    return len(BINARY.findall(sample)) > max(3, len(sample) // 100)


def declared_separator(text: str) -> tuple[str, str]:
    """Excel's own hint "sep=;" in the first line, with the text where the line is blanked."""
    first, newline, rest = text.partition("\n")
    hint = first.strip().strip('"').lower()
    if hint.startswith("sep=") and len(hint) <= len("sep=;"):
        return hint[4:] or "\t", newline + rest
    return "", text


def guess_separator(text: str) -> str:
    """The delimiter that cuts most rows into the same number of columns."""
    return max(DELIMITERS, key=lambda separator: regularity(text, separator))


def regularity(text: str, separator: str) -> int:
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for _count, row in zip(range(SAMPLE_ROWS), reader, strict=False):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return 0
    return max((width * rows for width, rows in widths.items()), default=0)


def records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number, line = 0, 0
    try:
        for cells in reader:
            number += 1
            if reader.line_num - line > MAX_LINES_A_RECORD:
                raise open_quote(number)
            line = reader.line_num
            yield cells
    except csv.Error:
        raise open_quote(number + 1) from None


def open_quote(row: int) -> ImportFileError:
    return ImportFileError(
        _("In row %(row)s a quotation mark is opened and never closed. Correct it and send again.")
        % {"row": row}
    )


def literal(cell: str) -> str:
    if not cell.startswith("="):
        return cell
    quoted = QUOTED_TEXT.fullmatch(cell)
    return quoted[1] if quoted else Formula(cell)
