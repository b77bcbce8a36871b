"""Keadaan kelompok: what a group lacks, and when a visit is needed. An offer, not a judgement.

The rule stands here alone: a visit is needed where ``NEEDED_REASONS`` of the ``REASONS`` hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    Count,
    Exists,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from aid.models import Equipment, UseLog
from core.lists import Text
from members.models import Group, Person
from secretariat import asking, months
from secretariat.models import CheckIn, Visit

# So many of the reasons together call for a visit.
NEEDED_REASONS = 2
# Without an answer for so many months, this one and the last ones, a group counts as silent.
CHECK_MONTHS = 3
# A group that nobody has visited for so many days.
VISIT_DAYS = 365
# From so many incomplete files on they are a reason; a few are everyday work.
MANY_INCOMPLETE = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its word, and the condition under which it holds of a group on a day."""

    key: str
    label: Text
    holds: Callable[[dt.date], Any]


def _one_of(groups: Any) -> Exists:
    return Exists(groups.filter(pk=OuterRef("pk")))


def _with(rows: Any) -> Exists:
    return Exists(rows.filter(group=OuterRef("pk")))


def _silent(day: dt.date) -> Any:
    since = months.back(months.first(day), CHECK_MONTHS - 1)
    return asking.existing_in(since) & Q(~_with(CheckIn.objects.since(since).order_by()))


def _unvisited(day: dt.date) -> Any:
    visits = Visit.objects.held().filter(held_on__gt=day - dt.timedelta(days=VISIT_DAYS))
    return ~_with(visits.order_by())


def last_visit() -> Subquery:
    """The day on which somebody of the office was there last."""
    visits = Visit.objects.held().filter(group=OuterRef("pk")).order_by("-held_on")
    return Subquery(visits.values("held_on")[:1])


def incomplete() -> Coalesce:
    """How many files of a group are incomplete."""
    people = Person.objects.filter(group=OuterRef("pk")).incomplete()
    number = people.order_by().values("group").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def last_use() -> Subquery:
    """The day on which a machine of a group was used last."""
    pieces = Equipment.objects.at_work().filter(group=OuterRef(OuterRef("pk")))
    uses = UseLog.objects.standing().filter(equipment__in=pieces.order_by().values("pk"))
    return Subquery(uses.order_by("-used_on").values("used_on")[:1])


REASONS = (
    Reason("problem", _("problem told"), lambda day: _with(CheckIn.objects.waiting().order_by())),
    Reason("check", _("no monthly check"), _silent),
    Reason("visit", _("no visit for a year"), _unvisited),
    Reason(
        "officers",
        _("officers missing"),
        lambda day: _one_of(Group.objects.without_officers()),
    ),
    Reason("decree", _("decree missing"), lambda day: _one_of(Group.objects.without_decree())),
    Reason("idle", _("machine stands still"), lambda day: _with(Equipment.objects.idle(day))),
    Reason(
        "files",
        _("files incomplete"),
        lambda day: GreaterThanOrEqual(incomplete(), MANY_INCOMPLETE),
    ),
)
BY_KEY = {reason.key: reason for reason in REASONS}


def _held(day: dt.date) -> Func:
    """The keys of the reasons that hold, in their order."""
    names: Any = ArrayField(TextField())
    cases = [
        Case(When(reason.holds(day), then=Value(reason.key)), output_field=TextField())
        for reason in REASONS
    ]
    template = "array_remove(ARRAY[%(expressions)s]::text[], NULL)"
    return Func(*cases, template=template, output_field=names)


def with_need(groups: Any, day: dt.date) -> Any:
    """Each group brings along its ``need``: how many reasons hold."""
    number = Func(_held(day), function="cardinality", output_field=IntegerField())
    return groups.annotate(need=number)


def needing_visit(groups: Any) -> Any:
    """Of groups that bring along their need those to which somebody should go."""
    return groups.filter(need__gte=NEEDED_REASONS)


def with_details(groups: Any, day: dt.date) -> Any:
    """Each group brings along what is told of its health; for the few groups of a page."""
    return asking.with_last_check(groups).annotate(
        reasons=_held(day),
        last_use=last_use(),
        last_visit=last_visit(),
        incomplete=incomplete(),
        has_machines=asking.has_machines(),
    )
