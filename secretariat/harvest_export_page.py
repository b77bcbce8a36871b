"""What the page of the export of harvests tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from members.export_page import ExportPage
from secretariat.exports.harvests import HARVESTS, PARTS, USUAL, HarvestExport
from secretariat.filters.harvests import HarvestFilters
from secretariat.models import Harvest


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The harvests of the list's filter."""
    filters = HarvestFilters(query, Harvest.objects.allowed(user, act), user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("secretariat:harvest_list"),
        parts=PARTS,
        usual=USUAL,
        make=HarvestExport,
        columns=HARVESTS,
        simluhtan=(),
        area="group__village_id",
    )
