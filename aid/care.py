"""How a piece is said to be, what is wrong with it, and what was done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from aid.ending import lock
from aid.models import Equipment, FaultReport, Inspection

IN_REPAIR = Equipment.State.IN_REPAIR.value


@transaction.atomic
def report_condition(*, actor: Any, equipment: Equipment, answer: str) -> None:
    """``answer`` is a condition, seen today, or ``in_repair``. Raises ValidationError."""
    report_condition_together(actor=actor, pieces=[lock(equipment).pk], answer=answer)


@transaction.atomic
def report_condition_together(*, actor: Any, pieces: Collection[int], answer: str) -> None:
    """The same answer of several pieces (their ids), which the caller holds and knows to be there.

    Whoever says how one is has it before her: a piece that was away for repair is back.
    """
    if answer == IN_REPAIR:
        _put(pieces, Equipment.State.IN_REPAIR)
        return
    name = actor.get_full_name() or actor.get_username()
    Inspection.objects.bulk_create(
        Inspection(equipment_id=piece, date=timezone.localdate(), by=name[:120], condition=answer)
        for piece in pieces
    )
    _put(pieces, Equipment.State.IN_USE)


def _put(pieces: Collection[int], state: str) -> None:
    Equipment.objects.filter(pk__in=pieces).exclude(state=state).update(state=state)


def report_fault(*, equipment: Equipment, kind: str, source: str) -> bool:
    """Whether this told something new: what is open already is not written twice.

    Raises ValidationError where the piece has ended.
    """
    try:
        with transaction.atomic():
            piece = lock(equipment)
            FaultReport.objects.create(equipment=piece, kind=kind, source=source)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def handle_fault(*, fault: FaultReport, day: dt.date, note: str) -> bool:
    """Write down what was done; False where somebody was faster."""
    now = FaultReport.objects.select_for_update().get(pk=fault.pk)
    if now.state != FaultReport.State.OPEN:
        return False
    now.state, now.handled_on, now.handled_note = FaultReport.State.HANDLED, day, note
    now.save(update_fields=["state", "handled_on", "handled_note"])
    return True
