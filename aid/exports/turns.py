"""Ekspor giliran satu alat: the turns of a season or year, those called off too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.exports.equipment import member_names
from aid.exports.handovers import looked_up
from aid.exports.proposals import col, number
from aid.models import Booking, Equipment, UseLog
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
from members.exports.cells import choice

Cells = Callable[[Chunk], Sequence[Cell]]


def _moment(pick: Callable[[Any], dt.datetime | None], field: str) -> Cells:
    """``2026-03-01 06.00`` in local time."""

    def cells(chunk: Chunk) -> Sequence[Cell]:
        moments = map(pick, chunk[field])
        return [f"{timezone.localtime(at):%Y-%m-%d %H.%M}" if at else "" for at in moments]

    return cells


def _hours(periods: Sequence[Any]) -> list[Decimal]:
    """How long each was taken for."""
    seconds = ((each.upper - each.lower).total_seconds() for each in periods)
    return [round(Decimal(each) / 3600, 2) for each in seconds]


PERIOD = ("period",)
COLUMNS = (
    ordinal(),
    Column("start", _("from"), _moment(lambda each: each.lower, "period"), PERIOD, 17),
    Column("end", _("to"), _moment(lambda each: each.upper, "period"), PERIOD, 17),
    Column("hours", _("hours"), number("hours"), PERIOD, 10),
    Column("person", _("member"), looked_up("members"), ("person_id",), 26),
    col("purpose", _("what for"), "purpose", 24),
    col("place", _("where"), "place", 24),
    Column("state", _("state"), choice("state", Booking.State), ("state",), 14),
    col("cancel_reason", _("reason"), "cancel_reason", 30),
    Column("taken", _("taken at"), _moment(lambda at: at, "taken_at"), ("taken_at",), 17),
    Column("back", _("returned at"), _moment(lambda at: at, "returned_at"), ("returned_at",), 17),
    Column("used", _("use written down"), looked_up("used"), (), 12),
)


class TurnExport(ExportSpec):
    """The file of a machine's turns; what was called off stands in it with its reason."""

    kind: ClassVar[str] = "aid.turns"

    def __init__(self, user: Any, machine: Equipment) -> None:
        self.user, self.columns = user, headed(COLUMNS)
        self.title = f"{in_indonesian(_('Turns'))} {machine}"

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Booking.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more["members"] = member_names(self.user, chunk["person_id"])
            chunk.more["hours"] = _hours(chunk["period"])
            chunk.more["used"] = _written_down(chunk["pk"])
        return chunk


def _written_down(turns: Sequence[int]) -> list[str]:
    logs = UseLog.objects.standing().filter(booking__in=turns)
    used = set(logs.order_by().values_list("booking", flat=True))
    yes, no = in_indonesian(_("yes")), in_indonesian(_("no"))
    return [yes if pk in used else no for pk in turns]


add_list(TurnExport.kind, _("turns at equipment"))
