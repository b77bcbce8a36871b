"""Reads the cells of one row of a list, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.imports.cells import cleaned
from core.imports.columns import Column
from core.imports.errors import CellError, Doubtful
from core.imports.rows import REFUSAL, WARNING, ImportRow, Problem
from core.imports.sheets import Cell, column_letter
from core.imports.spec import ImportSpec


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
        is_said = isinstance(cell, str) and cell.strip() in self.column.said
        clean = cell if is_said else cleaned(cell)
        value = None if clean is None else self.column.parse(clean)
        if len(self.known) < self.LIMIT:
            self.known[key] = value
        return value


def take(row: ImportRow, column: Column, value: Any) -> None:
    """Keep a cell's value; a column of its own goes before a part of a combined one."""
    if type(value) is str:  # as most are
        row.values[column.key] = value
        return
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
