"""Akhir alat: lost, withdrawn, returned, written off; its turns to come are called off with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aid import periods
from aid.models import Booking, Equipment
from aid.names import name_of, with_names
from core import display, history
from core.registry import OpenRow

# Of a handover that is cancelled the pieces end with it, never by hand.
BY_HAND = (
    Equipment.End.LOST,
    Equipment.End.WITHDRAWN,
    Equipment.End.RETURNED,
    Equipment.End.WRITTEN_OFF,
)


def turns_to_come(equipment: Equipment, user: Any) -> list[OpenRow]:
    """The booked turns beyond today: they are told before the piece ends or goes."""
    found = with_names(_booked(equipment, timezone.localdate()).order_by("period", "id"), user)
    return [OpenRow(turn.code, name_of(turn), periods.in_words(turn.period)) for turn in found]


def call_off_turns(equipment: Equipment, after: dt.date, reason: str) -> None:
    """Each is called off for the piece's own reason, which its group reads at home."""
    _booked(equipment, after).update(state=Booking.State.CANCELLED, cancel_reason=reason)


def _booked(equipment: Equipment, after: dt.date) -> QuerySet[Booking]:
    end = periods.at(after + dt.timedelta(days=1))
    booked = Booking.objects.filter(equipment=equipment, state=Booking.State.BOOKED)
    return booked.filter(period__endswith__gt=end)


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
    call_off_turns(piece, day, reason)
    piece.state, piece.end_kind = Equipment.State.ENDED, kind
    piece.ended_on, piece.end_reason = day, reason
    piece.save(update_fields=["state", "end_kind", "ended_on", "end_reason"])


def check_day(equipment: Equipment, day: dt.date) -> None:
    """What happens to a piece happens after it was handed over."""
    given = equipment.acquired_on
    if given is not None and day < given.first_day:
        words = _("It was handed over on %(day)s. Choose that day or a later one.")
        raise ValidationError(words % {"day": display.long_date(given)})
