"""Ekspor kabar bulanan: the groups that gave no answer, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import translation
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
from members.exports.cells import plain, village
from members.models import Group
from secretariat import asking
from secretariat.checkin_listing import last_words, silence_words


def last(chunk: Chunk) -> Sequence[Cell]:
    never = in_indonesian(_("never answered"))
    with translation.override("id"):
        return each(lambda month: last_words(month) or never, chunk["last_check"])


def silence(chunk: Chunk) -> Sequence[Cell]:
    with translation.override("id"):
        return each(silence_words, chunk["last_check"])


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("group", _("group"), plain("name"), ("name",), 28, is_fixed=True),
    Column("village", _("village"), village("village__path"), ("village__path",), 26),
    Column("last", _("last answer"), last, ("last_check",), 18, is_fixed=True, is_ours=True),
    Column("silence", _("silent for"), silence, ("last_check",), 12, is_ours=True),
)
PARTS = ((_("Monthly check"), COLUMNS),)
USUAL = tuple(column.key for column in COLUMNS)


class SilentExport(ExportSpec):
    """The file of silent groups."""

    kind: ClassVar[str] = "secretariat.silent"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Monthly check"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        groups = asking.with_last_check(Group.objects.filter(pk__in=ids)).order_by()
        return Chunk(names, in_order(ids, groups.values_list(*names)))


add_list(SilentExport.kind, _("groups without a monthly check"))
