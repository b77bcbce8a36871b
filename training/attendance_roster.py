"""Daftar hadir: the roster of one session, as far as it is the user's to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from training.models import Attendance, Participant, Session, Training

RECORD = "training.record_attendance"
State = Attendance.State
# As a paper list has them; a reader for the blind is told the word.
SIGNS = {
    State.PRESENT.value: "H",
    State.LATE.value: "T",
    State.EXCUSED.value: "I",
    State.SICK.value: "S",
    State.ABSENT.value: "A",
    State.NOT_RECORDED.value: "–",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant with what is recorded of her at the session."""

    participant: Participant
    state: str

    @property
    def code(self) -> str:
        return self.participant.code


def entries(session: Session, user: Any) -> list[Entry]:
    """Everybody enrolled whom the user may note, in the order of the paper list."""
    mine = Participant.objects.allowed(user, RECORD).filter(training=session.training_id)
    found = mine.enrolled().select_related("person", "village", "relative_of")
    states = dict(
        Attendance.objects.filter(session=session).values_list("participant", "state").order_by()
    )
    return [Entry(who, states.get(who.pk, "")) for who in found]


def word(state: str) -> str:
    return str(State(state).label)


def why_closed(session: Session) -> str:
    """Why nothing can be recorded of this session; "" where it can."""
    if session.training.state == Training.State.CANCELLED:
        return _("This training is cancelled. Attendance is not recorded for it.")
    if session.cancel_reason:
        words = _("This session was called off: %(reason)s. Attendance is not recorded for it.")
        return words % {"reason": session.cancel_reason}
    if session.date > timezone.localdate():
        words = _("This session is on %(day)s. Attendance is recorded from that day on.")
        return words % {"day": display.long_date(session.date)}
    return ""


def when(session: Session) -> str:
    """``20 Februari 2023, 08.00 · Persemaian``"""
    begins = f", {session.begins_at:%H.%M}" if session.begins_at else ""
    subject = f" · {session.subject}" if session.subject else ""
    return f"{display.long_date(session.date)}{begins}{subject}"


def heading(session: Session) -> str:
    """``20 Feb 2023 08.00``: the session above a column."""
    begins = f" {session.begins_at:%H.%M}" if session.begins_at else ""
    return f"{display.short_date(session.date)}{begins}"


def whose(participant: Participant) -> str:
    """What tells two of one name apart: whose relative, from where."""
    of = participant.relative_of
    relation = capfirst(participant.get_relation_display())
    if relation and of is not None:
        relation = _("%(relation)s of %(name)s") % {"relation": relation, "name": of.name}
    village = participant.village.name if participant.village else ""
    return " · ".join(filter(None, (relation, village)))
