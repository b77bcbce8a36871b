"""Which machines stand still: no use for the idle days of their kind, counted in the season."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast


def standing_still(machines: QuerySet[Any], day: dt.date) -> Any:
    """Those of the machines that are idle on this day; each brings along ``last_used``.

    Outside the seasons that the office recorded nothing is idle; where it recorded none at all,
    the whole year counts.
    """
    seasons: Any = apps.get_model("aid", "Season")._default_manager
    uses: Any = apps.get_model("aid", "UseLog")._default_manager.standing()
    uses = uses.filter(equipment=OuterRef("pk"))
    found = machines.alias(since=days_before(day, "kind__idle_days"))
    is_new = Q(acquired_on__gt=Cast(F("since"), TextField()))
    found = found.filter(~Exists(uses.filter(used_on__gt=OuterRef("since")))).exclude(is_new)
    began = Subquery(seasons.on(day).values("start")[:1])
    found = found.filter(Q(since__gte=began) | ~Exists(seasons.order_by()))
    return found.annotate(last_used=last_use())


def last_use() -> Subquery:
    """The day of a machine's last use that stands."""
    uses: Any = apps.get_model("aid", "UseLog")._default_manager.standing()
    uses = uses.filter(equipment=OuterRef("pk")).order_by("-used_on", "-id")
    return Subquery(uses.values("used_on")[:1])


def days_before(day: dt.date, days: str) -> Func:
    """The day that lies so many days before; ``days`` names a column."""
    return Func(
        Value(day, DateField()),
        F(days),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=DateField(),
    )
