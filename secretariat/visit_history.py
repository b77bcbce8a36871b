"""How the changes to visits and minutes, and to what hangs on them, are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import Group, Person
from secretariat.models import (
    CoachingPhoto,
    Meeting,
    MeetingAttendance,
    MeetingPhoto,
    Visit,
    VisitFollowUp,
    VisitOfficer,
)

FINDING, MEETING = "secretariat.view_finding", "secretariat.view_meeting"


def _day(field: str) -> Any:
    return lambda row, name_of: display.long_date(row[field])


def _said(field: str) -> Any:
    return lambda row, name_of: row[field]


def _named(row: Snapshot, name_of: NameOf) -> str:
    """An officer with an account, or the name that was typed."""
    return name_of(row, "user") or row["name"]


tell(
    Told(
        Visit,
        label=lambda row, name_of: display.long_date(row["held_on"] or row["planned_on"]),
        name="planned_on",
        hidden=frozenset(["code", "group"]),
        withheld={"findings": FINDING},
        labels={"office": _("Office that visits")},
    )
)
tell(Told(VisitOfficer, label=_named, name="name", hidden=frozenset(["visit"])))
tell(
    Told(
        VisitFollowUp,
        label=_said("what"),
        name="what",
        hidden=frozenset(["code", "visit", "done_by"]),
    )
)
tell(
    Told(
        Meeting,
        label=_day("date"),
        name="date",
        hidden=frozenset(["code", "group", "typed_by"]),
    )
)
tell(
    Told(
        MeetingAttendance,
        label=lambda row, name_of: name_of(row, "person"),
        name="person__name",
        hidden=frozenset(["meeting"]),
    )
)
for _photo, _owner in ((CoachingPhoto, "visit"), (MeetingPhoto, "meeting")):
    tell(
        Told(
            _photo,
            label=_said("caption"),
            name="caption",
            hidden=frozenset(["code", _owner, "file"]),
        )
    )

add_history(
    HistorySource(Visit, Visit),
    HistorySource(Visit, VisitOfficer, "visit_id"),
    HistorySource(Visit, CoachingPhoto, "visit_id"),
    HistorySource(Visit, VisitFollowUp, "visit_id", act=FINDING),
    HistorySource(Meeting, Meeting),
    HistorySource(Meeting, MeetingAttendance, "meeting_id"),
    HistorySource(Meeting, MeetingPhoto, "meeting_id"),
    HistorySource(Group, Visit, "group_id"),
    HistorySource(Group, Meeting, "group_id"),
    HistorySource(
        Person,
        MeetingAttendance,
        "person_id",
        lambda row, name_of: name_of(row, "meeting"),
        act=MEETING,
    ),
)

name_acts(
    {
        "secretariat.plan_visit": _("planned a coaching visit"),
        "secretariat.change_visit": _("changed a coaching visit"),
        "secretariat.finish_followup": _("wrote down that a follow-up is done"),
        "secretariat.add_meeting": _("wrote minutes of a meeting"),
        "secretariat.change_meeting": _("changed minutes of a meeting"),
    }
)
