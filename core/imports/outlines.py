"""The first lines of a sheet as a page may show them: enough to tell its columns apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.imports.cells import to_text
from core.imports.columns import shorten
from core.imports.sheets import Cell, Line, Sheet, is_blank

DEPTH = 30
# Of a NIK only where it was given out; a telephone number is shorter.
LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){13,}")
SHOWN_DIGITS = 4


@dataclass(slots=True)
class Outline:
    """``lines`` are row numbers with the shown texts; ``filled`` are the columns that hold any
    value at all, ``is_table`` says whether two lines at least have two cells."""

    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    is_table: bool = False

    def row(self, number: int | None) -> list[str]:
        return next((texts for found, texts in self.lines if found == number), [])

    def as_sheet(self) -> Sheet:
        return Sheet("", [Line(number, list[Cell](texts)) for number, texts in self.lines])


def outline_of(sheet: Sheet) -> Outline:
    filled: set[int] = set()
    broad = 0
    for line in sheet.lines:
        held = [index for index, cell in enumerate(line.cells) if not is_blank(cell)]
        filled.update(held)
        broad += len(held) > 1
    lines = [(line.number, [shown(cell) for cell in line.cells]) for line in sheet.lines[:DEPTH]]
    return Outline(lines, sorted(filled), broad > 1)


def shown(cell: Cell) -> str:
    """The cell in short; a NIK with its first digits alone."""
    if cell is None:
        return ""
    text = " ".join(to_text(cell).split())
    return shorten(LONG_NUMBER.sub(lambda found: f"{found[0][:SHOWN_DIGITS]}••••", text))
