"""Ekspor daftar peserta satu pelatihan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import lazy
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
from members.exports.cells import choice, plain, words
from members.listing import place
from members.models import Relative
from training.attendance_roster import heading
from training.exports.names import printed
from training.exports.trainings import figure
from training.models import Attendance, Certificate, Participant, Training

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
SESSION = "session-"


def of_sessions(training: Training) -> tuple[Column, ...]:
    """A column for each session that was not called off: how each was there."""
    return tuple(
        Column(key, lazy(heading, str)(session), plain(key), width=14, is_ours=True)
        for session in training.sessions.held()
        if (key := f"{SESSION}{session.code}")
    )


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
            chunk.more |= self._looked_up(chunk) | self._attendance(chunk["pk"])
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

    def _attendance(self, participants: Sequence[int]) -> dict[str, Sequence[Cell]]:
        """By the keys of the sessions' columns."""
        keys = [column.key for column in self.columns if column.key.startswith(SESSION)]
        sessions = [key.removeprefix(SESSION) for key in keys]
        rows = Attendance.objects.filter(participant__in=participants, session__code__in=sessions)
        names = ("session__code", "participant", "state")
        found = {(code, who): state for code, who, state in rows.order_by().values_list(*names)}
        told = words(Attendance.State)
        return {
            key: [told[found.get((code, who), "")] for who in participants]
            for key, code in zip(keys, sessions, strict=True)
        }


def _pairs(chunk: Chunk, hers: str, typed: str) -> Any:
    return zip(chunk[hers], chunk[typed], strict=True)


add_list(ParticipantExport.kind, _("participants"))
