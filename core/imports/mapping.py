"""Which column is which where somebody has said so: for one sheet, or for all of one shape.

The shape of a list is its header: the same words in the same order, in any case and punctuation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.imports.columns import (
    HEADER_DEPTH,
    HeaderFinder,
    Layout,
    as_text,
    header_key,
    is_numbering,
)
from core.imports.sheets import Line, Sheet, is_blank

# The shape of a header → column index → column key.
Remembered = Mapping[str, Mapping[int, str]]


@dataclass(slots=True)
class Chosen:
    """What somebody said of a sheet: column index → column key, and the row of the header.

    ``header`` is the file's row number, None for a list without a header.
    """

    header: int | None
    columns: dict[int, str]


def message_heading() -> str:
    """The heading of the messages in the file of refused rows."""
    return _("What to correct")


@cache
def _message_keys() -> frozenset[str]:
    keys = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            keys.add(header_key(message_heading()))
    return frozenset(keys)


def shape_of(header: list[Line]) -> str:
    """A digest of the header's words, "" where it has none.

    The column of messages that refused rows come back with does not change a list's shape.
    """
    lines = [[header_key(as_text(cell)) for cell in line.cells] for line in header]
    if lines and lines[-1] and lines[-1][-1] in _message_keys():
        lines[-1].pop()
    for keys in lines:
        while keys and not keys[-1]:
            keys.pop()
    if not any(key for keys in lines for key in keys):
        return ""
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def chosen_layout(finder: HeaderFinder, sheet: Sheet, chosen: Chosen) -> Layout:
    """The layout that somebody chose; without a header every line is a row of the list."""
    header = header_of(sheet, chosen.header)
    start = sheet.lines.index(header[-1]) + 1 if header else 0
    return _layout(finder, sheet, header, start, chosen.columns)


def header_of(sheet: Sheet, number: int | None) -> list[Line]:
    """The line of that number, with the one above where both make one header of merged cells."""
    index = next((i for i, line in enumerate(sheet.lines) if line.number == number), None)
    if index is None:
        return []
    lines = sheet.lines[max(0, index - 1) : index + 1]
    return lines if len(lines) == 2 and _completes(*lines) else lines[-1:]


def _completes(upper: Line, lower: Line) -> bool:
    """Whether the upper line names columns that the lower one leaves open; a title names none."""
    if lower.number != upper.number + 1:
        return False
    cells = [cell for line in (upper, lower) for cell in line.cells if not is_blank(cell)]
    if not all(isinstance(cell, str) and not cell.strip()[:1].isdigit() for cell in cells):
        return False
    named = [index for index, cell in enumerate(upper.cells) if not is_blank(cell)]
    return len(named) > 1 and any(is_blank(lower.at(index)) for index in named)


def remembered_layout(finder: HeaderFinder, sheet: Sheet, remembered: Remembered) -> Layout | None:
    """The layout of a header that was matched for an earlier file, None where there is none."""
    for start, header in _headers(sheet) if remembered else ():
        shape = shape_of(header)
        columns = remembered.get(shape) if shape else None
        if columns and is_usable(finder, columns):
            return _layout(finder, sheet, header, start, columns)
    return None


def is_usable(finder: HeaderFinder, columns: Mapping[int, str]) -> bool:
    """Whether the list still has all of these columns, and one by which a row is known."""
    keys = set(columns.values())
    return keys <= finder.columns.keys() and not keys.isdisjoint(finder.anchors)


def _headers(sheet: Sheet) -> Iterator[tuple[int, list[Line]]]:
    """Every header of two lines or one that the sheet may have, and the index of the row below.

    Those of two come first: the lower of two lines may be another list's whole header.
    """
    for depth in (2, 1):
        for index in range(min(len(sheet.lines), HEADER_DEPTH) - depth + 1):
            header = sheet.lines[index : index + depth]
            if header[-1].number == header[0].number + depth - 1:
                yield index + depth, header


def _layout(
    finder: HeaderFinder,
    sheet: Sheet,
    header: list[Line],
    first: int,
    columns: Mapping[int, str],
) -> Layout:
    if header and first < len(sheet.lines) and is_numbering(sheet.lines[first]):
        first += 1
    found = {index: finder.columns[key] for index, key in sorted(columns.items())}
    layout = Layout(found, header, first)
    finder.note_others(layout)
    return layout
