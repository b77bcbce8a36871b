"""Reads a sent file into its parked preview, at first and again when its columns are matched."""

from __future__ import annotations

from typing import Any

from core.collector import collector_paused
from core.imports import parked
from core.imports.engine import read_file, review
from core.imports.remembering import remember, remembered
from core.imports.spec import ImportSpec, Preview
from core.models import Import


@collector_paused()
def take_in(*, spec: ImportSpec, owner: Any, target_id: int, filename: str, data: bytes) -> Import:
    """Read a file and park what it would do. Raises ImportFileError."""
    preview = read_file(spec, data, filename, remembered=remembered(owner, spec.kind))
    review(spec, preview)
    return parked.park(
        owner=owner,
        kind=spec.kind,
        target_id=target_id,
        filename=filename,
        data=data,
        preview=preview,
    )


@collector_paused()
def read_again(row: Import, spec: ImportSpec, before: Preview) -> None:
    """Read the parked file by the columns that are chosen in ``before``; corrected cells stay, and
    what is chosen is remembered for her next list with the same header.

    Raises ImportFileError, and DecryptionError where the file's key is gone.
    """
    known = remembered(row.owner, row.kind)
    data = parked.source(row)
    preview = read_file(spec, data, row.filename, remembered=known, before=before)
    review(spec, preview)
    for info in preview.sheets:
        if info.chosen and info.shape:
            remember(row.owner, row.kind, info.shape, info.chosen.columns)
    parked.save(row, preview)
