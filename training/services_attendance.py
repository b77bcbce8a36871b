"""Acts on attendance: write down who was at which session."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from training.models import Attendance, Session

# (session, participant), each by its id
Place = tuple[int, int]


@transaction.atomic
def record_attendance(*, states: Mapping[Place, str]) -> int:
    """Write the states that differ from what is recorded; return how many did.

    One statement for all of them, however many; what stays as it is leaves no trace. Two at the
    same sessions stand in line. Raises IntegrityError where somebody is not enrolled, or a
    session was not held.
    """
    sessions = {session for session, _participant in states}
    list(Session.objects.select_for_update().filter(pk__in=sessions).order_by("pk").values("pk"))
    known = recorded(sessions)
    rows = [
        Attendance(session_id=session, participant_id=participant, state=state)
        for (session, participant), state in states.items()
        if known.get((session, participant), "") != state
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "participant"],
        update_fields=["state"],
    )
    return len(rows)


def recorded(sessions: set[int]) -> dict[Place, str]:
    """What is on file of these sessions."""
    rows = Attendance.objects.filter(session__in=sessions).order_by()
    return {(s, p): state for s, p, state in rows.values_list("session", "participant", "state")}
