"""What the page of the decrees' export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from aid.exports.decrees import COLUMNS, PARTS, USUAL, DecreeExport
from aid.filters.decrees import DecreeFilters
from aid.models import AidDecree
from members.export_page import ExportPage


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The decrees of the list's filter."""
    filters = DecreeFilters(query, AidDecree.objects.allowed(user, act))
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("aid:decree_list"),
        parts=PARTS,
        usual=USUAL,
        make=DecreeExport,
        columns=COLUMNS,
        simluhtan=(),
        area="office__region_id",
    )
