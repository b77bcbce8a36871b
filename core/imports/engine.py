"""Impor: reads a list, says row by row what it would do, and after a confirmation does it.

Knows no app: an app declares an ImportSpec. Nothing here asks the database row by row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
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
    """What an app declares of a list that it takes in: the columns, and its steps.

    `anchors` are the columns by which a line is told to be a header. What asks the database gets
    all rows at once, never one by one.
    """

    kind: ClassVar[str]
    columns: tuple[Column, ...]
    anchors: ClassVar[tuple[str, ...]]
    memory: dict[str, Any]

    def check(self, row: ImportRow) -> None:
        """What is wrong with the row by itself, without the database and the other rows."""

    def marks(self, row: ImportRow) -> Iterable[tuple[str, Hashable]]:
        """By what the row is told from others: fields with values that no other row may have."""
        return ()

    def notes(self, preview: Preview) -> list[str]:
        """Sentences about the file as a whole, such as a title that speaks of another place."""
        return []

    def resolve(self, rows: list[ImportRow]) -> None:
        """Find what the rows are already (`row.target`) and refuse or warn, by a few queries."""
        raise NotImplementedError

    def changes(self, row: ImportRow) -> list[Change]:
        """What a row with a target would change; empty when it says the same."""
        raise NotImplementedError

    def write(self, rows: list[ImportRow]) -> None:
        """Write the rows, set by set. The caller holds the transaction and the history."""
        raise NotImplementedError

    def repeated(self, field_key: str, where: str) -> str:
        """The sentence for a row that has another's mark; `where` says which."""
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
    titles: list[str] = field(default_factory=list)

    def header_at(self, index: int) -> str:
        """The header of a column as it stands in the file, of two lines the lower one."""
        texts = [as_text(cells[index]) for cells in self.header if index < len(cells)]
        return next((text for text in reversed(texts) if text), "")


@dataclass(slots=True)
class Preview:
    """A file as understood, and what each of its rows would do.

    `memory` is what the spec keeps from one review to the next, in plain JSON values.
    """

    sheets: list[SheetInfo] = field(default_factory=list)
    rows: list[ImportRow] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)

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

    def signature(self) -> str:
        """Tells two previews apart that would do different things."""
        said = [(r.sheet, r.number, r.outcome, r.action, r.changes) for r in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()

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
    finder = HeaderFinder.of(spec.columns, spec.anchors, synonyms)
    preview = Preview()
    for sheet in read_table(data, filename):
        layout = finder.find(sheet)
        if layout:
            read_sheet(spec, preview, sheet, layout)
        else:
            preview.sheets.append(SheetInfo(sheet.name, left_out=[_("no known column")]))
    refuse_useless(spec, preview)
    return preview


def read_sheet(spec: ImportSpec, preview: Preview, sheet: Sheet, layout: Layout) -> None:
    info = SheetInfo(
        sheet.name,
        header=[line.cells for line in layout.header],
        columns={index: column.key for index, column in layout.columns.items()},
        letters={column.key: column_letter(index) for index, column in layout.columns.items()},
        unknown=layout.unknown,
        titles=titles_of(sheet, layout),
    )
    preview.sheets.append(info)
    place = len(preview.sheets) - 1
    footers = FooterFilter(layout)
    readers = {index: Reader(column) for index, column in layout.columns.items()}
    for line in sheet.lines[layout.first :]:
        if footers.leaves_out(line):
            info.left_out.append(describe_line(line))
        elif any(not is_blank(line.at(index)) for index in layout.columns):
            row = ImportRow(place, line.number, cells=line.cells, letters=info.letters)
            read_cells(spec, row, readers)
            preview.rows.append(row)


def titles_of(sheet: Sheet, layout: Layout) -> list[str]:
    above = sheet.lines[: sheet.lines.index(layout.header[0])]
    return [as_text(cell) for line in above for cell in line.cells if not is_blank(cell)]


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


def read_cells(spec: ImportSpec, row: ImportRow, columns: Mapping[int, Reader]) -> None:
    """Fill the row's values from its cells, and check what it says."""
    row.values, row.misread, row.findings = {}, [], []
    cells, width = row.cells, len(row.cells)
    for index, reader in columns.items():
        if index >= width or cells[index] is None:
            continue
        try:
            take(row, reader.column, reader.read(cells[index]))
        except CellError as error:
            row.misread.append(Problem(REFUSAL, column_letter(index), str(error)))
    spec.check(row)
    row.misread, row.findings = [*row.misread, *row.findings], []


class Reader:
    """Reads the cells of one column; a list repeats itself, and a repeated cell is read once."""

    LIMIT = 1_000

    def __init__(self, column: Column) -> None:
        self.column = column
        self.known: dict[tuple[type, Cell], Any] = {}

    def read(self, cell: Cell) -> Any:
        """The cell's value, None for nothing. Raises CellError."""
        key = (type(cell), cell)
        if key in self.known:
            return self.known[key]
        clean = cleaned(cell)
        value = None if clean is None else self.column.parse(clean)
        if len(self.known) < self.LIMIT:
            self.known[key] = value
        return value


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
    spec.memory = preview.memory
    for row in preview.rows:
        row.forget_review()
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
    seen: dict[tuple[str, Hashable], ImportRow] = {}
    for row in preview.rows:
        for mark in spec.marks(row):
            first = seen.setdefault(mark, row)
            if first is not row:
                row.refuse(spec.repeated(mark[0], preview.where(first)), mark[0])
                break


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
        read_cells(spec, row, {index: Reader(columns[key]) for index, key in layout.items()})
    review(spec, preview)
