"""Ekspor meja layanan: who asked what, when, and what became of it. Nothing that was said."""

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
from core.indonesia import country_name
from members.export_page import ExportPage
from members.exports.cells import choice, plain, village
from secretariat.filters_desk import ServiceFilters
from secretariat.models import AskerIs, Channel, Service, Urgency
from training.exports.names import held_back, printed, taken_out


def _country(chunk: Chunk) -> Sequence[Cell]:
    return [country_name(code, "id") for code in chunk["country"]]


def _urgency(chunk: Chunk) -> Sequence[Cell]:
    return [in_indonesian(Urgency(number).label) for number in chunk["urgency"]]


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("opened_on", _("asked on"), plain("opened_on"), ("opened_on",), 13, is_fixed=True),
    Column("name", _("who asks"), plain("named"), ("asker_name", "asker_id"), 30, is_fixed=True),
    Column("asker_is", _("stands for"), choice("asker_is", AskerIs), ("asker_is",), 20),
    Column("topic", _("topic"), plain("topic__name"), ("topic__name",), 26),
    Column("channel", _("way"), choice("channel", Channel), ("channel",), 16),
    Column("country", _("country"), _country, ("country",), 18),
    Column("group", _("group"), plain("group__name"), ("group__name",), 28),
    Column("village", _("village"), village("region__path"), ("region__path",), 26),
    Column("urgency", _("urgency"), _urgency, ("urgency",), 14, is_ours=True),
    Column("state", _("state"), choice("state", Service.State), ("state",), 16),
    Column("due_on", _("to be done by"), plain("due_on"), ("due_on",), 13),
    Column("closed_on", _("closed on"), plain("closed_on"), ("closed_on",), 13),
)
USUAL = tuple(column.key for column in COLUMNS)


class ServiceExport(ExportSpec):
    """The file of the queue. What is sealed is no row of it; who is abroad stands as elsewhere."""

    kind: ClassVar[str] = "secretariat.services"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Service desk"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Service.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            said = chunk["asker_name"]
            chunk.more["named"] = printed(chunk, self.user, path="asker_id", names=said)
        return chunk


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The services of the list's filter."""
    filters = ServiceFilters(query, Service.objects.allowed(user, act), user=user, act=act)
    rows = taken_out(filters.qs, user, "asker")
    return ExportPage(
        filters=filters,
        rows=rows,
        total=rows.count(),
        held_back=held_back(filters.qs, user, "asker"),
        list_url=reverse("secretariat:service_list"),
        parts=((_("Service desk"), COLUMNS),),
        usual=USUAL,
        make=ServiceExport,
        columns=COLUMNS,
        simluhtan=(),
        area="region_id",
    )


add_list(ServiceExport.kind, _("Service desk"))
