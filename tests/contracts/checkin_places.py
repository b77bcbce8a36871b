"""The monthly check of a place: a problem that waits for the office."""

from __future__ import annotations

from typing import Any

from members.models import Group
from secretariat.models import CheckIn
from tests.secretariat.checkin_factories import CheckInFactory


def problem(owner: Any, group: Group) -> CheckIn:
    """Of this month, which the demonstration leaves open."""
    return CheckInFactory(group=group, answered_by=owner, has_problem=True, note="Air kotor")
