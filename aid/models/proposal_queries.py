"""Which proposals, and which of their lines: waiting, numbered, dated."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat

from core.access import ScopedQuerySet

if TYPE_CHECKING:
    from aid.models.proposals import Proposal, ProposalLine  # noqa: F401 - named below as text

OPEN_STATES = ("proposed", "verified", "decreed")


class ProposalQuerySet(ScopedQuerySet["Proposal"]):
    def with_open_lines(self) -> ProposalQuerySet:
        """Those of which something still waits for an office."""
        return self.having(*OPEN_STATES)

    def having(self, *states: str) -> ProposalQuerySet:
        """Those with a line in one of these states."""
        found = self.model._default_manager.filter(lines__state__in=states)
        return self.filter(pk__in=found.order_by().values("pk"))


class ProposalLineQuerySet(ScopedQuerySet["ProposalLine"]):
    def decided(self) -> ProposalLineQuerySet:
        """Those on which an office has decided (not ``is_undecided``)."""
        withdrawn = Q(state="cancelled", verification__isnull=True)
        return self.exclude(Q(state="proposed") | withdrawn)

    def open(self) -> ProposalLineQuerySet:
        """Those that still wait for a next step."""
        return self.filter(state__in=OPEN_STATES)

    def in_state(self, state: str) -> ProposalLineQuerySet:
        return self.filter(state=state)

    def numbered(self) -> ProposalLineQuerySet:
        """Adds ``number``: the line's place in its proposal, from 1. No line is ever deleted."""
        rows = self.model._default_manager.filter(
            proposal=OuterRef("proposal"), pk__lte=OuterRef("pk")
        )
        counted = rows.order_by().values("proposal").annotate(n=Count("pk")).values("n")
        return self.annotate(number=Subquery(counted))

    def per_decree(self) -> dict[int, tuple[int, int]]:
        """How many groups and how many lines of these each decree lists, by its id."""
        listed = self.filter(decree__isnull=False).order_by().values_list("decree")
        counted = listed.annotate(Count("proposal__group", distinct=True), Count("pk"))
        return {decree: (groups, lines) for decree, groups, lines in counted}

    def dated_after(self, day: dt.date, *names: str) -> ProposalLineQuerySet:
        """Those of which one of these dates lies after the day."""
        found = Q(pk__in=[])
        for name in names:
            found |= Q(**{f"{name}__gt": day})
        return self.filter(found)


def reasoned(reason: str) -> Case:
    """A reason for reversed dates, behind the one that a line has already."""
    behind = Concat(F("order_reason"), Value("; "), Value(reason), output_field=CharField())
    return Case(When(order_reason="", then=Value(reason)), default=behind)
