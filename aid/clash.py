"""Sudah dipesan: who holds the time, for who may see her, and the next one that is free."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from aid import free_time, periods
from aid.calendar_page import turn
from aid.forms.bookings import BookingForm, TakeForm, TurnForm, as_typed
from aid.models.bookings import clashing
from aid.names import with_names
from aid.periods import Slot

Row = dict[str, Any]


def of_slot(form: TakeForm, day: dt.date, slot: Slot) -> Row | None:
    """What stands in the way of a half-day, and the next free one to take with the same tap."""
    if not (told := _told(form)):
        return None
    found = free_time.next_slot(form.equipment, day, slot)
    if found is None:
        return told
    url = reverse("aid:booking_take", args=[form.equipment.code, found[0].isoformat(), found[1]])
    words = periods.briefly(periods.slot_span(*found))
    return told | {"next": words, "action": url, "fields": _kept(form)}


def of_span(form: BookingForm, action: str) -> Row | None:
    """The same for times of one's own."""
    if not (told := _told(form)):
        return None
    found = free_time.next_span(form.equipment, form.period())
    if found is None:
        return told
    fields = _kept(form) | as_typed(found) | {"place": form.cleaned_data["place"]}
    return told | {"next": periods.briefly(found), "action": action, "fields": fields}


def _kept(form: TurnForm) -> dict[str, str]:
    cleaned = form.cleaned_data
    return {"person": cleaned["person"].code, "purpose": cleaned["purpose"]}


def _told(form: TurnForm) -> Row | None:
    """Who holds the time; None where nobody does. It says all that the form's own errors would."""
    if not form.was_refused:
        return None
    rows = list(with_names(clashing(form.equipment, form.period()), form.user))
    form.helper.form_show_errors = not rows
    return {"turns": [turn(row) for row in rows]} if rows else None
