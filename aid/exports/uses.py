"""Ekspor pemakaian satu alat: the uses of a season or year, as its list shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.exports.equipment import member_names
from aid.exports.proposals import col, number
from aid.models import Condition, Equipment, UseLog
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
from members.exports.cells import choice, words


def who(chunk: Chunk) -> Sequence[Cell]:
    return chunk["members"]


def work(chunk: Chunk) -> Sequence[Cell]:
    """What was written of the work, else its kind."""
    said = words(UseLog.Work)
    pairs = zip(chunk["work_words"], chunk["work"], strict=True)
    return [written or said[kind] for written, kind in pairs]


def _amount(key: str, label: Any) -> Column:
    return Column(key, label, number(key), (key,), 12)


COLUMNS = (
    ordinal(),
    col("used_on", _("used on"), "used_on", 13),
    Column("person", _("member"), who, ("person_id",), 26),
    col("operator", _("operator"), "operator", 26),
    Column("work", _("kind of work"), work, ("work_words", "work"), 18),
    col("place", _("where"), "place", 24),
    _amount("hours", _("hours")),
    _amount("area_ha", _("area (ha)")),
    _amount("hour_meter", _("hour meter")),
    _amount("fuel_litres", _("fuel (litres)")),
    col("fuel_cost", _("fuel cost (rupiah)"), "fuel_cost"),
    col("fee", _("fee (rupiah)"), "fee"),
    col("other_cost", _("other cost (rupiah)"), "other_cost"),
    Column("condition", _("condition afterwards"), choice("condition", Condition), ("condition",)),
    col("note", _("note"), "note", 30),
    col("cancelled_on", _("cancelled on"), "cancelled_on", 13),
    col("cancel_reason", _("reason"), "cancel_reason", 30),
)


class UseExport(ExportSpec):
    """The file of a machine's uses; what was cancelled stands in it with its reason."""

    kind: ClassVar[str] = "aid.uses"

    def __init__(self, user: Any, machine: Equipment) -> None:
        self.user, self.columns = user, headed(COLUMNS)
        self.title = f"{in_indonesian(_('Uses'))} {machine}"

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = UseLog.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more["members"] = member_names(self.user, chunk["person_id"])
        return chunk


add_list(UseExport.kind, _("uses of equipment"))
