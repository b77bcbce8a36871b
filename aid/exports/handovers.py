"""Ekspor daftar serah terima."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.handover_content import accepted, figures, serials_of, value_of
from aid.models import Handover, HandoverLine, Title
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
from members.exports.cells import choice, plain, village


def looked_up(name: str) -> Any:
    return lambda chunk: chunk[name]


def whose(chunk: Chunk) -> Sequence[Cell]:
    own, other = in_indonesian(_("this office’s")), in_indonesian(_("another office’s"))
    return [own if is_own else other for is_own in chunk["is_own"]]


def there(name: str) -> Any:
    """Whether a file is attached."""
    yes, no = _("yes"), _("no")
    return lambda chunk: [in_indonesian(yes if found else no) for found in chunk[name]]


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column(
        "register_number", _("register number"), plain("register_number"), ("register_number",), 26
    ),
    Column("giver_number", _("giver's number"), plain("giver_number"), ("giver_number",), 26),
    Column("handed_on", _("handed over on"), plain("handed_on"), ("handed_on",), 13, is_fixed=True),
    Column("state", _("state"), choice("state", Handover.State), ("state",), 13),
    Column("whose", _("whose paper"), whose, ("is_own",), 14),
    Column("group", _("group"), plain("group__name"), ("group__name",), 28, is_fixed=True),
    Column("group_code", _("code of the group"), plain("group__code"), ("group__code",), 13),
    Column("village", _("village"), village("group__village__path"), ("group__village__path",), 26),
    Column("place", _("place"), plain("place"), ("place",), 24),
    Column("title", _("title"), choice("title", Title), ("title",), 13),
    Column("giver", _("giver"), plain("giver__name"), ("giver__name",), 30),
    Column("channel", _("channel"), plain("channel__name"), ("channel__name",), 26),
    Column(
        "accompanying",
        _("accompanying office"),
        plain("accompanying__name"),
        ("accompanying__name",),
        26,
    ),
    Column("programme", _("programme"), plain("programme__name"), ("programme__name",), 26),
    Column("goods", _("goods"), looked_up("goods"), (), 40),
    Column("serials", _("serial numbers"), looked_up("serials"), (), 26),
    Column("value", _("value (rupiah)"), looked_up("values"), (), 16),
    Column("receiver", _("receiver"), plain("receiver_name"), ("receiver_name",), 26),
    Column(
        "agreement",
        _("agreement: number"),
        plain("agreement_number"),
        ("agreement_number",),
        22,
    ),
    Column("scan", _("scan there"), there("scan_id"), ("scan_id",), 10),
    Column(
        "order_reason",
        _("why the dates stand in reverse order"),
        plain("order_reason"),
        ("order_reason",),
        30,
    ),
    Column("cancel_reason", _("why cancelled"), plain("cancel_reason"), ("cancel_reason",), 30),
)
PARTS = ((_("Handover"), COLUMNS),)
USUAL = tuple(
    column.key for column in COLUMNS if column.key not in ("group_code", "place", "serials")
)


class HandoverExport(ExportSpec):
    """The file of handovers; one row for each paper, its goods in one cell."""

    kind: ClassVar[str] = "aid.handovers"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Handovers"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Handover.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more |= _goods(chunk["pk"])
        return chunk


def _goods(papers: Sequence[int]) -> dict[str, Sequence[Cell]]:
    """The goods of each paper, their serials, and what is known of their value."""
    found: defaultdict[int, list[HandoverLine]] = defaultdict(list)
    for line in HandoverLine.objects.filter(handover__in=papers).select_related("kind"):
        found[line.handover_id].append(line)
    lines = [found[pk] for pk in papers]
    return {
        "goods": ["; ".join(map(_good, of_paper)) for of_paper in lines],
        "serials": ["; ".join(s for line in of for s in serials_of(line)) for of in lines],
        "values": [_value(of_paper) for of_paper in lines],
    }


def _good(line: HandoverLine) -> str:
    what = " ".join(filter(None, (line.kind.name, line.brand)))
    return f"{what} {figures(accepted(line))} {line.unit}"


def _value(lines: Sequence[HandoverLine]) -> int | None:
    values = [value for line in lines if (value := value_of(line)) is not None]
    return sum(values) if values else None


add_list(HandoverExport.kind, _("Handovers"))
