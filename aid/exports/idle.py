"""Ekspor alat menganggur: the machines of the list, with what their groups and the office say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.exports.audit import machine
from aid.exports.proposals import col
from aid.idle_page import with_answers
from aid.models import Equipment, IdleAnswer
from aid.models.standing_still import last_use
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
from members.exports.cells import words


def said(chunk: Chunk) -> Sequence[Cell]:
    told, none = words(IdleAnswer.Answer), in_indonesian(_("not answered yet"))
    return [told[answer] if answer else none for answer in chunk["said"]]


COLUMNS = (
    ordinal(),
    *machine(),
    col("last", _("Last used"), "last_used", 13),
    Column("said", _("The group says"), said, ("said",), 22),
    col("said_on", _("answered on"), "said_on", 13),
    col("note", _("note"), "said_note", 30),
    col("settled_on", _("answered by the office on"), "settled_on", 13),
    col("settled_note", _("answer of the office"), "settled_note", 30),
)


class IdleExport(ExportSpec):
    """The file of the idle machines."""

    kind: ClassVar[str] = "aid.idle"

    def __init__(self, user: Any) -> None:
        self.user, self.columns = user, headed(COLUMNS)
        self.title = in_indonesian(_("Idle machines"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        machines = Equipment.objects.filter(pk__in=ids).annotate(last_used=last_use())
        found = with_answers(machines).order_by()
        return Chunk(names, in_order(ids, found.values_list(*names)))


add_list(IdleExport.kind, _("idle machines"))
