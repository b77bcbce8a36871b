"""The plan of a quarter: which groups were not visited for long, and what is planned for each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from members.listing import place
from secretariat.models import Visit
from secretariat.models.visits import VisitQuerySet
from training.models.due import months_before

Row = dict[str, Any]

NEVER = "never"
LONG_MONTHS = 12
SINCE = {
    LONG_MONTHS: gettext_lazy("not visited for a year"),
    6: gettext_lazy("not visited for 6 months"),
    3: gettext_lazy("not visited for 3 months"),
}
FIELDS = ("id", "code", "name", "village__path", "last_held")
# Before every visit: who was never visited has waited longest.
_NO_DAY = dt.date(1, 1, 1)
_ROMAN = ("I", "II", "III", "IV")
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months: ``2026-3`` is July to September 2026."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def words(self) -> str:
        return _("Quarter %(n)s %(year)s") % {"n": _ROMAN[self.number - 1], "year": self.year}

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> dt.date:
        return self.next.first - dt.timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarters() -> list[Quarter]:
    """The quarter that runs, and those that follow it within a year."""
    today = timezone.localdate()
    found = [Quarter(today.year, (today.month + 2) // 3)]
    for _number in range(_AHEAD):
        found.append(found[-1].next)
    return found


def planned_in(quarter: Quarter) -> VisitQuerySet:
    return Visit.objects.planned_within(quarter.first, quarter.last)


def with_last_visit(groups: Any) -> Any:
    """Adds ``last_held``: its day, long before all others where there was none."""
    held = Visit.objects.held().filter(group=OuterRef("pk")).order_by("-held_on")
    last = Subquery(held.values("held_on")[:1], output_field=DateField())
    return groups.annotate(last_held=Coalesce(last, Value(_NO_DAY)))


def not_visited_since(groups: Any, months: str) -> Any:
    """The groups that were never visited, or not for so many months."""
    held = Visit.objects.held().filter(group=OuterRef("pk")).order_by()
    if months != NEVER:
        held = held.filter(held_on__gt=months_before(timezone.localdate(), int(months)))
    return groups.filter(~Exists(held))


def plan_lines(rows: Sequence[Row], quarter: Quarter, ticked: Collection[str]) -> list[Row]:
    """The groups of a page in words, with the visits planned for each in the quarter."""
    planned = _planned(rows, quarter)
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "area": place(row["village__path"]),
            "last": _last(row["last_held"]),
            "ago": display.since(row["last_held"]) if row["last_held"] != _NO_DAY else "",
            "planned": planned[row["id"]],
            "is_ticked": row["code"] in ticked,
        }
        for row in rows
    ]


def _last(day: dt.date) -> str:
    return _("never visited") if day == _NO_DAY else display.long_date(day)


def _planned(rows: Sequence[Row], quarter: Quarter) -> defaultdict[int, list[Row]]:
    """Rows of groups that the user may see: their visits are hers too."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    visits = planned_in(quarter).filter(group__in=[row["id"] for row in rows])
    for visit in visits.order_by("planned_on", "id").values("group_id", "code", "planned_on"):
        url = reverse("secretariat:visit_detail", args=[visit["code"]])
        words = display.short_date(visit["planned_on"])
        found[visit["group_id"]].append({"url": url, "day": words})
    return found
