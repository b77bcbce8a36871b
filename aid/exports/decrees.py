"""Ekspor SK bantuan: the decrees of the list, each with how much it lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.exports.handovers import looked_up, there
from aid.exports.proposals import col
from aid.models import AidDecree, ProposalLine
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

COLUMNS = (
    ordinal(),
    col("code", _("code"), "code", 13, is_fixed=True),
    col("decree", _("number"), "number", 26, is_fixed=True),
    col("date", _("date"), "date", 13, is_fixed=True),
    col("issuer", _("issued by"), "issuer", 28),
    col("title", _("about"), "title", 34),
    col("office", _("recorded by"), "office__name", 28),
    Column("groups", _("groups"), looked_up("groups"), (), 10),
    Column("lines", _("lines"), looked_up("lines"), (), 10),
    Column("scan", _("scan there"), there("scan_id"), ("scan_id",), 10),
)
PARTS = ((_("Decrees"), COLUMNS),)
ABOUT = COLUMNS[2:]
USUAL = tuple(column.key for column in COLUMNS)


def listed(chunk: Chunk, lines: Any) -> dict[str, Sequence[Cell]]:
    """How many of these lines each decree lists, and of how many groups."""
    counted = lines.filter(decree__in=chunk["pk"]).per_decree()
    groups, numbers = zip(*(counted.get(pk, (0, 0)) for pk in chunk["pk"]), strict=True)
    return {"groups": groups, "lines": numbers}


class DecreeExport(ExportSpec):
    """The file of the list of decrees."""

    kind: ClassVar[str] = "aid.decrees"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Decrees of aid"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = AidDecree.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more |= listed(chunk, ProposalLine.objects.all())
        return chunk


add_list(DecreeExport.kind, _("decrees of aid"))
