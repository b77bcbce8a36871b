"""Ekspor kunjungan pembinaan. What was found stands in no file: it is read on the visit's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from core.exports.columns import (
    Chunk,
    Column,
    ExportSpec,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports.cells import choice, plain, village
from secretariat.models import Visit
from secretariat.visit_listing import left_to_do, officers_of

COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("group", _("group"), plain("group__name"), ("group__name",), 30, is_fixed=True),
    Column(
        *("village", _("village"), village("group__village__path"), ("group__village__path",)),
        26,
    ),
    Column("planned_on", _("planned for"), plain("planned_on"), ("planned_on",), 13),
    Column("held_on", _("visited on"), plain("held_on"), ("held_on",), 13, is_fixed=True),
    Column("state", _("state"), choice("state", Visit.State), ("state",), 14),
    Column("reason", _("reason"), plain("state_reason"), ("state_reason",), 26),
    Column("purpose", _("purpose"), plain("purpose"), ("purpose",), 36),
    Column("summary", _("in one sentence"), plain("summary"), ("summary",), 44),
    Column("place", _("place"), plain("place"), ("place",), 24),
    Column("officers", _("who goes"), plain("officers"), (), 34),
    Column("office", _("Office that visits"), plain("office__name"), ("office__name",), 30),
    Column("left", _("follow-ups open"), plain("left"), (), 12),
    Column("late", _("follow-ups overdue"), plain("late"), (), 12),
)
PARTS = ((_("Coaching visits"), COLUMNS),)
USUAL = tuple(column.key for column in COLUMNS if column.key not in ("reason", "place", "office"))


class VisitExport(ExportSpec):
    """The file of visits; its follow-ups are those that the user reads."""

    kind: ClassVar[str] = "secretariat.visits"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Coaching visits"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Visit.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            officers, todo = officers_of(ids), left_to_do(ids, self.user)
            chunk.more["officers"] = ["; ".join(officers[pk]) for pk in chunk["pk"]]
            for number, name in enumerate(("left", "late")):
                chunk.more[name] = [todo.get(pk, (0, 0))[number] for pk in chunk["pk"]]
        return chunk


add_list(VisitExport.kind, _("Coaching visits"))
