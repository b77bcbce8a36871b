"""What may be imported: a list of columns, and how a header is recognised as one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from core.imports.sheets import Cell, Line, Sheet, column_letter, is_blank
from core.text import sort_key

ORDINALS = {"no", "nomor", "no urut", "nomor urut"}
ORDINAL = "#"
BRACKETED = re.compile(r"\([^)]*\)")
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?")
HEADER_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    `parse` turns the cell's text (or number, or date) into the value of the field `key`, or into
    a mapping of several fields, also as Doubtful; it raises CellError. `synonyms` are further
    spellings of the header, in any case and punctuation; `weak` ones count only where no other
    header of the sheet means this column. One that `needs` another is not read without it. What
    is `said` here by a text that elsewhere stands for an empty cell (a dash) is read.
    """

    key: str
    label: str | Promise
    parse: Callable[[Any], Any]
    synonyms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    needs: str = ""
    said: frozenset[str] = frozenset()

    def spellings(self) -> set[str]:
        return {header_key(text) for text in (self.key, str(self.label), *self.synonyms)}


@dataclass(slots=True)
class Layout:
    """Where the columns stand in one sheet; `first` is the index of the first line of data."""

    columns: dict[int, Column]
    header: list[Line]
    first: int
    ordinal: int | None = None
    unknown: list[str] = field(default_factory=list)


def header_key(text: str) -> str:
    """ "NO. KTP", "No KTP" and "no.ktp" are one header; so are two lines in one cell."""
    return sort_key(text)


@dataclass(frozen=True, slots=True)
class HeaderFinder:
    """Finds the header below the title lines: the line that names the most columns.

    A header may be of two lines with merged cells above: then the lower line is read with the
    upper one ("Penempatan" + "Negara"), alone, or the upper one alone.
    """

    columns: Mapping[str, Column]
    anchors: tuple[str, ...]
    known: Mapping[str, str]
    weak: Mapping[str, str]

    @classmethod
    def of(
        cls,
        columns: tuple[Column, ...],
        anchors: tuple[str, ...],
        synonyms: Mapping[str, str] | None = None,
    ) -> HeaderFinder:
        """`synonyms` are the office's own (spelling → column key) and go before all others."""
        known = dict.fromkeys(ORDINALS, ORDINAL)
        known |= {spelling: column.key for column in columns for spelling in column.spellings()}
        known |= {header_key(text): key for text, key in (synonyms or {}).items()}
        weak = {header_key(text): column.key for column in columns for text in column.weak}
        return cls({column.key: column for column in columns}, anchors, known, weak)

    def find(self, sheet: Sheet) -> Layout | None:
        """The layout, or None where no line names a column that a row is known by."""
        best, score = None, (0, False)
        for depth in (1, 2):
            for index in range(min(len(sheet.lines), HEADER_DEPTH)):
                layout = self.layout_at(sheet.lines, index, depth)
                if layout and self.score(layout) > score:
                    best, score = layout, self.score(layout)
        return best

    def score(self, layout: Layout) -> tuple[int, bool]:
        keys = {column.key for column in layout.columns.values()}
        is_header = not keys.isdisjoint(self.anchors)
        return (len(keys) if is_header else 0, is_header and layout.ordinal is not None)

    def layout_at(self, lines: list[Line], index: int, depth: int) -> Layout | None:
        header = lines[index : index + depth]
        if depth == 2 and not self.is_second_line(header):
            return None
        first = index + depth
        if first < len(lines) and is_numbering(lines[first]):
            first += 1
        layout = Layout({}, header, first)
        self.place_columns(layout, header)
        return layout

    def is_second_line(self, header: list[Line]) -> bool:
        """The line right below holds only words, and at least one names a column."""
        if len(header) < 2 or header[1].number != header[0].number + 1:
            return False
        cells = [cell for cell in header[1].cells if not is_blank(cell)]
        if not all(isinstance(cell, str) for cell in cells):
            return False
        return any(meaning(str(cell), {**self.weak, **self.known}) for cell in cells)

    def place_columns(self, layout: Layout, header: list[Line]) -> None:
        named = header_texts(header)
        for known in (self.known, self.weak):
            self.place_known(layout, named, known)
        for index, column in list(layout.columns.items()):
            if column.needs and column.needs not in {c.key for c in layout.columns.values()}:
                del layout.columns[index]
        self.note_others(layout)

    def note_others(self, layout: Layout) -> None:
        """Say which columns with a heading are not read, and find the running number."""
        for index, texts in enumerate(header_texts(layout.header)):
            if not texts or index in layout.columns or index == layout.ordinal:
                continue
            if layout.ordinal is None and any(meaning(t, self.known) == ORDINAL for t in texts):
                layout.ordinal = index
                continue
            own = texts[1] if len(texts) > 1 else texts[0]
            layout.unknown.append(f"{column_letter(index)} ({shorten(own)})")

    def place_known(self, layout: Layout, named: list[list[str]], known: Mapping[str, str]) -> None:
        taken = {column.key for column in layout.columns.values()}
        for index, texts in enumerate(named):
            key = next((found for text in texts if (found := meaning(text, known))), "")
            if key == ORDINAL and layout.ordinal is None:
                layout.ordinal = index
            elif key in self.columns and key not in taken and index not in layout.columns:
                taken.add(key)
                layout.columns[index] = self.columns[key]


def meaning(text: str, known: Mapping[str, str]) -> str:
    """What a header means, also without what stands in brackets; "" for nothing known."""
    return known.get(header_key(text)) or known.get(header_key(BRACKETED.sub(" ", text)), "")


def header_texts(header: list[Line]) -> list[list[str]]:
    """For each column the texts that may name it, most telling first."""
    if not header:
        return []
    width = max(len(line.cells) for line in header)
    upper = spread(header[0], width, header[1] if len(header) > 1 else None)
    if len(header) == 1:
        return [[text] if text else [] for text in upper]
    lower = [as_text(header[1].at(index)) for index in range(width)]
    return [naming(up, low) for up, low in zip(upper, lower, strict=True)]


def naming(upper: str, lower: str) -> list[str]:
    if upper and lower and upper != lower:
        return [f"{upper} {lower}", lower, upper]
    return [text for text in (lower or upper,) if text]


def spread(line: Line, width: int, below: Line | None) -> list[str]:
    """The texts of the upper line; a merged cell counts for each column below it."""
    texts, last = [], ""
    for index in range(width):
        text = as_text(line.at(index))
        last = text or (last if below and as_text(below.at(index)) else "")
        texts.append(last)
    return texts


def as_text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def is_numbering(line: Line) -> bool:
    """Tables of government number their columns under the header: 1, 2, 3 or (1), (2), (3)."""
    texts = [as_text(cell) for cell in line.cells if not is_blank(cell)]
    numbers = [match[1] for text in texts if (match := COLUMN_NUMBER.fullmatch(text))]
    return len(texts) > 2 and numbers == [str(count) for count in range(1, len(texts) + 1)]


def shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
