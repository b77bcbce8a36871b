"""The parts of home pages that equipment fills. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.equipment_listing import name_of
from aid.models import Condition, Equipment, FaultReport
from core import display
from core.access import works_in_groups
from core.registry import Card

ACT = "aid.handle_fault"
MOST_ROWS = 5

Row = dict[str, Any]


def equipment_cards(user: Any) -> list[Card]:
    """Faults that wait for an answer; upkeep that is due or overdue; a secretary's machines."""
    pieces = Equipment.objects.allowed(user, ACT).at_work()
    tasks = [*_faults(user), *_upkeep(pieces)]
    cards = []
    if tasks:
        context = {"tasks": tasks, "title": _("Equipment that needs something")}
        cards.append(Card("components/_tasks.html", context, 25))
    if works_in_groups(user, ACT):
        cards += _machines(pieces)
    return cards


def _list_url(**filters: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('aid:equipment_list')}?{query}{'&' if query else ''}count=exact"


def _faults(user: Any) -> list[Row]:
    """The oldest reports first, each to its machine; the list where there are more."""
    faults = FaultReport.objects.allowed(user, ACT).open().exclude(equipment__state="ended")
    rows = faults.select_related("equipment__kind", "equipment__group").order_by("at", "pk")
    found = [_fault(fault) for fault in rows[: MOST_ROWS + 1]]
    if len(found) > MOST_ROWS:
        label = _("All equipment with a reported fault")
        found[MOST_ROWS:] = [{"label": label, "url": _list_url(care="fault")}]
    return found


def _fault(fault: FaultReport) -> Row:
    piece = fault.equipment
    return {
        "label": str(piece),
        "note": f"{piece.group} · {display.ago(fault.at)}",
        "url": f"{piece.get_absolute_url()}#faults",
        "chip_label": capfirst(fault.get_kind_display()),
        "chip_tone": "wrong",
    }


def _upkeep(pieces: Any) -> list[Row]:
    today = timezone.localdate()
    counted = (
        ("overdue", pieces.overdue(today).count(), _("Upkeep overdue"), "wrong"),
        ("due", pieces.due_soon(today).count(), _("Upkeep due within 30 days"), "missing"),
    )
    return [
        {
            "label": label,
            "url": _list_url(care=need),
            "chip_label": f"{number:,}".replace(",", "."),
            "chip_tone": tone,
        }
        for need, number, label, tone in counted
        if number
    ]


def _machines(pieces: Any) -> list[Card]:
    """Her own group's machines, one row each."""
    fields = ("code", "kind__name", "brand", "serial", "condition", "state")
    found = list(pieces.order_by("kind__key", "pk").values(*fields)[: MOST_ROWS + 1])
    rows = [_machine(row) for row in found[:MOST_ROWS]]
    if len(found) > MOST_ROWS:
        rows.append({"label": _("All equipment"), "url": _list_url(), "icon": "machine"})
    return [Card("components/_rows.html", {"rows": rows}, 22)] if rows else []


def _machine(row: Row) -> Row:
    is_away = row["state"] == Equipment.State.IN_REPAIR
    state = Equipment.State.IN_REPAIR if is_away else Condition(row["condition"])
    return {
        "label": name_of(row["kind__name"], row["brand"]),
        "note": " · ".join(filter(None, (str(capfirst(state.label)), row["serial"]))),
        "url": reverse("aid:equipment_detail", args=[row["code"]]),
        "icon": "machine",
    }
