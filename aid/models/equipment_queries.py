"""Which pieces: found by kind, brand, serial and group, and by what they need."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
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

    def search(self, text: str) -> EquipmentQuerySet:
        """Pieces of which every word stands in kind, brand, serial number or group, however it
        is spelt; or all of it, without the spaces, in one of them.
        """
        joined = name_key(text)
        if not joined:
            return self.none() if text.strip() else self
        words = Q()
        for word in filter(None, map(name_key, text.split())):
            words &= _holds(word)
        return self.filter(_holds(joined) | words)

    def with_open_fault(self) -> EquipmentQuerySet:
        faults = FaultReport.objects.open().filter(equipment=OuterRef("pk"))
        return self.at_work().filter(Exists(faults))

    def overdue(self, today: dt.date) -> EquipmentQuerySet:
        """Upkeep should have been done before today."""
        due = Upkeep.objects.waiting().filter(next_due__lt=today)
        return self.at_work().filter(Exists(due.filter(equipment=OuterRef("pk"))))

    def due_soon(self, today: dt.date) -> EquipmentQuerySet:
        """Upkeep falls due today or within the next days."""
        last = today + dt.timedelta(days=DUE_DAYS)
        due = Upkeep.objects.waiting().filter(next_due__range=(today, last))
        return self.at_work().filter(Exists(due.filter(equipment=OuterRef("pk"))))

    def without_custodian(self) -> EquipmentQuerySet:
        held = Custody.objects.open().filter(equipment=OuterRef("pk"))
        return self.at_work().filter(~Exists(held))

    def without_photo(self) -> EquipmentQuerySet:
        return self.at_work().filter(photo__isnull=True)


def _holds(key: str) -> Q:
    """Pieces of which this part stands somewhere; kinds and groups are few and looked up first."""
    spellings = {key, *(key.replace(one, other) for one, other in SPELT_ALIKE)}
    named = Q()
    for spelling in spellings:
        named |= Q(key__contains=spelling)
    return (
        Q(search_key__contains=key)
        | Q(kind__in=GoodsKind.objects.filter(named).order_by().values("pk"))
        | Q(group__in=Group.objects.filter(name_key__contains=key).order_by().values("pk"))
    )
