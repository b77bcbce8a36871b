"""Reads one worksheet cell by cell; memory grows with what is filled, not with what is claimed."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import IO

from django.utils.translation import gettext as _

from core.imports.csvfile import literal
from core.imports.errors import ImportFileError
from core.imports.sheets import (
    MAX_COLUMNS,
    BrokenValue,
    Cell,
    Sheet,
    broken_file,
)
from core.imports.xlsx_parts import Attributes, parse, unescape

LAST_ROW = 1_048_576
MAX_CELLS = 3_000_000
INTEGER = re.compile(r"-?\d{1,18}")
DIGITS = "0123456789"
VALUES = {"v", "t", "f"}
# Excel counts a 29 February 1900 that never was, so its days start one earlier after that date.
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


def read_sheet(
    stream: IO[bytes], name: str, strings: list[str], dates: frozenset[str], starts_1904: bool
) -> Sheet:
    reader = SheetReader(name, strings, dates, EPOCH_1904 if starts_1904 else EPOCH_1900)
    parse(stream, reader.start, reader.end, reader.text)
    return reader.sheet


class ColumnNumbers(dict[str, int]):
    """Column letters → index from 0, kept because each letter comes once a row."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            raise broken_file()
        index = 0
        for letter in letters.upper():
            index = index * 26 + ord(letter) - 64
        self[letters] = index - 1
        return self[letters]


class SheetReader:
    """Collects the cells of a worksheet as expat walks through it."""

    def __init__(
        self, name: str, strings: list[str], dates: frozenset[str], epoch: datetime
    ) -> None:
        self.sheet = Sheet(name)
        self.strings, self.dates, self.epoch = strings, dates, epoch
        self.columns = ColumnNumbers()
        self.row, self.column, self.count = 0, -1, 0
        self.cells: list[Cell] = []
        self.place: str | None = None
        self.kind, self.style = "n", "0"
        self.value, self.formula = "", ""
        self.target = ""

    # These four run for each cell of the sheet and decide how long the reading takes.
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.place = attributes.get("r")
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "0")
            self.value = self.formula = ""
            self.count += 1
        elif name in VALUES:
            self.target = name
        elif name == "row":
            self.start_row(attributes)

    def text(self, data: str) -> None:
        if self.target == "f":
            self.formula += data
        elif self.target:
            self.value += data

    def end(self, name: str) -> None:
        if name == "c":
            self.end_cell()
        elif name in VALUES:
            self.target = ""
            if name == "f":
                self.formula = self.formula or " "
        elif name == "row":
            self.end_row()

    def end_cell(self) -> None:
        place = self.place
        self.column = self.columns[place.rstrip(DIGITS)] if place else self.column + 1
        if not (self.value or self.formula):
            return
        if self.column < len(self.cells):
            raise broken_file()
        if missing := min(self.column, MAX_COLUMNS) - len(self.cells):
            # A cell further right only has to be seen as one too many.
            self.cells.extend([None] * missing)
        self.cells.append(self.convert())

    def start_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self.row + 1))
        if not self.row < number <= LAST_ROW:
            raise broken_file()
        self.row, self.column, self.cells = number, -1, []

    def end_row(self) -> None:
        if self.count > MAX_CELLS:
            raise ImportFileError(
                _("The sheet holds millions of empty cells. Copy the list into a new workbook.")
            )
        self.sheet.add(self.row, self.cells)

    def convert(self) -> Cell:
        if self.formula:
            return literal("=" + self.formula.strip())
        match self.kind:
            case "s":
                return literal(self.strings[int(self.value)])
            case "n":
                return self.number()
            case "b":
                return self.value == "1"
            case "e":
                return BrokenValue(self.value)
            case "d":
                return whole_day(datetime.fromisoformat(self.value.rstrip("Z")))
        return literal(unescape(self.value))

    def number(self) -> Cell:
        number = int(self.value) if INTEGER.fullmatch(self.value) else float(self.value)
        if not math.isfinite(number):
            return BrokenValue(self.value)
        if self.style in self.dates:
            return to_date(number, self.epoch)
        return int(number) if number == int(number) else number


def to_date(days: float, epoch: datetime) -> date | datetime | BrokenValue:
    """A date where the cell holds whole days, else a moment."""
    try:
        moment = epoch + timedelta(days=days + (epoch is EPOCH_1900 and days < 60))
    except OverflowError:
        return BrokenValue(str(days))
    return whole_day(moment)


def whole_day(moment: datetime) -> date | datetime:
    return moment if moment.time() != time.min else moment.date()
