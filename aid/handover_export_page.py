"""What the page of the handovers' export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from aid.exports.handovers import COLUMNS, PARTS, USUAL, HandoverExport
from aid.handover_filters import HandoverFilters
from aid.models import Handover
from members.export_page import ExportPage


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The handovers of the list's filter."""
    papers = Handover.objects.allowed(user, act)
    filters = HandoverFilters(query, papers, user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("aid:handover_list"),
        parts=PARTS,
        usual=USUAL,
        make=HandoverExport,
        columns=COLUMNS,
        simluhtan=(),
        area="group__village_id",
    )
