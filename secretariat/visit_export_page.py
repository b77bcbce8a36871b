"""What the page of the visits' export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from members.export_page import ExportPage
from secretariat.exports.visits import COLUMNS, PARTS, USUAL, VisitExport
from secretariat.models import Visit
from secretariat.visit_filters import VisitFilters


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The visits of the list's filter."""
    filters = VisitFilters(query, Visit.objects.allowed(user, act), user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("secretariat:visit_list"),
        parts=PARTS,
        usual=USUAL,
        make=VisitExport,
        columns=COLUMNS,
        simluhtan=(),
        area="group__village_id",
    )
