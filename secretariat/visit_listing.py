"""The lines of the list of visits: a fixed number of queries for any page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from core import display
from members.listing import place
from secretariat.models import VisitFollowUp, VisitOfficer
from secretariat.visit_page import FINDING, state_words

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "group__name", "group__village__path", "day", "state", "purpose", "summary"),
)


def visit_lines(rows: Sequence[Row], user: Any) -> list[Row]:
    """The rows of a page of visits in words."""
    ids = [row["id"] for row in rows]
    names, left = officers_of(ids), left_to_do(ids, user)
    return [_line(row, names[row["id"]], left.get(row["id"], (0, 0))) for row in rows]


def officers_of(visits: Iterable[int]) -> defaultdict[int, list[str]]:
    """Who goes on each visit."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    going = VisitOfficer.objects.going().filter(visit__in=visits).select_related("user")
    for row in going:
        found[row.visit_id].append(str(row))
    return found


def left_to_do(visits: Iterable[int], user: Any) -> dict[int, tuple[int, int]]:
    """Of each visit how many follow-ups that the user reads are open, and how many overdue."""
    rows = VisitFollowUp.objects.allowed(user, FINDING).open().filter(visit__in=visits)
    late = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    counts = rows.order_by().values("visit_id").annotate(left=Count("pk"), late=late)
    return {row["visit_id"]: (row["left"], row["late"]) for row in counts}


def _line(row: Row, names: list[str], follow_ups: tuple[int, int]) -> Row:
    left, late = follow_ups
    return {
        "code": row["code"],
        "group": row["group__name"],
        "area": place(row["group__village__path"]),
        "day": display.long_date(row["day"]),
        "purpose": row["purpose"],
        "summary": row["summary"],
        "officers": names,
        "state": state_words(row["state"]),
        "left": left,
        "late": late,
    }
