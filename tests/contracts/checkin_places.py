"""The monthly check of a place: a problem that waits for the office."""

from __future__ import annotations

from typing import Any

from members.models import Group
from secretariat.models import CheckIn
from tests.secretariat.checkin_factories import CheckInFactory


def problem(owner: Any, group: Group) -> CheckIn:
    """Of this month; in the demonstration it may be answered already."""
    check = CheckIn.objects.filter(group=group).first()
    if check is None:
        return CheckInFactory(group=group, answered_by=owner, has_problem=True, note="Air kotor")
    check.has_problem, check.settled_on, check.settled_note = True, None, ""
    check.save(update_fields=["has_problem", "settled_on", "settled_note"])
    return check
