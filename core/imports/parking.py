"""A preview as bytes, so that it can wait, encrypted, for its owner's confirmation."""

import json
import zlib
from typing import Any

from core.imports.engine import Preview, SheetInfo
from core.imports.rows import ImportRow, pack_cell, unpack_cell


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
    rest = [info.columns, info.letters, info.unknown, info.left_out, info.titles]
    return [info.name, header, *rest]


def unpack_sheet(packed: list[Any]) -> SheetInfo:
    info = SheetInfo(*packed)
    info.header = [[unpack_cell(cell) for cell in cells] for cells in info.header]
    # JSON has made the column numbers texts.
    info.columns = {int(index): key for index, key in info.columns.items()}
    return info
