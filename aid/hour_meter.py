"""Meter jam: what a machine's meter shows, and what all its meters have counted together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from aid.amounts import amount
from aid.models import Equipment, Upkeep, UseLog
from core import display

Row = dict[str, Any]


def facts(machine: Equipment) -> list[Row]:
    """The line of the machine's page; none where no meter was ever read."""
    changes = list(Upkeep.objects.of_new_meter().filter(equipment=machine))
    last = _last_readings(machine)
    if not last and not changes:
        return []
    now = changes[0] if changes else None
    shown = last.get(now.pk if now else None, now.new_meter if now else None)
    note = "" if now is None else _since_change(now, _total(last, changes))
    return [{"label": _("Hour meter"), "value": _hours(shown), "note": note}]


def change_words(row: Upkeep) -> str:
    """That the meter was replaced at this upkeep."""
    if row.new_meter is None:
        return ""
    return _("hour meter replaced, begins at %(hours)s") % {"hours": amount(row.new_meter)}


def _last_readings(machine: Equipment) -> dict[int | None, Decimal]:
    """The highest reading of each meter, by the upkeep that brought it; None is the first.

    What was read on the day of a change counts for the old meter, which only grows by it.
    """
    brought = Upkeep.objects.of_new_meter().filter(
        equipment=OuterRef("equipment"), date__lt=OuterRef("used_on")
    )
    logs = UseLog.objects.standing().filter(equipment=machine, hour_meter__isnull=False)
    by_meter = logs.order_by().annotate(meter=Subquery(brought.values("pk")[:1])).values("meter")
    return dict(by_meter.annotate(last=Max("hour_meter")).values_list("meter", "last"))


def _total(last: dict[int | None, Decimal], changes: list[Upkeep]) -> Decimal:
    """What every meter counted from its own beginning on."""
    begun: dict[int | None, Any] = {change.pk: change.new_meter for change in changes}
    return sum((reading - begun.get(meter, 0) for meter, reading in last.items()), Decimal(0))


def _since_change(change: Upkeep, total: Decimal) -> str:
    words = _("replaced on %(day)s; all meters together %(hours)s hours")
    return words % {"day": display.long_date(change.date), "hours": amount(total)}


def _hours(reading: Decimal | None) -> str:
    return _("%(hours)s hours") % {"hours": amount(reading)}
