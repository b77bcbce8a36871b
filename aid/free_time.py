"""Which time of a machine is still free, and the next one after a time that is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from aid import periods
from aid.models import Booking, Equipment
from aid.models.bookings import clashing
from aid.periods import Slot

# So far ahead a free time is looked for, and a turn is taken.
LOOK_AHEAD_DAYS = 60
MOST_AHEAD_DAYS = 366
_DAY = dt.timedelta(days=1)


def taken(equipment: Equipment, start: dt.datetime, days: int) -> list[DateTimeTZRange]:
    """The times that are taken from this moment on, for so many days, in order."""
    rows = Booking.objects.standing().filter(equipment=equipment)
    return list(rows.within(start, start + days * _DAY).values_list("period", flat=True))


def is_free(period: DateTimeTZRange, held: Sequence[DateTimeTZRange]) -> bool:
    """Whether nobody holds a part of this time, and it is not over yet."""
    is_ahead = period.upper > timezone.now()
    return is_ahead and not any(periods.touches(period, each) for each in held)


def next_slot(equipment: Equipment, day: dt.date, slot: Slot) -> tuple[dt.date, Slot] | None:
    """The next free part of a day of the same length; of half-days either half does."""
    held = taken(equipment, periods.at(day), LOOK_AHEAD_DAYS)
    kinds = [Slot.DAY] if slot is Slot.DAY else [Slot.MORNING, Slot.AFTERNOON]
    asked = periods.slot_span(day, slot)
    for number in range(LOOK_AHEAD_DAYS):
        for kind in kinds:
            found = periods.slot_span(day + number * _DAY, kind)
            if found.lower >= asked.lower and is_free(found, held):
                return day + number * _DAY, kind
    return None


def next_span(equipment: Equipment, period: DateTimeTZRange) -> DateTimeTZRange | None:
    """The next free time of the same length; one of half a day or less lies in the daytime."""
    start, length = max(period.lower, _next_full_hour()), period.upper - period.lower
    for each in taken(equipment, start, LOOK_AHEAD_DAYS):
        start = _in_daytime(start, length)
        if start + length <= each.lower:
            break
        start = max(start, each.upper)
    start = _in_daytime(start, length)
    found = periods.span(start, start + length)
    return None if clashing(equipment, found).exists() else found


def _next_full_hour() -> dt.datetime:
    now = timezone.localtime()
    return now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


def _in_daytime(start: dt.datetime, length: dt.timedelta) -> dt.datetime:
    """The moment itself, or the next morning where a short turn would end in the night."""
    if length > dt.timedelta(hours=12):
        return start
    day = timezone.localtime(start).date()
    morning, evening = periods.at(day, periods.MORNING), periods.at(day, periods.EVENING)
    if start < morning:
        return morning
    return start if start + length <= evening else periods.at(day + _DAY, periods.MORNING)
