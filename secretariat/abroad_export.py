"""Ekspor yang masih di luar negeri: by name, for officers alone."""

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
    each,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.export_page import ExportPage
from members.exports.cells import country, day, plain, village
from members.models import Placement
from secretariat.abroad_filters import AbroadFilters
from secretariat.abroad_stays import NEVER, UNKNOWN, still_abroad, with_days

VILLAGE = "person__group__village__path"


def _end(chunk: Chunk) -> Sequence[Cell]:
    rows = zip(chunk["contract_ends"], chunk["ends_on"], strict=True)
    return [day(known) if known else _guess(ends_on) for known, ends_on in rows]


def _guess(ends_on: Any) -> Cell:
    if ends_on == UNKNOWN:
        return None
    return in_indonesian(_("about %(year)s (a guess)")) % {"year": ends_on.year}


def _heard(chunk: Chunk) -> Sequence[Cell]:
    return [None if heard == NEVER else heard for heard in chunk["heard_on"]]


COLUMNS = (
    ordinal(),
    Column("name", _("name"), plain("person__name"), ("person__name",), 28, is_fixed=True),
    Column(
        *("country", _("country"), lambda c: each(country, c["country"]), ("country",), 16),
        is_fixed=True,
        is_ours=True,
    ),
    Column("group", _("group"), plain("person__group__name"), ("person__group__name",), 28),
    Column("village", _("village"), village(VILLAGE), (VILLAGE,), 24, is_ours=True),
    Column("occupation", _("occupation"), plain("occupation"), ("occupation",), 24),
    Column(
        *("departed", _("departed"), lambda c: each(day, c["departed"]), ("departed",), 13),
        is_ours=True,
    ),
    Column("end", _("contract ends"), _end, ("contract_ends", "ends_on"), 20, is_ours=True),
    Column("heard", _("last contact"), _heard, ("heard_on",), 13, is_ours=True),
)
USUAL = tuple(column.key for column in COLUMNS if column.key != "occupation")


class AbroadExport(ExportSpec):
    """The file of those still abroad."""

    kind: ClassVar[str] = "secretariat.abroad"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.columns = headed(columns)
        self.title = in_indonesian(_("Still abroad"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = with_days(Placement.objects.filter(pk__in=ids)).order_by()
        return Chunk(names, in_order(ids, rows.values_list(*names)))


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The rows of the list's filter that this officer may take out."""
    stays = with_days(still_abroad(user, act))
    filters = AbroadFilters(query, stays, user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("secretariat:abroad_list"),
        parts=((_("Still abroad"), COLUMNS),),
        usual=USUAL,
        make=AbroadExport,
        columns=COLUMNS,
        simluhtan=(),
        area="person__area",
    )


add_list(AbroadExport.kind, _("those still abroad"))
