"""Which groups are asked about which month, and which have been silent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from aid.models import Equipment
from secretariat import months
from secretariat.models import CheckIn
from secretariat.models.checkins import open_months

# Sorts before every month: of a group that has never answered.
NEVER = dt.date(months.FIRST_YEAR - 1, 1, 1)


def _of_group() -> Any:
    return CheckIn.objects.filter(group=OuterRef("pk")).order_by()


def has_machines() -> Exists:
    """Of a group: whether there is a machine to ask about."""
    return Exists(Equipment.objects.at_work().filter(group=OuterRef("pk")))


def existing_in(month: dt.date) -> Q:
    """Groups that were not founded later, as far as that is known."""
    return Q(founded__isnull=True) | Q(founded__lt=months.key(months.back(month, -1)))


def with_answered(groups: Any, today: dt.date) -> Any:
    """Each group brings along which of the open months it ``answered``, whether it
    ``has_machines``.
    """
    open_ones = _of_group().filter(month__in=open_months(today)).values("month")
    return groups.annotate(answered=ArraySubquery(open_ones), has_machines=has_machines())


def month_to_ask(group: Any, today: dt.date) -> dt.date | None:
    """The earliest open month without an answer, of a group that brings along ``answered``."""
    return next(
        (
            month
            for month in open_months(today)
            if month not in group.answered and was_there(group, month)
        ),
        None,
    )


def was_there(group: Any, month: dt.date) -> bool:
    """``existing_in`` of a group that was read."""
    return not group.founded or str(group.founded) < months.key(months.back(month, -1))


def with_last_check(groups: Any) -> Any:
    """Each group brings along the last month it answered, ``NEVER`` where there is none."""
    last = Subquery(_of_group().order_by("-month").values("month")[:1])
    never = Value(NEVER, DateField())
    return groups.annotate(last_check=Coalesce(last, never, output_field=DateField()))


def unanswered(groups: Any, month: dt.date) -> Any:
    """Active groups that said nothing about a month."""
    answers = _of_group().filter(month=month)
    return groups.active().filter(existing_in(month)).filter(~Exists(answers))


def silent(groups: Any, today: dt.date) -> Any:
    """Active groups that said nothing about last month, nor about this one."""
    last, _this = open_months(today)
    return groups.active().filter(existing_in(last)).filter(~Exists(_of_group().since(last)))
