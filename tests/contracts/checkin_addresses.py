"""The addresses of monthly checks and of the health of groups."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from secretariat import months
from tests.contracts.places import Place
from tests.contracts.walker import Address


def check(place: Place) -> dict[str, Any]:
    return {"code": place.desk.check.code}


def group(place: Place) -> dict[str, Any]:
    return {"code": place.group.code}


def this_month(place: Place) -> dict[str, Any]:
    return group(place) | {"month": months.key(months.first(timezone.localdate()))}


def columns(place: Place, user: User) -> dict[str, Any]:
    return {"columns": ["village"], "file_format": "csv"}


HEALTH: dict[str, Address] = {
    "secretariat:health_list": Address(),
    "secretariat:health_detail": Address(group),
    "secretariat:health_export": Address(data=columns, post=200),
}
CHECK_INS: dict[str, Address] = {
    "secretariat:checkin_list": Address(),
    "secretariat:checkin_export": Address(data=columns, post=200),
    "secretariat:checkin_group": Address(group),
    "secretariat:checkin_answer": Address(
        this_month,
        data=lambda place, user: {"changed": "no", "broken": "no", "problem": "yes"},
    ),
    "secretariat:checkin_note": Address(
        check, data=lambda place, user: {"note": "Saluran air tersumbat"}
    ),
    "secretariat:checkin_settle": Address(
        check, data=lambda place, user: {"settled_note": "PPL datang hari Rabu"}
    ),
}
