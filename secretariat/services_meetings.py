"""Who was at a meeting: all answers of its list, written by one act."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from secretariat.models import Meeting, MeetingAttendance


@transaction.atomic
def record_attendance(*, meeting: Meeting, states: Mapping[int, str]) -> None:
    """Write each person's state; "" takes her off the list. Equal ones are not written again."""
    known = {row.person_id: row for row in meeting.attendance.listed().select_for_update()}
    new = []
    for person, state in states.items():
        row = known.get(person)
        if row is None and state:
            new.append(MeetingAttendance(meeting=meeting, person_id=person, state=state))
        elif row is not None and state != row.state:
            _change(row, state)
    MeetingAttendance.objects.bulk_create(new)


def _change(row: MeetingAttendance, state: str) -> None:
    if state:
        row.state = state
        row.save(update_fields=["state"])
    else:
        row.ended = True
        row.save(update_fields=["ended"])
