"""The writing of a confirmed change; of many rows by a request of its own, which can be watched.

How far it is, is told on a connection of its own: the change itself is one transaction, of which
nobody sees anything before its end.
"""

from __future__ import annotations

from django.db import transaction

from core import history
from core.bulk_edit import parked
from core.bulk_edit.change import STEP, BulkChange, Watch
from core.bulk_edit.looking import carry_out
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.parked import Parked
from core.imports.turns import OvertakenError, Turn


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
    turn = Turn.take(edit, BulkEdit.State.RUNNING)
    if turn is None:
        return
    try:
        with turn.heard(), turn.telling_beside() as tell, transaction.atomic():
            finish(edit, kept, change, tell)
            turn.keep()
    except OvertakenError:
        return
