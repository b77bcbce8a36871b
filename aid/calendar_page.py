"""The week and the month of one machine: which turns are taken, which half-days are free."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from aid import free_time, periods
from aid.models import Booking, Equipment
from aid.names import name_of, with_names
from aid.periods import Slot

_DAY = dt.timedelta(days=1)
_TONES = {Booking.State.DONE: "ok"}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its turns, and the half-days that are still free."""

    date: dt.date
    label: str
    is_today: bool
    is_over: bool
    turns: list[Row]
    free: list[Row]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month: how many turns touch it."""

    date: dt.date
    number: int
    is_today: bool
    is_outside: bool
    url: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A week or a month: its name, its days or weeks, its turns, the ways to its neighbours."""

    label: str
    previous: str
    next: str
    today: str
    days: Sequence[Day] = ()
    weeks: Sequence[Sequence[Cell]] = ()
    turns: Sequence[Row] = ()


def day_of(text: str) -> dt.date:
    """The day that an address asks for; today where it asks for none that can be."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return day if day and 2000 <= day.year <= 2100 else timezone.localdate()


def month_of(text: str) -> dt.date:
    """The first day of the month that an address asks for, as 2026-11; else of this month."""
    return periods.first_of_month(day_of(f"{text}-01"))


def week(equipment: Equipment, user: Any, day: dt.date, *, may_take: bool) -> CalendarPage:
    """The week of this day, in two queries."""
    monday, view = periods.monday_of(day), reverse("aid:booking_week", args=[equipment.code])
    rows = _turns(equipment, user, periods.days_span(monday, 7))
    days = [_day(equipment, monday + n * _DAY, rows, may_take=may_take) for n in range(7)]
    return CalendarPage(
        label=_week_words(monday),
        previous=f"{view}?day={monday - 7 * _DAY}",
        next=f"{view}?day={monday + 7 * _DAY}",
        today="" if days[0].date <= timezone.localdate() <= days[-1].date else view,
        days=days,
    )


def _turns(equipment: Equipment, user: Any, period: Any) -> list[Any]:
    rows = Booking.objects.standing().filter(equipment=equipment)
    return list(with_names(rows.within(period.lower, period.upper), user))


def _week_words(monday: dt.date) -> str:
    sunday = monday + 6 * _DAY
    first = "j" if monday.month == sunday.month else "j F"
    return f"{dateformat.format(monday, first)}–{dateformat.format(sunday, 'j F Y')}"


def _day(equipment: Equipment, day: dt.date, rows: list[Any], *, may_take: bool) -> Day:
    whole = periods.days_span(day, 1)
    own = [row for row in rows if periods.touches(row.period, whole)]
    today = timezone.localdate()
    return Day(
        date=day,
        label=periods.weekday(day),
        is_today=day == today,
        is_over=day < today,
        turns=[turn(row, day) for row in own],
        free=_free(equipment, day, [row.period for row in own]) if may_take else [],
    )


def turn(row: Any, day: dt.date | None = None) -> Row:
    """One turn in words, as it falls on this day, or whole."""
    hours = periods.briefly(row.period) if day is None else periods.hours_of_day(row.period, day)
    return {
        "hours": hours or _("whole day"),
        "name": name_of(row),
        "purpose": row.purpose,
        "state": "" if row.is_open else row.get_state_display(),
        "tone": _TONES.get(row.state, ""),
        "url": row.get_absolute_url(),
    }


def _free(equipment: Equipment, day: dt.date, held: list[Any]) -> list[Row]:
    """The half-days that can be taken; the whole day where both can."""
    found = [
        {
            "slot": slot,
            "label": slot.label,
            "hours": periods.slot_hours(slot),
            "url": reverse("aid:booking_take", args=[equipment.code, day.isoformat(), slot]),
        }
        for slot in Slot
        if free_time.is_free(periods.slot_span(day, slot), held)
    ]
    has_both = len(found) == len(Slot)
    return found if has_both else [each for each in found if each["slot"] is not Slot.DAY]


def month(equipment: Equipment, user: Any, first: dt.date) -> CalendarPage:
    """The month in whole weeks, and its turns below, in two queries."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    rows = _turns(equipment, user, periods.between(start, end))
    view = reverse("aid:booking_month", args=[equipment.code])
    own = periods.between(first, periods.next_month(first) - _DAY)
    this_month = periods.first_of_month(timezone.localdate())
    return CalendarPage(
        label=dateformat.format(first, "F Y"),
        previous=f"{view}?month={first - _DAY:%Y-%m}",
        next=f"{view}?month={periods.next_month(first):%Y-%m}",
        today="" if first == this_month else view,
        weeks=[[_cell(equipment, day, first, rows) for day in days] for days in weeks],
        turns=[turn(row) for row in rows if periods.touches(row.period, own)],
    )


def _cell(equipment: Equipment, day: dt.date, first: dt.date, rows: list[Any]) -> Cell:
    whole = periods.days_span(day, 1)
    return Cell(
        date=day,
        number=sum(periods.touches(row.period, whole) for row in rows),
        is_today=day == timezone.localdate(),
        is_outside=day.month != first.month,
        url=f"{reverse('aid:booking_week', args=[equipment.code])}?day={day}",
    )


def weekdays() -> list[str]:
    """``Sen`` … ``Min``."""
    monday = dt.date(2024, 1, 1)
    return [dateformat.format(monday + n * _DAY, "D") for n in range(7)]
