"""Sudah dipesan: who holds the time, for who may see her, and the next one that is free."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse

from aid import free_time, periods
from aid.calendar_page import turn
from aid.forms.bookings import BookingForm, TakeForm, TurnForm, as_typed
from aid.models import Equipment
from aid.models.bookings import clashing
from aid.names import with_names
from aid.periods import Slot

Row = dict[str, Any]


def of_slot(form: TakeForm, day: dt.date, slot: Slot) -> Row | None:
    """What stands in the way of a half-day, and the next free one to take with the same tap."""
    if not form.has_clash:
        return None
    found = free_time.next_slot(form.equipment, day, slot)
    if found is None:
        return _told(form, form.period())
    url = reverse("aid:booking_take", args=[form.equipment.code, found[0].isoformat(), found[1]])
    return _told(form, form.period()) | {
        "next": periods.in_words(periods.slot_span(*found)),
        "action": url,
        "fields": _kept(form),
    }


def of_span(form: BookingForm, action: str) -> Row | None:
    """The same for times of one's own."""
    if not form.has_clash or "period" not in form.cleaned_data:
        return None
    found = free_time.next_span(form.equipment, form.period())
    if found is None:
        return _told(form, form.period())
    fields = _kept(form) | as_typed(found) | {"place": form.cleaned_data["place"]}
    return _told(form, form.period()) | {
        "next": periods.in_words(found),
        "action": action,
        "fields": fields,
    }


def _kept(form: TurnForm) -> dict[str, str]:
    cleaned = form.cleaned_data
    return {"person": cleaned["person"].code, "purpose": cleaned["purpose"]}


def _told(form: TurnForm, period: DateTimeTZRange) -> Row:
    equipment: Equipment = form.equipment
    rows = with_names(clashing(equipment, period), form.user)
    return {"turns": [turn(row) for row in rows]}
