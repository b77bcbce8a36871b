"""The lines of the list of handovers: a fixed number of queries for any page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst

from aid.handover_content import figures
from aid.models import Handover, HandoverLine
from core import display
from members.listing import place

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "handed_on", "state", "is_own", "register_number", "giver_number", "scan_id"),
    *("order_reason", "group__name", "group__village__path", "giver__name"),
)
MOST_GOODS = 2
TONES = {
    Handover.State.DRAFT.value: "missing",
    Handover.State.ISSUED.value: "ok",
    Handover.State.CANCELLED.value: "",
}


def handover_lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of handovers in words."""
    goods: defaultdict[int, list[str]] = defaultdict(list)
    found = HandoverLine.objects.filter(handover__in=[row["id"] for row in rows])
    for handover, kind, quantity, unit in found.values_list(
        "handover_id", "kind__name", "quantity", "unit"
    ):
        goods[handover].append(f"{kind} · {figures(quantity)} {unit}")
    return [_line(row, goods[row["id"]]) for row in rows]


def _line(row: Row, goods: list[str]) -> Row:
    return {
        "code": row["code"],
        "number": row["register_number"] or row["giver_number"],
        "day": display.long_date(row["handed_on"]),
        "is_own": row["is_own"],
        "group": row["group__name"],
        "place": place(row["group__village__path"]),
        "giver": row["giver__name"],
        "goods": goods[:MOST_GOODS],
        "more_goods": max(len(goods) - MOST_GOODS, 0),
        "state": capfirst(Handover.State(row["state"]).label),
        "tone": TONES[row["state"]],
        "lacks_scan": row["state"] == Handover.State.ISSUED and row["scan_id"] is None,
        "is_reversed": bool(row["order_reason"]),
    }
