"""Attendance at meetings comes over; where both stand on one list, she was there if either was."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.merging import Merge, MergePart, add_merge, repoint
from secretariat.models import MeetingAttendance

_PERSON = "secretariat.MeetingAttendance.person"
_RANK = ("absent", "excused", "present")


def _move(merge: Merge) -> None:
    mine = {row.meeting_id: row for row in merge.kept.meetings.listed()}
    for row in merge.other.meetings.listed().filter(meeting__in=mine).order_by("pk"):
        _keep_better(mine[row.meeting_id], row)
    repoint(merge, _PERSON)


def _keep_better(kept: MeetingAttendance, other: MeetingAttendance) -> None:
    """The second line goes off the list, and stays on record."""
    if _RANK.index(other.state) > _RANK.index(kept.state):
        kept.state = other.state
        kept.save(update_fields=["state"])
    other.ended = True
    other.save(update_fields=["ended"])


add_merge(
    MergePart(
        key="meetings",
        label=_("Attendance at meetings"),
        fields=(_PERSON,),
        count=lambda person: person.meetings.listed().count(),
        move=_move,
        order=320,
    )
)
