"""Rekap meja layanan: how often what was asked, by month. Of what is sealed, only crowds count.

A sealed case counts in the totals of its regency where five or more of one topic and month stand
together; below a regency never, for whoever may read the list could tell it by subtracting.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractMonth

from core.access import area_q
from secretariat.models import SealedCase, Service, ServiceTopic
from secretariat.services_sealed import REGENCY

ACT = "secretariat.view_desktotal"
FEWEST = 5
Cells = Counter[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TopicTotals:
    """One topic's numbers, a month each."""

    name: str
    months: list[int]

    @property
    def total(self) -> int:
        return sum(self.months)


def totals_of(area: str, year: int) -> list[TopicTotals]:
    """The numbers of a region and year, by topic and month."""
    services = Service.objects.filter(area_q("region_id", area), opened_on__year=year)
    cells = _cells(services, "opened_on")
    if len(area) <= REGENCY:
        cells += _crowds(SealedCase.objects.cases().filter(month__year=year), area)
    return _rows(cells)


def _cells(rows: Any, day: str) -> Cells:
    counted = rows.order_by().values_list("topic", ExtractMonth(day)).annotate(n=Count("pk"))
    return Counter({(topic, month): n for topic, month, n in counted})


def _crowds(cases: Any, area: str) -> Cells:
    """Of each regency the cells in which so many stand that none of them stands out."""
    found: Cells = Counter()
    rows = cases.filter(area_q("district_id", area)).order_by()
    counted = rows.values_list("district", "topic", ExtractMonth("month")).annotate(n=Count("pk"))
    for _district, topic, month, n in counted.filter(n__gte=FEWEST):
        found[topic, month] += n
    return found


def _rows(cells: Cells) -> list[TopicTotals]:
    topics = ServiceTopic.objects.values_list("pk", "name")
    return [TopicTotals(name, [cells[pk, month] for month in range(1, 13)]) for pk, name in topics]
