"""Ekspor panen: the harvests of the list, with a name only for who keeps the group's book."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.exports.equipment import member_names
from aid.exports.proposals import col, number
from core.access import is_allowed
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
from members.exports.cells import WITHHELD, day, village
from secretariat.harvest_figures import per_hectare
from secretariat.models import Harvest
from secretariat.models.harvests import NAMING


def _days(name: str) -> Any:
    return lambda chunk: each(day, chunk[name])


def who(chunk: Chunk) -> Sequence[Cell]:
    return chunk["members"]


def note(chunk: Chunk) -> Sequence[Cell]:
    """A note may name somebody."""
    rows = zip(chunk["note"], chunk["is_named"], strict=True)
    return [said if is_named or not said else _hidden() for said, is_named in rows]


def a_hectare(chunk: Chunk) -> Sequence[Cell]:
    rows = zip(chunk["quantity_kg"], chunk["area_ha"], strict=True)
    return [_rounded(per_hectare(kg, hectares)) for kg, hectares in rows]


def revenue(chunk: Chunk) -> Sequence[Cell]:
    rows = zip(chunk["quantity_kg"], chunk["price_per_kg"], strict=True)
    return [None if price is None else round(kg * price) for kg, price in rows]


def _rounded(value: Decimal | None) -> Cell:
    return None if value is None else str(round(value, 2)).replace(".", ",")


def _hidden() -> str:
    return in_indonesian(WITHHELD)


HARVESTS = (
    ordinal(),
    Column("harvested_on", _("harvested"), _days("harvested_on"), ("harvested_on",), 13),
    col("commodity", _("commodity"), "commodity__name", 18, is_fixed=True),
    col("group", _("group"), "group__name", 28, is_fixed=True),
    Column(
        *("village", _("village"), village("group__village__path")),
        *(("group__village__path",), 26),
    ),
    Column("person", _("member"), who, ("person_id",), 26),
    col("season", _("season"), "season__name", 14),
    Column("area_ha", _("area (ha)"), number("area_ha"), ("area_ha",), 10),
    Column(
        *("quantity_kg", _("harvest (kg)"), number("quantity_kg"), ("quantity_kg",), 12),
        is_fixed=True,
    ),
    Column(*("yield", _("yield (t/ha)"), a_hectare, ("quantity_kg", "area_ha"), 12), is_ours=True),
    col("price_per_kg", _("price per kg (rupiah)"), "price_per_kg", 14),
    Column(
        *("revenue", _("revenue (rupiah)"), revenue, ("quantity_kg", "price_per_kg"), 16),
        is_ours=True,
    ),
    col("cost", _("cost (rupiah)"), "cost", 14),
    Column("planted_on", _("planted"), _days("planted_on"), ("planted_on",), 13),
    Column("note", _("note"), note, ("note",), 30),
    col("cancelled_on", _("cancelled on"), "cancelled_on", 13),
    col("cancel_reason", _("reason"), "cancel_reason", 30),
)
PARTS = ((_("Harvests"), HARVESTS),)
USUAL = tuple(c.key for c in HARVESTS if c.key not in ("planted_on", "note"))


class HarvestExport(ExportSpec):
    """The file of harvests; what was cancelled stands in it with its reason."""

    kind: ClassVar[str] = "secretariat.harvests"

    def __init__(self, user: Any, columns: Sequence[Column] = HARVESTS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Harvests"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", "is_named", *dict.fromkeys(("person_id", *self.fields())))
        rows = Harvest.objects.filter(pk__in=ids).order_by()
        rows = rows.annotate(is_named=is_allowed(Harvest.access, self.user, NAMING))
        chunk = Chunk(names, in_order(ids, rows.values_list(*names)))
        if chunk.size:
            chunk.more["members"] = self._names(chunk)
        return chunk

    def _names(self, chunk: Chunk) -> list[Cell]:
        names = member_names(self.user, chunk["person_id"])
        rows = zip(names, chunk["is_named"], strict=True)
        return [name if is_named or not name else _hidden() for name, is_named in rows]


add_list(HarvestExport.kind, _("harvests"))
