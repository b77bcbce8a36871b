"""The writing of a confirmed change; of many rows by a request of its own, which can be watched.

How far it is, is told on a connection of its own: the change itself is one transaction, of which
nobody sees anything before its end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from core import history
from core.bulk_edit import parked
from core.bulk_edit.change import STEP, BulkChange, Watch
from core.bulk_edit.looking import carry_out
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.parked import Parked
from core.imports.turns import SILENT_FOR

_TELL = (
    "UPDATE core_bulkedit SET done = %s, total = %s, beat_at = now() WHERE id = %s AND reader = %s"
)


class _OvertakenError(Exception):
    """Another request has taken over, since nobody had heard of this one for a minute."""


def is_long(kept: Parked) -> bool:
    """Whether the writing is worth being watched."""
    return len(kept.accepted) > STEP


def put_off(edit: BulkEdit, kept: Parked) -> None:
    """Leave the writing to the request that the page sends by itself."""
    edit.state = BulkEdit.State.RUNNING
    parked.save(edit, kept)


def finish(edit: BulkEdit, kept: Parked, change: BulkChange, watch: Watch | None = None) -> None:
    """Write it, and what became of it; the caller holds the transaction."""
    outcome = carry_out(change, kept.accepted, kept.reason, watch)
    edit.act_id = history.running_act() if outcome.done else None
    parked.settle(edit, kept, outcome)


def run(edit: BulkEdit, kept: Parked, change: BulkChange) -> None:
    """Write a change that was put off, unless another request does."""
    mark = _take(edit)
    if not mark:
        return
    try:
        with _telling(edit, mark) as tell, transaction.atomic():
            finish(edit, kept, change, tell)
            if not BulkEdit.objects.filter(pk=edit.pk, reader=mark).exists():
                raise _OvertakenError
    except _OvertakenError:
        return


def _take(edit: BulkEdit) -> str:
    """The mark of whose turn it is; of several requests at once one gets it."""
    mark = secrets.token_hex(8)
    is_free = Q(beat_at=None) | Q(beat_at__lt=Now() - SILENT_FOR)
    rows = BulkEdit.objects.filter(is_free, pk=edit.pk, state=BulkEdit.State.RUNNING)
    if not rows.update(reader=mark, beat_at=Now(), done=0, total=0):
        return ""
    edit.refresh_from_db()
    return mark


@contextmanager
def _telling(edit: BulkEdit, mark: str) -> Iterator[Watch]:
    beside: Any = connection.copy()

    def tell(done: int, total: int) -> None:
        with beside.cursor() as cursor:
            cursor.execute(_TELL, [done, total, edit.pk, mark])

    try:
        yield tell
    finally:
        beside.close()
