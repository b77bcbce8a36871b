"""Which pieces: found by kind, brand, serial and group, and by what they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from aid.models.care import FaultReport, Upkeep
from aid.models.custody import Custody
from aid.models.goods import GoodsKind
from aid.models.standing_still import standing_still
from core.access import ScopedQuerySet
from core.text import name_key
from members.models import Group

if TYPE_CHECKING:
    from aid.models.equipment import Equipment  # noqa: F401 - the generic below names it as text

# Upkeep that falls due within so many days is told beforehand.
DUE_DAYS = 30
# The case's own spelling of the ridging machine, and the standard one.
SPELT_ALIKE = (("gulut", "gulud"), ("gulud", "gulut"))


class EquipmentQuerySet(ScopedQuerySet["Equipment"]):
    def at_work(self) -> EquipmentQuerySet:
        """Those that have not ended."""
        return self.exclude(state="ended")

    def idle(self, on: dt.date | None = None) -> EquipmentQuerySet:
        """Those at work that stand still on this day, today unless another is given."""
        return standing_still(self.at_work(), on or timezone.localdate())

    def search(self, text: str, kinds: Mapping[int, str] | None = None) -> EquipmentQuerySet:
        """Pieces of which every word stands in kind, brand, serial number or group, however it
        is spelt; or all of it, without the spaces, in one of them. ``kinds``: the keys of all
        kinds by id, where they are known.
        """
        joined = name_key(text)
        if not joined:
            return self.none() if text.strip() else self
        # Kinds are few and looked up first: else each piece would be asked for its own.
        if kinds is None:
            kinds = dict(GoodsKind.objects.order_by().values_list("pk", "key"))
        found = _holds(joined, kinds)
        keys = list(filter(None, map(name_key, text.split())))
        if len(keys) > 1:
            found |= reduce(and_, (_holds(key, kinds) for key in keys))
        return self.filter(found)

    def with_open_fault(self) -> EquipmentQuerySet:
        faults = FaultReport.objects.open().filter(equipment=OuterRef("pk"))
        return self.at_work().filter(Exists(faults))

    def overdue(self, today: dt.date) -> EquipmentQuerySet:
        """Upkeep should have been done before today."""
        due = Upkeep.objects.waiting().filter(_overdue(today))
        return self.at_work().filter(Exists(due.filter(equipment=OuterRef("pk"))))

    def due_soon(self, today: dt.date) -> EquipmentQuerySet:
        """Upkeep falls due today or within the next days."""
        due = Upkeep.objects.waiting().filter(_due_soon(today))
        return self.at_work().filter(Exists(due.filter(equipment=OuterRef("pk"))))

    def upkeep_figures(self, today: dt.date) -> dict[str, int]:
        """How many are ``overdue`` and how many ``due`` soon, by one query."""
        wanted = {"overdue": _overdue(today), "due": _due_soon(today)}
        pieces = self.at_work().order_by().values("pk")
        due = Upkeep.objects.waiting().filter(Q(*wanted.values(), _connector=Q.OR))
        return due.filter(equipment__in=pieces).aggregate(
            **{
                need: Count("equipment", filter=condition, distinct=True)
                for need, condition in wanted.items()
            }
        )

    def without_custodian(self) -> EquipmentQuerySet:
        held = Custody.objects.open().filter(equipment=OuterRef("pk"))
        return self.at_work().filter(~Exists(held))

    def without_photo(self) -> EquipmentQuerySet:
        return self.at_work().filter(photo__isnull=True)


def _overdue(today: dt.date) -> Q:
    return Q(next_due__lt=today)


def _due_soon(today: dt.date) -> Q:
    return Q(next_due__range=(today, today + dt.timedelta(days=DUE_DAYS)))


def _holds(part: str, kinds: Mapping[int, str]) -> Q:
    """Pieces of which this part of a key stands somewhere, each place by an index of its own."""
    spellings = {part, *(part.replace(one, other) for one, other in SPELT_ALIKE)}
    named = [pk for pk, key in kinds.items() if any(each in key for each in spellings)]
    groups = Group.objects.filter(name_key__contains=part).order_by()
    return (
        Q(search_key__contains=part)
        | Q(kind__in=named)
        | Q(group__id__among=ArraySubquery(groups.values("pk")))
    )
