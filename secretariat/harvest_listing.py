"""The lines of the list of harvests: a fixed number of queries for any page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aid.amounts import amount
from core import display
from secretariat.harvest_figures import kilos, per_hectare, tonnes, whole
from secretariat.models import Harvest

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "harvested_on", "commodity__name", "group__name", "group__code", "person_id"),
    *("person__name", "is_seen", "is_named", "area_ha", "quantity_kg", "price_per_kg", "cost"),
    *("season__name", "note", "cancel_reason"),
)


def lines_of(rows: list[Row]) -> list[Row]:
    """The harvests of a page in words."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Row:
    kg, hectares, price = row["quantity_kg"], row["area_ha"], row["price_per_kg"]
    revenue = kg * price if price is not None else None
    margin = revenue - row["cost"] if revenue is not None and row["cost"] is not None else None
    return {
        "code": row["code"],
        "day": display.short_date(row["harvested_on"]),
        "season": row["season__name"] or "",
        "commodity": row["commodity__name"],
        "group": row["group__name"],
        "who": who(row),
        "kg": kilos(kg),
        "area": f"{amount(hectares)} ha" if hectares is not None else "",
        "yield": tonnes(per_hectare(kg, hectares)),
        "price": whole(price),
        "revenue": whole(revenue),
        "margin": whole(margin),
        "note": row["note"] if row["is_named"] else "",
        "cancel_reason": row["cancel_reason"],
        "may_change": row["is_named"] and not row["cancel_reason"],
    }


def who(row: Row) -> str:
    """Her name for who keeps the group's book; for others only that it was a member."""
    if row["person_id"] is None:
        return _("the group together")
    if not row["is_named"]:
        return _("a member")
    return row["person__name"] if row["is_seen"] else _("somebody else")


def facts(harvest: Harvest, user: Any) -> list[Row]:
    """What is known of one harvest, before it is taken back."""
    line = _line(Harvest.objects.filter(pk=harvest.pk).with_names(user).values(*FIELDS).get())
    return [
        {"label": _("Harvested"), "value": line["day"]},
        {"label": _("Commodity"), "value": line["commodity"]},
        {"label": _("Whose harvest"), "value": line["who"]},
        {"label": _("Harvest"), "value": " · ".join(filter(None, (line["kg"], line["area"])))},
        {"label": _("Revenue"), "value": line["revenue"]},
    ]
