"""Ekspor barang usulan: each line of a proposal, how far it has come, by which papers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from aid.models import Fit, Proposal, ProposalLine
from aid.words import plain_number
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
from members.exports.cells import choice, plain, village, words

VISIT = ("verification__fits_land", "verification__can_run", "verification__can_repair")


def number(name: str) -> Any:
    """A whole number as one, so that a spreadsheet can add it up; parts with a comma."""
    return lambda chunk: list(map(_number, chunk[name]))


def _number(value: Decimal | None) -> Cell:
    if value is None:
        return None
    found = plain_number(value)
    return int(found) if found == found.to_integral_value() else str(found).replace(".", ",")


def verdict(chunk: Chunk) -> Sequence[Cell]:
    """The worst of the three answers of the visit."""
    said = words(Fit)
    worst_first = (Fit.UNSUITABLE, Fit.DOUBTFUL, Fit.FITS)
    rows = zip(*(chunk[name] for name in VISIT), strict=True)
    found = [next((fit for fit in worst_first if fit.value in row), None) for row in rows]
    return [said[fit.value] if fit else "" for fit in found]


def col(key: str, label: Any, path: str, width: int = 16, **more: Any) -> Column:
    """A column that gives a field as it is; a field that may be missing gives nothing."""
    return Column(key, label, plain(path), (path,), width, **more)


GOODS = (
    ordinal(),
    col("code", _("code"), "proposal__code", 13, is_fixed=True),
    col("group", _("group"), "proposal__group__name", 28, is_fixed=True),
    Column(
        "village",
        _("village"),
        village("proposal__group__village__path"),
        ("proposal__group__village__path",),
        26,
    ),
    col("kind", _("kind of goods"), "kind__name", 24, is_fixed=True),
    col("detail", _("detail"), "detail", 24),
    Column("quantity", _("quantity"), number("quantity"), ("quantity",), 10, is_fixed=True),
    col("unit", _("unit"), "kind__unit", 10),
    Column("state", _("state"), choice("state", ProposalLine.State), ("state",), 14, is_fixed=True),
    col("state_reason", _("reason"), "state_reason", 30),
)
PAPERS = (
    col("proposed_on", _("proposed on"), "proposed_on", 13),
    Column(
        "proposed_by",
        _("proposed by"),
        choice("proposal__proposed_by", Proposal.ProposedBy),
        ("proposal__proposed_by",),
    ),
    col("letter", _("number of the letter"), "proposal__number", 20),
    col("programme", _("programme"), "proposal__programme__name", 26),
    col("verified_on", _("verified on"), "verified_on", 13),
    col("verifier", _("verified by"), "verification__verifier", 24),
    Column("verdict", _("verdict of the visit"), verdict, VISIT, 14),
    col("against", _("why it is approved all the same"), "verification__against_reason", 30),
    col("decree", _("number of the decree"), "decree__number", 22),
    col("decreed_on", _("date of the decree"), "decreed_on", 13),
    Column(
        "decreed_quantity",
        _("decreed quantity"),
        number("decreed_quantity"),
        ("decreed_quantity",),
        10,
    ),
    col("order_reason", _("why the dates stand in reverse order"), "order_reason", 30),
)
PARTS = ((_("Proposal"), GOODS), (_("Visit and decree"), PAPERS))
COLUMNS = (*GOODS, *PAPERS)
USUAL = tuple(c.key for c in COLUMNS if c.key not in ("against", "programme", "proposed_by"))


class LinesExport(ExportSpec):
    """The file of the lines of proposals."""

    kind: ClassVar[str] = "aid.proposals"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Proposals of aid"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = ProposalLine.objects.filter(pk__in=ids).order_by().values_list(*names)
        return Chunk(names, in_order(ids, rows))


add_list(LinesExport.kind, _("proposals of aid"))
