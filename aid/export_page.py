"""What the page of an export of proposals tells: the lines of those that the list shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from aid.exports import proposals as columns
from aid.exports.proposals import LinesExport
from aid.filters.proposals import ProposalFilters
from aid.models import Proposal, ProposalLine
from core.exports.answer import Selection
from members.export_page import ExportPage


@dataclass(frozen=True, slots=True)
class LinesPage(ExportPage):
    """The lines of the filtered proposals, in the list's order."""

    def select(self) -> Selection:
        order = [_of_proposal(column) for column in self.filters.order.columns]
        return Selection.of(self.rows, order=(*order, "pk"), area=self.area)


def _of_proposal(column: str) -> str:
    way = "-" if column.startswith("-") else ""
    return f"{way}proposal__{column.removeprefix('-')}"


def lines(query: QueryDict, user: Any, act: str) -> LinesPage:
    """The lines of the proposals of the list's filter."""
    filters = ProposalFilters(query, Proposal.objects.allowed(user, act), user=user, act=act)
    rows = ProposalLine.objects.filter(proposal__in=filters.qs.order_by().values("pk"))
    return LinesPage(
        filters=filters,
        rows=rows,
        total=rows.count(),
        held_back=0,
        list_url=reverse("aid:proposal_list"),
        parts=columns.PARTS,
        usual=columns.USUAL,
        make=LinesExport,
        columns=columns.COLUMNS,
        simluhtan=(),
        area="proposal__group__village_id",
    )
