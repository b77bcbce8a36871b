"""A list as CSV: with semicolons and a mark of UTF-8, as Excel in Indonesia opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from core.exports.columns import Cell, Column, ExportSpec

CONTENT_TYPE = "text/csv; charset=utf-8"
MARK = "\ufeff"
# A cell that begins so would be computed by the spreadsheet that opens the file.
COMPUTED = frozenset("=+-@\t\r\n＝＋－＠")


def csv_parts(spec: ExportSpec, ids: Iterable[int], total: int) -> Iterator[bytes]:
    """The file, chunk by chunk. Every cell is quoted: then no comma in a name parts a column."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    buffer.write(MARK)
    writer.writerow([str(column.label) for column in spec.columns])
    for chunk in spec.chunks(ids):
        if chunk.size:
            cells = [_cells(column, column.cells(chunk)) for column in spec.columns]
            writer.writerows(zip(*cells, strict=True))
        yield _taken(buffer)
    yield _taken(buffer)


def _cells(column: Column, cells: Iterable[Cell]) -> Iterable[Cell]:
    """As the file has them; of a date the writer makes its ISO form, of nothing an empty cell."""
    if column.is_ours:
        return cells
    if column.is_number:
        return [f"'{cell}" if cell else "" for cell in cells]
    return [f"'{cell}" if type(cell) is str and cell[:1] in COMPUTED else cell for cell in cells]


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
