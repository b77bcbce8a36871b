"""What of visits and minutes returns when an act is taken back."""

from __future__ import annotations

from core.undo.rules import Suspended, Undo, add_undo
from secretariat.models import (
    CoachingPhoto,
    Meeting,
    MeetingAttendance,
    MeetingPhoto,
    Visit,
    VisitFollowUp,
    VisitOfficer,
)

_VISIT, _MEETING = "secretariat.change_visit", "secretariat.change_meeting"

add_undo(
    Undo(Visit, act=_VISIT, suspended=(Suspended("state_by_table"),)),
    Undo(VisitOfficer, act=_VISIT),
    Undo(CoachingPhoto, act=_VISIT, clings="visit"),
    Undo(VisitFollowUp, act="secretariat.finish_followup"),
    Undo(Meeting, act=_MEETING, suspended=(Suspended("stays_cancelled"),)),
    Undo(MeetingAttendance, act=_MEETING),
    Undo(MeetingPhoto, act=_MEETING, clings="meeting"),
)
