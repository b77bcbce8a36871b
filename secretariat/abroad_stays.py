"""Masih di luar negeri: whose stays go on, until when, and when she was last heard of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from core.functions import PartialLast
from members.models import Placement
from members.models.placements import PlacementQuerySet
from secretariat.models import Contact

SOON_DAYS = 90
SILENT_DAYS = 90
# The contracts of domestic workers and carers, most of those from here, run two years.
GUESSED_YEARS = 2
UNKNOWN, NEVER = dt.date(9999, 12, 31), dt.date(1900, 1, 1)


class GuessedEnd(Func):
    """The last day of a contract of two years that began on this day."""

    template = f"(%(expressions)s + interval '{GUESSED_YEARS} years')::date"
    output_field = DateField()


def still_abroad(user: Any, act: str) -> PlacementQuerySet:
    """The stays that go on, of living people on whom the user may do the act."""
    stays = Placement.objects.allowed(user, act)
    return stays.filter(status=Placement.Status.ABROAD, person__deceased_on__isnull=True)


def with_days(stays: PlacementQuerySet) -> PlacementQuerySet:
    """Each with ``ends_on``, known or guessed, and ``heard_on``; never null, to be sorted by.

    Of an end that is known by its year or month it is the last day that can be meant.
    """
    guessed = GuessedEnd(PartialLast("departed"))
    return stays.annotate(
        ends_on=Coalesce(PartialLast("contract_ends"), guessed, Value(UNKNOWN)),
        heard_on=Coalesce(Subquery(_heard().values("day")[:1]), Value(NEVER)),
    )


def with_last_contact(stays: PlacementQuerySet) -> PlacementQuerySet:
    """Each with who told of her last, and when."""
    told = JSONObject(day="day", told_by="told_by", source="source")
    return with_days(stays).annotate(last_contact=Subquery(_heard().values(told=told)[:1]))


def _heard() -> Any:
    return Contact.objects.current().filter(person=OuterRef("person")).latest_first()


def back_soon(today: dt.date) -> Q:
    """Stays ``with_days`` that end within 90 days."""
    return Q(ends_on__range=(today, today + dt.timedelta(days=SOON_DAYS)))


def end_passed(today: dt.date) -> Q:
    return Q(ends_on__lt=today)


def end_unknown() -> Q:
    return Q(ends_on=UNKNOWN)


def never_heard() -> Q:
    return Q(heard_on=NEVER)


def silent_since(day: dt.date) -> Q:
    """Stays of whom nothing was heard since that day, or never."""
    return Q(heard_on__lt=day)


def silence_begins() -> dt.date:
    """Who was last heard of before this day is to be asked after."""
    return timezone.localdate() - dt.timedelta(days=SILENT_DAYS)
