"""Impor: reads a list, says row by row what it would do, and after a confirmation does it.

Knows no app: an app declares an ImportSpec. Nothing here asks the database row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.imports.columns import HeaderFinder, Layout, as_text, shorten
from core.imports.errors import ImportFileError
from core.imports.footers import FooterFilter
from core.imports.mapping import Remembered, chosen_layout, header_of, remembered_layout, shape_of
from core.imports.outlines import outline_of
from core.imports.reader import read_table
from core.imports.row_reading import Reader, read_cells
from core.imports.rows import ImportRow
from core.imports.sheets import (
    MAX_ROWS,
    Line,
    Sheet,
    column_letter,
    is_blank,
    too_many_rows,
)
from core.imports.spec import ImportSpec, Preview, SheetInfo

# How many lines are read between two words about how far it is.
STEP = 500
Watch = Callable[[int, int], None]


def read_file(
    spec: ImportSpec,
    data: bytes,
    filename: str,
    synonyms: Mapping[str, str] | None = None,
    *,
    remembered: Remembered | None = None,
    before: Preview | None = None,
    watch: Watch | None = None,
) -> Preview:
    """Read a file as a list of this kind; the rows are not yet reviewed.

    `synonyms` (header spelling → column key) stand in for the spec's own. `before` is what the
    same file was read as earlier: what was chosen and corrected in it stays. `watch` is told how
    many lines of how many are read. A table of unknown columns has no rows. Raises ImportFileError.
    """
    finder = HeaderFinder.of(spec.columns, spec.anchors, synonyms or spec.synonyms)
    before = before or Preview()
    preview, sheets = Preview(memory=before.memory), read_table(data, filename)
    remembered = {**(remembered or {}), **chosen_shapes(sheets, before)}
    progress = Progress(sum(len(sheet.lines) for sheet in sheets), watch)
    for place, sheet in enumerate(sheets):
        chosen = before.sheets[place].chosen if before.sheets else None
        preview.sheets.append(SheetInfo(sheet.name, outline=outline_of(sheet), chosen=chosen))
        if layout := find_layout(finder, sheet, preview.sheets[-1], remembered):
            read_sheet(spec, preview, sheet, layout, progress)
    progress.end()
    keep_cells(spec, preview, before)
    refuse_useless(spec, preview)
    return preview


def chosen_shapes(sheets: list[Sheet], before: Preview) -> Remembered:
    """What was chosen for one sheet holds for all of the file with the same header."""
    pairs = zip(sheets, before.sheets, strict=False)
    chosen = [(sheet, info.chosen) for sheet, info in pairs if info.chosen]
    return {shape_of(header_of(sheet, said.header)): said.columns for sheet, said in chosen}


def find_layout(
    finder: HeaderFinder, sheet: Sheet, info: SheetInfo, remembered: Remembered
) -> Layout | None:
    """What was chosen for this file goes before what was for one of its shape, and that before
    what the headings say by themselves."""
    if info.chosen:
        return chosen_layout(finder, sheet, info.chosen)
    layout = remembered_layout(finder, sheet, remembered)
    info.is_remembered = layout is not None
    layout = layout or finder.find(sheet)
    if layout is None:
        info.left_out.append(_("no known column"))
    return layout


@dataclass(slots=True)
class Progress:
    """Tells now and then how many lines of how many are read."""

    total: int
    watch: Watch | None
    done: int = 0

    def through(self, lines: list[Line]) -> Iterator[Line]:
        for line in lines:
            if self.watch and self.done % STEP == 0:
                self.watch(self.done, self.total)
            self.done += 1
            yield line

    def end(self) -> None:
        if self.watch:
            self.watch(self.total, self.total)


def describe(info: SheetInfo, sheet: Sheet, layout: Layout) -> None:
    """A list without a header is shown, and given back, with the names of its columns."""
    info.columns = {index: column.key for index, column in layout.columns.items()}
    info.letters = {column.key: column_letter(index) for index, column in layout.columns.items()}
    info.unknown = layout.unknown
    info.header = [line.cells for line in layout.header]
    info.shape = shape_of(layout.header)
    if layout.header:
        info.header_row = layout.header[-1].number
        above = sheet.lines[: sheet.lines.index(layout.header[0])]
        cells = [cell for line in above for cell in line.cells if not is_blank(cell)]
        info.titles = [as_text(cell) for cell in cells]
    else:
        width = max(layout.columns) + 1
        labels = {index: str(column.label) for index, column in layout.columns.items()}
        info.header = [[labels.get(index) for index in range(width)]]


def read_sheet(
    spec: ImportSpec, preview: Preview, sheet: Sheet, layout: Layout, progress: Progress
) -> None:
    """Append the rows of the sheet that was begun last."""
    place, info = len(preview.sheets) - 1, preview.sheets[-1]
    describe(info, sheet, layout)
    footers = FooterFilter(layout)
    readers = {index: Reader(column) for index, column in layout.columns.items()}
    for line in progress.through(sheet.lines[layout.first :]):
        if footers.leaves_out(line):
            info.left_out.append(describe_line(line))
        elif any(not is_blank(line.at(index)) for index in layout.columns):
            row = ImportRow(place, line.number, cells=line.cells, letters=info.letters)
            read_cells(spec, row, readers)
            preview.rows.append(row)


def describe_line(line: Line) -> str:
    text = " ".join(filter(None, (as_text(cell) for cell in line.cells)))
    return f"{line.number}: {shorten(text)}"


def keep_cells(spec: ImportSpec, preview: Preview, before: Preview) -> None:
    """Put the cells that were corrected on the page over those of the file, and read them."""
    kept = {(row.sheet, row.number): row.cells for row in before.rows}
    for row in preview.rows:
        cells = kept.get((row.sheet, row.number), row.cells)
        if cells != row.cells:
            row.cells = cells
            read_cells(spec, row, readers_of(spec, preview.sheets[row.sheet]))


def readers_of(spec: ImportSpec, info: SheetInfo) -> dict[int, Reader]:
    columns = {column.key: column for column in spec.columns}
    return {index: Reader(columns[key]) for index, key in info.columns.items()}


def refuse_useless(spec: ImportSpec, preview: Preview) -> None:
    """Refuse what no choice of columns would make a list."""
    if not preview.needs_columns and not preview.rows:
        raise ImportFileError(_("There is no row below the header of the list."))
    if not any(info.columns or info.outline.is_table for info in preview.sheets):
        wanted = [str(column.label) for column in spec.columns if column.key in spec.anchors]
        raise ImportFileError(
            _("No column was recognised. The header needs at least one of: %(columns)s.")
            % {"columns": ", ".join(wanted)}
        )
    if len(preview.rows) > MAX_ROWS:
        raise too_many_rows()


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
    for sheet, number, index, text in corrections:
        row = refused.get((sheet, number))
        if row and index in preview.sheets[sheet].columns:
            row.cells.extend([None] * (index + 1 - len(row.cells)))
            row.cells[index] = text
    for row in refused.values():
        read_cells(spec, row, readers_of(spec, preview.sheets[row.sheet]))
    review(spec, preview)
