"""What the page of the equipment's export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from aid.equipment_filters import EquipmentFilters
from aid.exports.equipment import COLUMNS, PARTS, USUAL, EquipmentExport
from aid.models import Equipment
from members.export_page import ExportPage


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The equipment of the list's filter."""
    allowed = Equipment.objects.allowed(user, act)
    filters = EquipmentFilters(query, allowed, user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("aid:equipment_list"),
        parts=PARTS,
        usual=USUAL,
        make=EquipmentExport,
        columns=COLUMNS,
        simluhtan=(),
        area="group__village_id",
    )
