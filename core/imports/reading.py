"""Reads a sent file into its parked preview, at first and again when its columns are matched."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.collector import collector_paused
from core.crypto import DecryptionError
from core.imports import parked, turns
from core.imports.engine import Watch, read_file, review
from core.imports.errors import ImportFileError
from core.imports.reader import check_kind
from core.imports.remembering import remember, remembered
from core.imports.spec import ImportSpec, Preview
from core.models import Import

# A larger file is read by a request of its own, which can be watched. Bytes, some 3,500 rows.
LARGE = 256 * 1024


@collector_paused()
def take_in(
    *, spec: ImportSpec, owner: Any, target_id: int | None, filename: str, data: bytes
) -> Import:
    """Park a file with what it would do; a large one waits to be read. Raises ImportFileError."""
    if len(data) > LARGE:
        check_kind(data)
        preview = None
    else:
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
def read_parked(row: Import, spec: ImportSpec) -> None:
    """Read a list that waits for it, unless another request does: park what it would do, or why
    it cannot be read.

    Outside a transaction others see how far it is. A list that was dropped meanwhile stays so.
    """
    turn = turns.take(row)
    if turn is None:
        return
    try:
        with turn.heard():
            _read_in(turn, row, spec)
    except turns.OvertakenError:
        return
    except ImportFileError as error:
        turn.refuse(error.message)
    except DecryptionError:
        turn.give_up(_("The file cannot be read any more. Send it again."))


def _read_in(turn: turns.ReadingTurn, row: Import, spec: ImportSpec) -> None:
    preview = _read(row, spec, parked.before(row), turn.tell)
    with transaction.atomic():
        review(spec, preview)
        _remember_chosen(row, preview)
        turn.park(preview)


@collector_paused()
def read_again(row: Import, spec: ImportSpec, before: Preview) -> None:
    """Read the parked file by the columns that are chosen in ``before``; corrected cells stay, and
    what is chosen is remembered for her next list with the same header. A large one waits to be
    read.

    Raises ImportFileError, and DecryptionError where the file's key is gone.
    """
    if len(parked.source(row)) > LARGE:
        parked.put_back(row, before)
        return
    preview = _read(row, spec, before)
    review(spec, preview)
    _remember_chosen(row, preview)
    parked.save(row, preview)


def _read(
    row: Import, spec: ImportSpec, before: Preview | None, watch: Watch | None = None
) -> Preview:
    known = remembered(row.owner, row.kind)
    data = parked.source(row)
    return read_file(spec, data, row.filename, remembered=known, before=before, watch=watch)


def _remember_chosen(row: Import, preview: Preview) -> None:
    for info in preview.sheets:
        if info.chosen and info.shape:
            remember(row.owner, row.kind, info.shape, info.chosen.columns)
