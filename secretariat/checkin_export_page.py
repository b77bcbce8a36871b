"""What the page of the silent groups' export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from members.export_page import ExportPage
from members.models import Group
from secretariat import asking
from secretariat.checkin_filters import SilentFilters
from secretariat.exports.checkins import COLUMNS, PARTS, USUAL, SilentExport


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The groups of the list's filter."""
    groups = asking.with_last_check(Group.objects.allowed(user, act).active())
    filters = SilentFilters(query, groups, user=user, act=act)
    rows = filters.rows
    return ExportPage(
        filters=filters,
        rows=rows,
        total=rows.count(),
        held_back=0,
        list_url=reverse("secretariat:checkin_list"),
        parts=PARTS,
        usual=USUAL,
        make=SilentExport,
        columns=COLUMNS,
        simluhtan=(),
        area="village_id",
    )
