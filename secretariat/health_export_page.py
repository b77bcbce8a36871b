"""What the page of the export of groups by need tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from members.export_page import ExportPage
from secretariat.exports.health import COLUMNS, PARTS, USUAL, HealthExport
from secretariat.health_filters import HealthFilters
from secretariat.health_page import groups_of


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The groups of the list's filter."""
    filters = HealthFilters(query, groups_of(user, act), user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("secretariat:health_list"),
        parts=PARTS,
        usual=USUAL,
        make=HealthExport,
        columns=COLUMNS,
        simluhtan=(),
        area="village_id",
    )
