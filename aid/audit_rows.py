"""Paket auditor: which rows of a year, within which of the officer's regions, it holds."""

from __future__ import annotations

import datetime as dt
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    Handover,
    HandoverLine,
    Inspection,
    ProposalLine,
    UseLog,
    Verification,
)
from core.access import area_q

ACT = "aid.export_audit_pack"
BY_GROUP = ("group__village_id", "group_id", "pk")
OF_MACHINE = ("equipment__group__village_id", "equipment__group_id", "equipment_id")


@dataclass(frozen=True)
class AuditRows:
    """The rows of one year that this user may take out; ``area`` narrows them to a region."""

    user: Any
    year: int
    area: str = ""

    def _allowed(self, model: Any) -> Any:
        rows = model.objects.allowed(self.user, ACT)
        return rows.filter(area_q(model.access.area, self.area))

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)

    @property
    def is_running(self) -> bool:
        return self.year == timezone.localdate().year

    @cached_property
    def papers(self) -> Any:
        """Issued in the year or numbered in it, cancelled ones too: their numbers stay."""
        of_year = Q(handed_on__range=self.span) | Q(register_year=self.year)
        return self._allowed(Handover).filter(of_year, issued_at__isnull=False)

    @cached_property
    def delivered(self) -> Any:
        """What stands on these papers."""
        return HandoverLine.objects.filter(handover__in=self.papers.order_by().values("pk"))

    @cached_property
    def proposed(self) -> Any:
        """Every line of a proposal within the regions."""
        return self._allowed(ProposalLine)

    @cached_property
    def lines(self) -> Any:
        """Lines of proposals of which a step falls into the year."""
        of_year = Q(pk__in=self.delivered.order_by().values("proposal_line"))
        for step in ("proposed_on", "verified_on", "decreed_on"):
            of_year |= Q(**{f"{step}__range": self.span})
        return self.proposed.filter(of_year)

    @cached_property
    def visits(self) -> Any:
        """Those of the year, and those by which its lines were decided."""
        by_them = Q(pk__in=self.lines.order_by().values("verification"))
        return self._allowed(Verification).filter(Q(visited_on__range=self.span) | by_them)

    @cached_property
    def decrees(self) -> Any:
        """Those of the year, and the older ones by which something was handed over in it."""
        by_them = self.delivered.order_by().values("proposal_line__decree")
        return self._allowed(AidDecree).filter(Q(date__range=self.span) | Q(pk__in=by_them))

    @cached_property
    def machines(self) -> Any:
        """Those that were in a group's hands on a day of the year, as far as is known."""
        first, last = self.span
        there = Q(acquired_on__isnull=True) | Q(acquired_on__lte=last.isoformat())
        stayed = Q(ended_on__isnull=True) | Q(ended_on__gte=first)
        return self._allowed(Equipment).filter(there, stayed)

    @cached_property
    def custodies(self) -> Any:
        first, last = self.span
        lasted = Q(until__isnull=True) | Q(until__gte=first)
        return self._allowed(Custody).filter(lasted, since__lte=last)

    @cached_property
    def inspections(self) -> Any:
        return self._allowed(Inspection).standing().filter(date__range=self.span)

    @property
    def _uses(self) -> Exists:
        uses = UseLog.objects.standing().between(*self.span)
        return Exists(uses.filter(equipment=OuterRef("pk")))

    @cached_property
    def used(self) -> Any:
        return self._allowed(Equipment).filter(self._uses)

    @cached_property
    def unused(self) -> Any:
        """Those without a use in the year; in the running one also those that stand still now."""
        found = Q(~self._uses)
        if self.is_running:
            found |= Q(pk__in=Equipment.objects.idle().order_by().values("pk"))
        return self.machines.filter(found)

    def is_empty(self) -> bool:
        """Whether nothing happened; a machine of which no day is known makes no year."""
        papers = (self.papers, self.lines, self.visits, self.decrees)
        dated = self.machines.exclude(acquired_on=None)
        happened = (*papers, self.inspections, self.used, dated, self.custodies)
        return not any(rows.exists() for rows in happened)

    def files(self) -> int:
        """How many scans and photos are attached to visits, decrees and papers."""
        scans = self.visits.filter(scan__isnull=False).count()
        scans += self.decrees.filter(scan__isnull=False).count()
        scans += self.papers.filter(scan__isnull=False).count()
        scans += self.papers.filter(agreement_scan__isnull=False).count()
        return scans + self.papers.filter(photos__isnull=False).count()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of all these rows, looked up once, while the user's rights are looked at."""

    lines: array[int]
    visits: array[int]
    decrees: array[int]
    papers: array[int]
    machines: array[int]
    custodies: array[int]
    inspections: array[int]
    used: array[int]
    unused: array[int]

    @classmethod
    def of(cls, rows: AuditRows) -> Chosen:
        return cls(
            lines=_ids(rows.lines, "proposed_on", "proposal_id", "pk"),
            visits=_ids(rows.visits, "visited_on", "pk"),
            decrees=_ids(rows.decrees, "date", "pk"),
            papers=_ids(rows.papers, "handed_on", "register_seq", "pk"),
            machines=_ids(rows.machines, *BY_GROUP),
            custodies=_ids(rows.custodies, *OF_MACHINE, "since", "pk"),
            inspections=_ids(rows.inspections, *OF_MACHINE, "date", "pk"),
            used=_ids(rows.used, *BY_GROUP),
            unused=_ids(rows.unused, *BY_GROUP),
        )


def _ids(rows: Any, *order: str) -> array[int]:
    return array("q", rows.order_by(*order).values_list("pk", flat=True))
