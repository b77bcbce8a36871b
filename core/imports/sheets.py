"""The shape in which every spreadsheet arrives, and how large it may be."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from django.utils.translation import gettext as _

from core.imports.errors import ImportFileError

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_ROWS = 20_000
# Titles, totals and signatures do not count against MAX_ROWS; nobody has more of them than this.
MAX_LINES = MAX_ROWS + 200
MAX_COLUMNS = 256


class Formula(str):
    """A cell that computes its value; its text is the formula."""

    __slots__ = ()


class BrokenValue(str):
    """A cell in which the spreadsheet itself shows an error, such as #N/A."""

    __slots__ = ()


Cell = str | int | float | bool | date | datetime | time | None


@dataclass(slots=True)
class Line:
    """One line of a sheet that is not blank. `number` is the file's own row number."""

    number: int
    cells: list[Cell]

    def at(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(slots=True)
class Sheet:
    """The lines of one visible sheet; a CSV file is one sheet without a name."""

    name: str
    lines: list[Line] = field(default_factory=list)

    def add(self, number: int, cells: list[Cell]) -> None:
        """Append a line without its empty end; a blank line is left out."""
        while cells and is_blank(cells[-1]):
            cells.pop()
        if not cells:
            return
        if len(cells) > MAX_COLUMNS:
            raise ImportFileError(
                _("The file has more than %(limit)s columns. Keep only the columns of the list.")
                % {"limit": MAX_COLUMNS}
            )
        if len(self.lines) >= MAX_LINES:
            raise too_many_rows()
        self.lines.append(Line(number, cells))


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def too_many_rows() -> ImportFileError:
    return ImportFileError(
        _("The file has more than %(limit)s rows. Split it into smaller files.")
        % {"limit": f"{MAX_ROWS:,}".replace(",", ".")}
    )


def broken_file() -> ImportFileError:
    return ImportFileError(
        _("The file is damaged. Open it in Excel, save it again as .xlsx and send that file.")
    )


@cache
def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
