"""The lines of the list of equipment: flat rows, all by the one query of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import Condition, Custody, Equipment, FaultReport, Upkeep
from aid.models.equipment_queries import DUE_DAYS, EquipmentQuerySet
from core import display
from members.listing import place

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "kind__name", "brand", "serial", "photo_id", "condition", "state"),
    *("end_kind", "ended_on", "group__name", "group__village__path"),
    *("custodian", "next_due", "fault"),
)
TONES = {
    Condition.GOOD.value: "ok",
    Condition.LIGHT_DAMAGE.value: "missing",
    Condition.HEAVY_DAMAGE.value: "wrong",
}


def for_lines(pieces: EquipmentQuerySet) -> EquipmentQuerySet:
    """Adds who answers for each, when upkeep is due, and whether a fault is reported."""
    own = {"equipment": OuterRef("pk")}
    due = Upkeep.objects.waiting().filter(**own).order_by("next_due")
    return pieces.annotate(
        custodian=Subquery(Custody.objects.open().filter(**own).values("person__name")[:1]),
        next_due=Subquery(due.values("next_due")[:1]),
        # No Exists(): for that PostgreSQL reads every open report before the first line.
        fault=Subquery(FaultReport.objects.open().filter(**own).values("pk")[:1]),
    )


def lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page in words."""
    today = timezone.localdate()
    return [_line(row, today) for row in rows]


def name_of(kind: str, brand: str) -> str:
    return " ".join(filter(None, (kind, brand)))


def state_chip(state: str, end_kind: str) -> Row:
    """The state in a word; nothing of a piece that is simply in use."""
    if state == Equipment.State.ENDED:
        return {"label": capfirst(Equipment.End(end_kind).label), "tone": ""}
    if state == Equipment.State.IN_REPAIR:
        return {"label": capfirst(Equipment.State.IN_REPAIR.label), "tone": "abroad"}
    return {}


def due_words(due: dt.date | None, today: dt.date) -> Row:
    """When upkeep is due, where that is near or past."""
    if due is None or due > today + dt.timedelta(days=DUE_DAYS):
        return {}
    words = _("upkeep overdue since %(day)s") if due < today else _("upkeep due on %(day)s")
    tone = "wrong" if due < today else "missing"
    return {"label": capfirst(words % {"day": display.short_date(due)}), "tone": tone}


def _line(row: Row, today: dt.date) -> Row:
    is_ended = row["state"] == Equipment.State.ENDED
    chips = [
        {"label": _("Fault reported"), "tone": "wrong"} if row["fault"] else {},
        due_words(row["next_due"], today),
    ]
    return {
        "code": row["code"],
        "name": name_of(row["kind__name"], row["brand"]),
        "serial": row["serial"],
        "has_photo": row["photo_id"] is not None,
        "group": row["group__name"],
        "place": place(row["group__village__path"]),
        "custodian": row["custodian"] or "",
        "condition": capfirst(Condition(row["condition"]).label),
        "condition_tone": TONES[row["condition"]],
        "state": state_chip(row["state"], row["end_kind"]),
        "is_ended": is_ended,
        "ended_on": display.short_date(row["ended_on"]) if is_ended else "",
        "needs": [] if is_ended else [chip for chip in chips if chip],
    }
