"""Ekspor daftar peserta satu pelatihan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

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
from members.exports.cells import choice, plain
from members.listing import place
from members.models import Relative
from training.exports.names import printed
from training.exports.trainings import figure
from training.models import Certificate, Participant

PERSON, GROUP = "person", "through__group__name"
CERTIFICATE = "training.view_certificate"
ALWAYS = ("pk", PERSON, "person__name", "name", "person__village__path", "village__path")


def figures(name: str) -> Any:
    """Hours and scores, so that a spreadsheet can add them up; nothing for nothing."""
    return lambda chunk: each(_figure, chunk[name])


def _figure(value: Decimal | None) -> Cell:
    return None if value is None else figure(value)


COLUMNS = (
    ordinal(),
    Column("list_number", _("No. on the list"), plain("number"), ("number",), 9, is_fixed=True),
    Column("name", _("name"), plain("printed"), (), 28, is_fixed=True),
    Column("relation", _("relation"), choice("relation", Relative.Relation), ("relation",), 14),
    Column("group", _("group"), plain(GROUP), (GROUP,), 28),
    Column("village", _("village"), plain("from"), (), 26),
    Column("attended", _("hours attended"), figures("hours_attended"), ("hours_attended",), 14),
    Column("held", _("hours held"), figures("hours_held"), ("hours_held",), 14),
    Column("pre_score", _("score before"), figures("pre_score"), ("pre_score",), 12),
    Column("post_score", _("score after"), figures("post_score"), ("post_score",), 12),
    Column("paper", _("number of the certificate"), plain("paper"), (), 28),
    Column("withdrawn", _("withdrawn on"), plain("withdrawn_on"), ("withdrawn_on",), 13),
    Column("reason", _("reason"), plain("withdrawn_reason"), ("withdrawn_reason",), 26),
)
USUAL = tuple(column.key for column in COLUMNS if column.key not in ("withdrawn", "reason"))


class ParticipantExport(ExportSpec):
    """The file of who takes part in a training, in the order of the paper list."""

    kind: ClassVar[str] = "training.participants"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Participants"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = (*ALWAYS, *(name for name in self.fields() if name not in ALWAYS))
        rows = Participant.objects.filter(pk__in=ids).with_attendance().order_by()
        chunk = Chunk(names, in_order(ids, rows.values_list(*names)))
        if chunk.size:
            chunk.more |= self._looked_up(chunk)
        return chunk

    def _looked_up(self, chunk: Chunk) -> dict[str, Sequence[Any]]:
        names = [hers or typed for hers, typed in _pairs(chunk, "person__name", "name")]
        paths = [hers or typed for hers, typed in _pairs(chunk, ALWAYS[-2], ALWAYS[-1])]
        papers = Certificate.objects.allowed(self.user, CERTIFICATE).valid()
        numbers = dict(
            papers.filter(participant__in=chunk["pk"]).values_list("participant", "number")
        )
        return {
            "printed": printed(chunk, self.user, path=PERSON, names=names),
            "from": each(lambda path: place(path) if path else "", paths),
            "paper": [numbers.get(pk, "") for pk in chunk["pk"]],
        }


def _pairs(chunk: Chunk, hers: str, typed: str) -> Any:
    return zip(chunk[hers], chunk[typed], strict=True)


add_list(ParticipantExport.kind, _("participants"))
