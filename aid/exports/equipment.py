"""Ekspor daftar alat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.models import Condition, Custody, Equipment, Title, Upkeep
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
from members.exports.cells import WITHHELD, choice, day, plain, village
from members.models import Person


def dates(name: str) -> Any:
    return lambda chunk: list(map(day, chunk[name]))


def custodian(chunk: Chunk) -> Sequence[Cell]:
    return chunk["custodians"]


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("kind", _("kind of goods"), plain("kind__name"), ("kind__name",), 24, is_fixed=True),
    Column("brand", _("brand and type"), plain("brand"), ("brand",), 20),
    Column("serial", _("serial number"), plain("serial"), ("serial",), 20, is_number=True),
    Column("specification", _("specification"), plain("specification"), ("specification",), 24),
    Column("built", _("year of make"), plain("built"), ("built",), 8),
    Column("group", _("group"), plain("group__name"), ("group__name",), 28),
    Column("group_code", _("code of the group"), plain("group__code"), ("group__code",), 13),
    Column("village", _("village"), village("group__village__path"), ("group__village__path",), 26),
    Column("place", _("where it stands"), plain("place"), ("place",), 24),
    Column("acquired_on", _("handed over on"), dates("acquired_on"), ("acquired_on",), 13),
    Column("title", _("title"), choice("title", Title), ("title",), 13),
    Column("programme", _("programme"), plain("programme__name"), ("programme__name",), 26),
    Column("funding", _("funding as recorded"), plain("funding"), ("funding",), 16),
    Column("value", _("value (rupiah)"), plain("value"), ("value",), 16),
    Column("condition", _("condition"), choice("condition", Condition), ("condition",), 14),
    Column("state", _("state"), choice("state", Equipment.State), ("state",), 16),
    Column("custodian", _("custodian"), custodian, (), 26),
    Column(
        "next_due",
        _("upkeep due on"),
        lambda chunk: chunk["due"],
        (),
        13,
    ),
    Column("end_kind", _("how it ended"), choice("end_kind", Equipment.End), ("end_kind",), 16),
    Column("ended_on", _("ended on"), plain("ended_on"), ("ended_on",), 13),
    Column("end_reason", _("reason"), plain("end_reason"), ("end_reason",), 30),
    Column("note", _("note"), plain("note"), ("note",), 24),
)
PARTS = ((_("Equipment"), COLUMNS),)
USUAL = tuple(
    column.key for column in COLUMNS if column.key not in ("specification", "end_reason", "note")
)


class EquipmentExport(ExportSpec):
    """The file of equipment."""

    kind: ClassVar[str] = "aid.equipment"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Equipment"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Equipment.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more["custodians"] = self._custodians(chunk["pk"])
            chunk.more["due"] = _due(chunk["pk"])
        return chunk

    def _custodians(self, pieces: Sequence[int]) -> list[str]:
        """By the rules of files of people: who works abroad is not named in everybody's."""
        named = named_people(self.user)
        held = Custody.objects.open().filter(equipment__in=pieces)
        may = set(named.filter(custodies__in=held).values_list("pk", flat=True))
        rows = held.values_list("equipment_id", "person_id", "person__name")
        hidden = in_indonesian(WITHHELD)
        found = {piece: name if person in may else hidden for piece, person, name in rows}
        return [found.get(pk, "") for pk in pieces]


def named_people(user: Any) -> Any:
    """Those whose names may stand in a file of this user."""
    people: Any = Person.objects.allowed(user, "members.export_people")
    return people.for_files(user, by_name=True)


def member_names(user: Any, people: Sequence[int | None]) -> list[str]:
    """Of each her name as a file of this user may hold it; "" where there is nobody."""
    seen = named_people(user).filter(pk__in={pk for pk in people if pk})
    names = dict(seen.values_list("pk", "name"))
    hidden = in_indonesian(WITHHELD)
    return [names.get(pk, hidden) if pk else "" for pk in people]


def _due(pieces: Sequence[int]) -> list[Any]:
    """The first upkeep that waits, of each."""
    waiting = Upkeep.objects.waiting().filter(equipment__in=pieces).order_by("-next_due")
    found = dict(waiting.values_list("equipment_id", "next_due"))
    return [found.get(pk) for pk in pieces]


add_list(EquipmentExport.kind, _("equipment"))
