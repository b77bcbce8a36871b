"""What the page of the trainings' export tells: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from members.export_page import ExportPage
from training.exports.trainings import COLUMNS, PARTS, USUAL, TrainingExport
from training.filters import TrainingFilters
from training.models import Training


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The trainings of the list's filter."""
    filters = TrainingFilters(query, Training.objects.allowed(user, act), user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("training:training_list"),
        parts=PARTS,
        usual=USUAL,
        make=TrainingExport,
        columns=COLUMNS,
        simluhtan=(),
        area="office__region_id",
    )
