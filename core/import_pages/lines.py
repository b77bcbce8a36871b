"""The rows of an import's preview as its page shows them, and the cells corrected there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.import_pages.pages import Ask
from core.import_pages.sent import SentList
from core.imports.cells import to_text
from core.imports.rows import REFUSAL, ImportRow, Problem
from core.imports.sheets import column_letter
from core.imports.spec import Preview


@dataclass(frozen=True, slots=True)
class CellInput:
    """A refused cell to be corrected on the page."""

    name: str
    label: str
    value: str


@dataclass(slots=True)
class Line:
    """A row as the page shows it."""

    place: str
    name: str
    tone: str
    state: str
    what: str
    detail: str
    row: ImportRow
    problems: list[Problem]
    inputs: list[CellInput] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


def line_of(sent: SentList, preview: Preview, row: ImportRow) -> Line:
    states = {
        "accepted": ("ok", _("accepted")),
        "warned": ("missing", _("with a warning")),
        "refused": ("wrong", _("refused")),
    }
    kinds = {"new": _("new"), "changed": _("changed"), "same": _("the same")}
    tone, state = states[row.outcome]
    line = Line(
        place=place(preview, row),
        name=sent.pages.row_name(row),
        tone=tone,
        state=state,
        what=kinds.get(row.action, ""),
        detail=sent.pages.row_detail(row) if row.action else "",
        row=row,
        problems=sorted(row.problems, key=lambda problem: problem.level != REFUSAL),
    )
    if row.is_refused:
        line.inputs = list(inputs(preview, row))
        line.asks = sent.pages.asks(sent, preview, row)
    return line


def place(preview: Preview, row: ImportRow) -> str:
    if len(preview.sheets) == 1:
        return str(row.number)
    return f"{preview.sheets[row.sheet].name} · {row.number}"


def inputs(preview: Preview, row: ImportRow) -> Iterator[CellInput]:
    """An input for each refused cell, named as the file names its column."""
    letters = {problem.letter for problem in row.problems if problem.level == REFUSAL}
    info = preview.sheets[row.sheet]
    for index in sorted(info.columns):
        letter = column_letter(index)
        if letter in letters:
            words = {"header": info.header_at(index), "letter": letter, "row": row.number}
            label = _("%(header)s (column %(letter)s, row %(row)s)") % words
            yield CellInput(cell_name(row, index), label, cell_text(row, index))


def cell_name(row: ImportRow, index: int) -> str:
    return f"cell-{row.sheet}-{row.number}-{index}"


def cell_text(row: ImportRow, index: int) -> str:
    cell = row.cells[index] if index < len(row.cells) else None
    return "" if cell is None else to_text(cell)


def typed(preview: Preview, request: HttpRequest) -> Iterator[tuple[int, int, int, str]]:
    """The corrections of a posted page. A cell that was left as it is stays what it is: a NIK
    that came as a number does not become one by being shown."""
    for row in preview.refused:
        for index in preview.sheets[row.sheet].columns:
            text = request.POST.get(cell_name(row, index))
            if text is not None and text != cell_text(row, index):
                yield row.sheet, row.number, index, text
