"""Akhir alat: lost, withdrawn, returned, written off; and what else then needs an end.

Another module of aid that keeps something open on a piece (bookings, say) declares an ``EndPart``:
its rows are told before the act, and settled within it, when a piece ends or leaves its group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aid.models import Equipment
from core import display, history
from core.registry import OpenRow, Text

# Of a handover that is cancelled the pieces end with it, never by hand.
BY_HAND = (
    Equipment.End.LOST,
    Equipment.End.WITHDRAWN,
    Equipment.End.RETURNED,
    Equipment.End.WRITTEN_OFF,
)


@dataclass(frozen=True, slots=True)
class EndPart:
    """What hangs on a piece and cannot go on without it.

    ``open_rows(equipment)`` are told on the page that asks; ``settle(equipment=…, day=…,
    reason=…, actor=…)`` ends them, in the same transaction.
    """

    label: Text
    open_rows: Callable[[Equipment], list[OpenRow]]
    settle: Callable[..., None]


_parts: list[EndPart] = []


def add_end_part(part: EndPart) -> None:
    _parts.append(part)


def open_parts(equipment: Equipment) -> list[tuple[Text, list[OpenRow]]]:
    """What else would end, by kind; kinds without a row are left out."""
    found = ((part.label, part.open_rows(equipment)) for part in _parts)
    return [(label, rows) for label, rows in found if rows]


def settle_parts(*, equipment: Equipment, day: dt.date, reason: str, actor: Any) -> None:
    for part in _parts:
        part.settle(equipment=equipment, day=day, reason=reason, actor=actor)


def lock(equipment: Equipment) -> Equipment:
    """The piece as it is now, held until the act is done; an ended one is refused."""
    rows = Equipment.objects.select_for_update(of=("self",)).select_related("kind", "group")
    found = rows.get(pk=equipment.pk)
    if found.is_ended:
        raise ValidationError(_("This equipment has ended. Nothing more is recorded of it."))
    return found


@transaction.atomic
def end_equipment(
    *, actor: Any, equipment: Equipment, kind: str, day: dt.date, reason: str
) -> None:
    """End a piece; custody ends with it by the database. Raises ValidationError."""
    history.give_reason(reason)
    piece = lock(equipment)
    check_day(piece, day)
    settle_parts(equipment=piece, day=day, reason=reason, actor=actor)
    piece.state, piece.end_kind = Equipment.State.ENDED, kind
    piece.ended_on, piece.end_reason = day, reason
    piece.save(update_fields=["state", "end_kind", "ended_on", "end_reason"])


def check_day(equipment: Equipment, day: dt.date) -> None:
    """What happens to a piece happens after it was handed over."""
    given = equipment.acquired_on
    if given is not None and day < given.first_day:
        words = _("It was handed over on %(day)s. Choose that day or a later one.")
        raise ValidationError(words % {"day": display.long_date(given)})
