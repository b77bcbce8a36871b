"""The parts of home pages that equipment fills. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import Condition, Equipment, FaultReport
from core import display
from core.registry import Card

ACT = "aid.handle_fault"
MOST_ROWS = 5

Row = dict[str, Any]


def equipment_cards(user: Any) -> list[Card]:
    """Faults that wait for an answer; upkeep that is due or overdue."""
    tasks = [*_faults(user), *_upkeep(user)]
    context = {"tasks": tasks, "title": _("Equipment that needs something")}
    return [Card("components/_tasks.html", context, 25)] if tasks else []


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


def _upkeep(user: Any) -> list[Row]:
    numbers = Equipment.objects.allowed(user, ACT).upkeep_figures(timezone.localdate())
    told = (
        ("overdue", _("Upkeep overdue"), "wrong"),
        ("due", _("Upkeep due within 30 days"), "missing"),
    )
    return [
        {
            "label": label,
            "url": _list_url(care=need),
            "chip_label": f"{numbers[need]:,}".replace(",", "."),
            "chip_tone": tone,
        }
        for need, label, tone in told
        if numbers[need]
    ]


def machine_cards(machines: list[Equipment]) -> list[Card]:
    """A group's machines, one row each."""
    rows = [_machine(machine) for machine in machines[:MOST_ROWS]]
    if len(machines) > MOST_ROWS:
        rows.append({"label": _("All equipment"), "url": _list_url(), "icon": "machine"})
    return [Card("components/_rows.html", {"rows": rows}, 22)] if rows else []


def _machine(machine: Equipment) -> Row:
    is_away = machine.state == Equipment.State.IN_REPAIR
    state = Equipment.State.IN_REPAIR if is_away else Condition(machine.condition)
    return {
        "label": str(machine),
        "note": " · ".join(filter(None, (str(capfirst(state.label)), machine.serial))),
        "url": machine.get_absolute_url(),
        "icon": "machine",
    }
