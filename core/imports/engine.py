"""Impor: reads a list, says row by row what it would do, and after a confirmation does it.

Knows no app: an app declares an ImportSpec. Nothing here asks the database row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from core.imports.cells import cleaned
from core.imports.columns import (
    Column,
    HeaderFinder,
    Layout,
    as_text,
    shorten,
    spellings_of,
)
from core.imports.errors import CellError, Doubtful, ImportFileError
from core.imports.footers import FooterFilter
from core.imports.reader import read_table
from core.imports.rows import REFUSAL, WARNING, Change, ImportRow, Problem
from core.imports.sheets import (
    MAX_ROWS,
    Cell,
    Line,
    Sheet,
    column_letter,
    is_blank,
    too_many_rows,
)


class ImportSpec:
    """What an app declares of a list that it takes in: the columns, and four steps.

    `anchors` are the columns by which a line is told to be a header; `once` the fields of which
    one file may not hold a value twice. The steps get all rows at once, never one by one.
    """

    kind: ClassVar[str]
    columns: tuple[Column, ...]
    anchors: ClassVar[tuple[str, ...]]
    once: ClassVar[tuple[str, ...]] = ()

    def check(self, row: ImportRow) -> None:
        """What is wrong with the row by itself, without the database."""

    def resolve(self, rows: list[ImportRow]) -> None:
        """Find what the rows are already (`row.target`) and refuse or warn, by a few queries."""
        raise NotImplementedError

    def changes(self, row: ImportRow) -> list[Change]:
        """What a row with a target would change; empty when it says the same."""
        raise NotImplementedError

    def write(self, rows: list[ImportRow]) -> None:
        """Write the rows, set by set. The caller holds the transaction and the history."""
        raise NotImplementedError

    def repeated(self, field_key: str, row: ImportRow, first: ImportRow, where: str) -> str:
        """The sentence for a row that repeats another's value."""
        return _("The same value stands in %(where)s already.") % {"where": where}


@dataclass(slots=True)
class SheetInfo:
    """What was understood of a sheet: its header as it stands in the file, and what was not."""

    name: str
    header: list[list[Cell]] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Preview:
    """A file as understood, and what each of its rows would do."""

    sheets: list[SheetInfo] = field(default_factory=list)
    rows: list[ImportRow] = field(default_factory=list)

    @property
    def accepted(self) -> list[ImportRow]:
        return [row for row in self.rows if not row.is_refused]

    @property
    def refused(self) -> list[ImportRow]:
        return [row for row in self.rows if row.is_refused]

    def counts(self) -> dict[str, int]:
        """Rows by outcome, and the ones that are not refused by what they do."""
        counted = Counter(row.outcome for row in self.rows)
        counted.update(row.action for row in self.accepted)
        keys = ("accepted", "warned", "refused", "new", "changed", "same")
        return {"rows": len(self.rows), **{key: counted[key] for key in keys}}

    def where(self, row: ImportRow) -> str:
        """The row's place in words: "row 5", with the sheet where there are several."""
        if len(self.sheets) < 2:
            return _("row %(row)s") % {"row": row.number}
        name = self.sheets[row.sheet].name
        return _("row %(row)s of sheet %(sheet)s") % {"row": row.number, "sheet": name}


def read_file(
    spec: ImportSpec, data: bytes, filename: str, synonyms: Mapping[str, str] | None = None
) -> Preview:
    """Read a file as a list of this kind; the rows are not yet reviewed.

    `synonyms` are the office's own header spellings → column key. Raises ImportFileError.
    """
    columns = {column.key: column for column in spec.columns}
    finder = HeaderFinder(columns, spec.anchors, spellings_of(spec.columns, synonyms))
    preview = Preview()
    for sheet in read_table(data, filename):
        layout = finder.find(sheet)
        if layout:
            read_sheet(preview, sheet, layout)
        else:
            preview.sheets.append(SheetInfo(sheet.name, left_out=[_("no known column")]))
    refuse_useless(spec, preview)
    return preview


def read_sheet(preview: Preview, sheet: Sheet, layout: Layout) -> None:
    info = SheetInfo(
        sheet.name,
        header=[line.cells for line in layout.header],
        columns={index: column.key for index, column in layout.columns.items()},
        letters={column.key: column_letter(index) for index, column in layout.columns.items()},
        unknown=layout.unknown,
    )
    preview.sheets.append(info)
    place = len(preview.sheets) - 1
    footers = FooterFilter(layout)
    for line in sheet.lines[layout.first :]:
        if footers.leaves_out(line):
            info.left_out.append(describe_line(line))
        elif any(not is_blank(line.at(index)) for index in layout.columns):
            row = ImportRow(place, line.number, cells=line.cells, letters=info.letters)
            read_cells(row, layout.columns)
            preview.rows.append(row)


def describe_line(line: Line) -> str:
    text = " ".join(filter(None, (as_text(cell) for cell in line.cells)))
    return f"{line.number}: {shorten(text)}"


def refuse_useless(spec: ImportSpec, preview: Preview) -> None:
    if not any(info.columns for info in preview.sheets):
        wanted = [str(column.label) for column in spec.columns if column.key in spec.anchors]
        raise ImportFileError(
            _("No column was recognised. The header needs at least one of: %(columns)s.")
            % {"columns": ", ".join(wanted)}
        )
    if not preview.rows:
        raise ImportFileError(_("There is no row below the header of the list."))
    if len(preview.rows) > MAX_ROWS:
        raise too_many_rows()


def read_cells(row: ImportRow, columns: Mapping[int, Column]) -> None:
    """Fill the row's values from its cells."""
    row.values, row.misread = {}, []
    cells = row.cells
    for index, column in columns.items():
        cell = cells[index] if index < len(cells) else None
        if cell is None:
            continue
        try:
            cell = cleaned(cell)
            if cell is not None:
                take(row, column, column.parse(cell))
        except CellError as error:
            row.misread.append(Problem(REFUSAL, column_letter(index), str(error)))


def take(row: ImportRow, column: Column, value: Any) -> None:
    """Keep a cell's value; a column of its own goes before a part of a combined one."""
    if isinstance(value, Doubtful):
        row.misread.append(Problem(WARNING, row.letters[column.key], value.message))
        value = value.value
    if isinstance(value, dict):
        for key, part in value.items():
            row.letters.setdefault(key, row.letters[column.key])
            if part is not None:
                row.values.setdefault(key, part)
    elif value is not None:
        row.values[column.key] = value


def review(spec: ImportSpec, preview: Preview) -> None:
    """Say of each row what it would do now. Repeatable: a later call looks afresh."""
    for row in preview.rows:
        row.forget_review()
        spec.check(row)
    refuse_repeated(spec, preview)
    spec.resolve([row for row in preview.rows if not row.is_refused])
    for row in preview.rows:
        if row.is_refused:
            row.action, row.changes = "", []
        elif row.target is None:
            row.action = ImportRow.NEW
        else:
            row.changes = spec.changes(row)
            row.action = ImportRow.CHANGED if row.changes else ImportRow.SAME


def refuse_repeated(spec: ImportSpec, preview: Preview) -> None:
    """Of two rows with one value the first stands, the later names it."""
    for key in spec.once:
        seen: dict[Any, ImportRow] = {}
        for row in preview.rows:
            value = row.values.get(key)
            if value is None:
                continue
            first = seen.setdefault(value, row)
            if first is not row:
                row.refuse(spec.repeated(key, row, first, preview.where(first)), key)


def correct(
    spec: ImportSpec, preview: Preview, corrections: Iterable[tuple[int, int, int, str]]
) -> None:
    """Put typed texts in place of refused cells: (sheet, row, column index, text); then review."""
    refused = {(row.sheet, row.number): row for row in preview.refused}
    columns = {column.key: column for column in spec.columns}
    for sheet, number, index, text in corrections:
        row = refused.get((sheet, number))
        if row and index in preview.sheets[sheet].columns:
            row.cells.extend([None] * (index + 1 - len(row.cells)))
            row.cells[index] = text
    for row in refused.values():
        layout = preview.sheets[row.sheet].columns
        read_cells(row, {index: columns[key] for index, key in layout.items()})
    review(spec, preview)
