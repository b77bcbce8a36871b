"""Ekspor peluang: the office's list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.export_page import ExportPage
from members.exports.cells import choice, plain
from secretariat.models import Opening
from secretariat.opening_filters import OpeningFilters
from secretariat.opening_page import state_in_words

DAYS = ("published_on", "withdrawn_on", "until")


def _state(chunk: Chunk) -> Sequence[Cell]:
    rows = zip(*(chunk[name] for name in DAYS), strict=True)
    return [state_in_words(*days)["state"] for days in rows]


COLUMNS = (
    ordinal(),
    Column("title", _("title of the opening"), plain("title"), ("title",), 36, is_fixed=True),
    Column("kind", _("kind"), choice("kind", Opening.Kind), ("kind",), 20, is_ours=True),
    Column("audience", _("for whom"), plain("audience"), ("audience",), 36),
    Column("until", _("until"), plain("until"), ("until",), 13, is_fixed=True, is_ours=True),
    Column("state", _("State"), _state, DAYS, 12, is_fixed=True, is_ours=True),
    Column(
        "published", _("published on"), plain("published_on"), ("published_on",), 13, is_ours=True
    ),
    Column("contact", _("whom to ask"), plain("contact"), ("contact",), 36),
    Column("office", _("published by the office"), plain("office__name"), ("office__name",), 30),
)
USUAL = tuple(column.key for column in COLUMNS)


class OpeningExport(ExportSpec):
    """The file of openings."""

    kind: ClassVar[str] = "secretariat.openings"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.columns = headed(columns)
        self.title = in_indonesian(_("Openings"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Opening.objects.filter(pk__in=ids).order_by()
        return Chunk(names, in_order(ids, rows.values_list(*names)))


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The openings of the list's filter."""
    filters = OpeningFilters(query, Opening.objects.allowed(user, act))
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("secretariat:opening_list"),
        parts=((_("Openings"), COLUMNS),),
        usual=USUAL,
        make=OpeningExport,
        columns=COLUMNS,
        simluhtan=(),
        area="office__region_id",
    )


add_list(OpeningExport.kind, _("openings"))
