"""Days, half-days and spans of time as the calendar of a machine has them, in local time."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import dateformat, timezone
from django.utils.translation import gettext_lazy as _

from core import display

# The working day, whose halves are taken most often.
MORNING, NOON, EVENING = dt.time(6), dt.time(12), dt.time(18)
_DAY = dt.timedelta(days=1)


class Slot(models.TextChoices):
    """A part of a day that is taken with one tap."""

    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    DAY = "day", _("all day")


_HOURS = {
    Slot.MORNING: (MORNING, NOON),
    Slot.AFTERNOON: (NOON, EVENING),
    Slot.DAY: (MORNING, EVENING),
}


def at(day: dt.date, time: dt.time = dt.time.min) -> dt.datetime:
    """A moment in local time."""
    return timezone.make_aware(dt.datetime.combine(day, time))


def span(start: dt.datetime, end: dt.datetime) -> DateTimeTZRange:
    """The half-open time from start to end."""
    return DateTimeTZRange(start, end)


def slot_span(day: dt.date, slot: Slot) -> DateTimeTZRange:
    start, end = _HOURS[slot]
    return span(at(day, start), at(day, end))


def days_span(first: dt.date, number: int) -> DateTimeTZRange:
    """So many whole days."""
    return span(at(first), at(first + number * _DAY))


def between(first: dt.date, last: dt.date) -> DateTimeTZRange:
    """The whole days from first to last, both included."""
    return span(at(first), at(last + _DAY))


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1)


def touches(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    """Whether two times have a moment in common."""
    return one.lower < other.upper and other.lower < one.upper


def weekday(day: dt.date) -> str:
    """``Selasa, 24 November``."""
    return dateformat.format(day, "l, j F")


def hours_of_day(period: DateTimeTZRange, day: dt.date) -> str:
    """``06.00–12.00``: the part of the time that lies on this day; "" for the whole of it."""
    whole = days_span(day, 1)
    start, end = max(period.lower, whole.lower), min(period.upper, whole.upper)
    if (start, end) == (whole.lower, whole.upper):
        return ""
    last = "24.00" if end == whole.upper else _time(end)
    return f"{_time(start)}–{last}"


def day_of_start(period: DateTimeTZRange) -> dt.date:
    """The day on which it begins, here."""
    return timezone.localtime(period.lower).date()


def in_words(period: DateTimeTZRange) -> str:
    """``Selasa, 24 November 2026, 06.00–12.00``; over several days both ends in full."""
    start, end = timezone.localtime(period.lower), timezone.localtime(period.upper)
    last = end - dt.timedelta(microseconds=1)
    if start.date() == last.date():
        day = f"{weekday(start.date())} {start.year}"
        hours = hours_of_day(period, start.date())
        return f"{day}, {hours}" if hours else day
    return f"{_moment(start)} – {_moment(end)}"


def briefly(period: DateTimeTZRange) -> str:
    """``Sel 24 Nov, 06.00–12.00``, for lists."""
    start, end = timezone.localtime(period.lower), timezone.localtime(period.upper)
    last = end - dt.timedelta(microseconds=1)
    if start.date() == last.date():
        hours = hours_of_day(period, start.date())
        return ", ".join(filter(None, (dateformat.format(start, "D j M"), hours)))
    return f"{_moment(start)} – {_moment(end)}"


def slot_hours(slot: Slot) -> str:
    """``06–12``."""
    start, end = _HOURS[slot]
    return f"{start:%H}–{end:%H}"


def _moment(value: dt.datetime) -> str:
    return f"{display.short_date(value)} {_time(value)}"


def _time(value: dt.datetime) -> str:
    return dateformat.format(timezone.localtime(value), "H.i")
