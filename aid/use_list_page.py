"""The uses of a machine by season or year: their lines, and the spans to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.amounts import amount
from aid.models import Condition, Equipment, Span, UseLog
from aid.models.seasons import spans_since
from aid.names import with_names
from core import display
from core.lists import Page, Sort, paginate

LATEST = Sort("", ("-used_on", "-id"))
FIELDS = (
    *("id", "code", "used_on", "person__name", "is_seen", "operator", "work", "work_words"),
    *("place", "hours", "area_ha", "fuel_litres", "fee", "condition", "cancel_reason"),
)

Row = dict[str, Any]


def spans(machine: Equipment) -> list[Span]:
    """The seasons and years that can be looked at: those since the first use, the latest first."""
    logs = UseLog.objects.filter(equipment=machine).aggregate(Min("used_on"), Max("used_on"))
    return spans_since(logs["used_on__min"], logs["used_on__max"])


def chosen(offered: list[Span], key: str) -> Span:
    """The one that an address asks for, else the one that runs today."""
    today = timezone.localdate()
    named = [each for each in offered if each.key == key]
    running = [each for each in offered if each.start <= today <= each.end]
    return (named or running or offered)[0]


def page_of(machine: Equipment, user: Any, span: Span, params: Mapping[str, str]) -> Page:
    """A page of the uses of this span, the latest first."""
    logs = UseLog.objects.filter(equipment=machine)
    rows = with_names(logs.between(span.start, span.end), user)
    return paginate(rows, base=logs, fields=FIELDS, sort=LATEST, params=params)


def around(page: Page, span: Span) -> dict[str, str]:
    """The addresses of a page's neighbours."""
    return {
        "previous": f"?span={span.key}&before={page.previous}" if page.previous else "",
        "next": f"?span={span.key}&after={page.next}" if page.next else "",
    }


def lines(rows: list[Row]) -> list[Row]:
    """The uses of a page in words."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Row:
    is_member = row["person__name"] is not None
    name = row["person__name"] if row["is_seen"] else _("somebody else")
    return {
        "code": row["code"],
        "day": display.short_date(row["used_on"]),
        "name": name if is_member else row["operator"],
        "operator": row["operator"] if is_member else "",
        "work": row["work_words"] or capfirst(UseLog.Work(row["work"]).label),
        "place": row["place"],
        "amounts": amounts(row["hours"], row["area_ha"]),
        "fuel": amount(row["fuel_litres"]),
        "fee": display.rupiah(row["fee"]),
        "damage": capfirst(Condition(row["condition"]).label) if _is_damaged(row) else "",
        "cancel_reason": row["cancel_reason"],
    }


def facts(log: UseLog, user: Any) -> list[Row]:
    """What is known of one use, before it is taken back."""
    row = with_names(UseLog.objects.filter(pk=log.pk), user).values(*FIELDS).get()
    line = _line(row)
    return [
        {"label": _("Day"), "value": line["day"]},
        {"label": _("Who"), "value": line["name"]},
        {"label": _("Work"), "value": line["work"]},
        {"label": _("Hours, hectares"), "value": line["amounts"]},
        {"label": _("Fee"), "value": line["fee"]},
    ]


def amounts(hours: Any, hectares: Any) -> str:
    """``6 jam · 0,5 ha``."""
    parts = [
        _("%(hours)s hours") % {"hours": amount(hours)} if hours is not None else "",
        f"{amount(hectares)} ha" if hectares is not None else "",
    ]
    return " · ".join(filter(None, parts))


def _is_damaged(row: Row) -> bool:
    return row["condition"] in (Condition.LIGHT_DAMAGE, Condition.HEAVY_DAMAGE)
