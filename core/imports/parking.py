"""A preview as bytes, so that it can wait, encrypted, for its owner's confirmation."""

import json
import zlib
from typing import Any

from core.imports.mapping import Chosen
from core.imports.outlines import Outline
from core.imports.rows import ImportRow, pack_cell, unpack_cell
from core.imports.spec import Preview, SheetInfo


def pack(preview: Preview) -> bytes:
    """The whole preview with the file's own cells. Not encrypted: the caller's duty."""
    content = {
        "sheets": [pack_sheet(info) for info in preview.sheets],
        "rows": [row.pack() for row in preview.rows],
        "memory": preview.memory,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), level=1)


def unpack(data: bytes) -> Preview:
    content = json.loads(zlib.decompress(data))
    sheets = [unpack_sheet(packed) for packed in content["sheets"]]
    letters = [info.letters for info in sheets]
    rows = [ImportRow.unpack(packed, letters) for packed in content["rows"]]
    return Preview(sheets, rows, content["memory"])


def pack_sheet(info: SheetInfo) -> list[Any]:
    header = [[pack_cell(cell) for cell in cells] for cells in info.header]
    outline, chosen = info.outline, info.chosen
    return [
        info.name,
        header,
        info.columns,
        info.letters,
        info.unknown,
        info.left_out,
        info.titles,
        [outline.lines, outline.filled, outline.is_table],
        [chosen.header, chosen.columns] if chosen else None,
        info.is_remembered,
        info.header_row,
        info.shape,
    ]


def unpack_sheet(packed: list[Any]) -> SheetInfo:
    """A list that was parked before files were kept has no outline."""
    info = SheetInfo(*packed[:7])
    info.header = [[unpack_cell(cell) for cell in cells] for cells in info.header]
    info.columns = by_index(info.columns)
    if packed[7:]:
        outline, chosen, info.is_remembered, info.header_row, info.shape = packed[7:]
        lines, filled, is_table = outline
        info.outline = Outline([(number, texts) for number, texts in lines], filled, is_table)
        info.chosen = Chosen(chosen[0], by_index(chosen[1])) if chosen else None
    return info


def by_index(columns: dict[Any, str]) -> dict[int, str]:
    """JSON has made the column numbers texts."""
    return {int(index): key for index, key in columns.items()}
