"""Ekspor keadaan kelompok: each group with its reasons, to plan visits with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import timezone, translation
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
from members.exports.cells import plain, village
from members.models import Group
from secretariat import health
from secretariat.exports.checkins import last


def visit(chunk: Chunk) -> Sequence[Cell]:
    yes, no = in_indonesian(_("yes")), in_indonesian(_("no"))
    return [yes if len(held) >= health.NEEDED_REASONS else no for held in chunk["reasons"]]


def reasons(chunk: Chunk) -> Sequence[Cell]:
    with translation.override("id"):
        return [
            "; ".join(str(health.BY_KEY[key].label) for key in held) for held in chunk["reasons"]
        ]


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("group", _("group"), plain("name"), ("name",), 28, is_fixed=True),
    Column("village", _("village"), village("village__path"), ("village__path",), 26),
    Column("visit", _("visit needed"), visit, ("reasons",), 12, is_fixed=True, is_ours=True),
    Column("reasons", _("reasons"), reasons, ("reasons",), 44, is_fixed=True, is_ours=True),
    Column("last", _("last monthly check"), last, ("last_check",), 18, is_ours=True),
    Column("visited", _("last visit"), plain("last_visit"), ("last_visit",), 13, is_ours=True),
    Column("used", _("machine last used"), plain("last_use"), ("last_use",), 13, is_ours=True),
    Column("files", _("incomplete files"), plain("incomplete"), ("incomplete",), 10, is_ours=True),
)
PARTS = ((_("Health of groups"), COLUMNS),)
USUAL = tuple(column.key for column in COLUMNS)


class HealthExport(ExportSpec):
    """The file of groups by need."""

    kind: ClassVar[str] = "secretariat.health"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Health of groups"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        groups = health.with_details(Group.objects.filter(pk__in=ids), timezone.localdate())
        return Chunk(names, in_order(ids, groups.order_by().values_list(*names)))


add_list(HealthExport.kind, _("health of groups"))
