"""One row of an import: what it says, what is wrong with it, and what it would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar, NamedTuple

from core.imports.sheets import BrokenValue, Cell, Formula

WARNING = "warning"
REFUSAL = "refusal"
# Cells that travel as they are, told by their very type: a Formula is a str too.
PLAIN = frozenset([str, int, float, bool, type(None)])


class Problem(NamedTuple):
    """A sentence about a row. `letter` is the file's column, "" for the row as a whole.

    `link` is an address that the reader of this preview may open; `offer` names an act that the
    page can offer for this row.
    """

    level: str
    letter: str
    message: str
    link: str = ""
    offer: str = ""


class Change(NamedTuple):
    """What a field holds and what it would hold, as shown (never a protected value)."""

    label: str
    old: str
    new: str


@dataclass(slots=True)
class ImportRow:
    """`values` holds plain JSON values by field; a field that the file leaves open is missing.

    `misread` are the problems of the row by itself, `findings` those that need the other rows or
    the database. `target` is the id of the row that this one is, None for a new one. `letters`
    (field → the file's column) is shared by the rows of a sheet.
    """

    NEW: ClassVar[str] = "new"
    CHANGED: ClassVar[str] = "changed"
    SAME: ClassVar[str] = "same"

    sheet: int
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    misread: list[Problem] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    target: int | None = None
    action: str = ""
    changes: list[Change] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        return [*self.misread, *self.findings] if self.misread or self.findings else []

    @property
    def is_refused(self) -> bool:
        return any(problem.level == REFUSAL for problem in self.problems)

    @property
    def outcome(self) -> str:
        """refused, warned or accepted"""
        problems = self.problems
        if not problems:
            return "accepted"
        return "refused" if any(p.level == REFUSAL for p in problems) else "warned"

    def was_misread(self, field_key: str) -> bool:
        """Whether the field's cell holds something that is refused already."""
        letter = self.letters.get(field_key)
        return any(p.letter == letter and p.level == REFUSAL for p in self.misread)

    def refuse(self, message: str, field_key: str = "", *, link: str = "", offer: str = "") -> None:
        letter = self.letters.get(field_key, "")
        self.findings.append(Problem(REFUSAL, letter, message, link, offer))

    def warn(self, message: str, field_key: str = "") -> None:
        self.findings.append(Problem(WARNING, self.letters.get(field_key, ""), message))

    def forget_review(self) -> None:
        """Back to what the file alone says."""
        self.findings, self.changes = [], []
        self.target, self.action = None, ""

    def pack(self) -> list[Any]:
        return [
            self.sheet,
            self.number,
            self.values,
            self.misread,
            self.findings,
            self.target,
            self.action,
            self.changes,
            [cell if type(cell) in PLAIN else pack_cell(cell) for cell in self.cells],
        ]

    @classmethod
    def unpack(cls, packed: list[Any], letters: list[dict[str, str]]) -> ImportRow:
        row = cls(*packed)
        row.letters = letters[row.sheet]
        row.misread = [Problem(*problem) for problem in row.misread]
        row.findings = [Problem(*problem) for problem in row.findings]
        row.changes = [Change(*change) for change in row.changes]
        row.cells = [unpack_cell(c) if isinstance(c, list) else c for c in row.cells]
        return row


def pack_cell(cell: Cell) -> Any:
    """What JSON cannot hold travels as [kind, text]; a number stays one: that is its defect."""
    match cell:
        case Formula():
            return ["formula", str(cell)]
        case BrokenValue():
            return ["broken", str(cell)]
        case datetime():
            return ["moment", cell.isoformat()]
        case date():
            return ["date", cell.isoformat()]
        case time():
            return ["time", cell.isoformat()]
    return cell


def unpack_cell(packed: Any) -> Cell:
    if not isinstance(packed, list):
        return packed
    kind, text = packed
    makers: dict[str, Callable[[str], Cell]] = {
        "formula": Formula,
        "broken": BrokenValue,
        "moment": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
    }
    return makers[kind](text)
