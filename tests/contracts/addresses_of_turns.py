"""The addresses of turns, use, cash book and idle machines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.contracts.walker import Address


def _day(number: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=number)).isoformat()


def _machine(place: Any) -> dict[str, Any]:
    return {"code": place.aid.equipment.code}


def _turn(place: Any) -> dict[str, Any]:
    return {"code": place.aid.turn.code}


def _times(place: Any) -> dict[str, Any]:
    return {
        "person": place.person.code,
        "from_day": _day(5),
        "from_time": "07:00",
        "to_day": "",
        "to_time": "24:00",
    }


def _use(place: Any) -> dict[str, Any]:
    day = f"{timezone.localdate():%d/%m/%Y}"
    return {"person": place.person.code, "used_on": day, "hours": "1,5", "work": "ridging"}


BOOKINGS: dict[str, Address] = {
    "aid:booking_week": Address(_machine),
    "aid:booking_month": Address(_machine),
    "aid:booking_export": Address(
        _machine, data=lambda place, user: {"span": "2026", "file_format": "csv"}, post=200
    ),
    "aid:booking_take": Address(
        lambda place: _machine(place) | {"day": _day(4), "slot": "morning"},
        data=lambda place, user: {"person": place.person.code},
    ),
    "aid:booking_create": Address(_machine, data=lambda place, user: _times(place)),
    "aid:booking_detail": Address(_turn),
    "aid:booking_move": Address(_turn, data=lambda place, user: _times(place)),
    "aid:booking_cancel": Address(_turn, data=lambda place, user: {"cancel_reason": "Hujan"}),
    "aid:booking_checkout": Address(_turn, get=405, data=lambda place, user: {"x": "y"}),
    "aid:booking_checkin": Address(
        _turn, get=405, data=lambda place, user: {"x": "y"}, writes=False
    ),
    "aid:use_list": Address(_machine),
    "aid:use_create": Address(_machine, data=lambda place, user: _use(place)),
    "aid:use_update": Address(
        lambda place: {"code": place.aid.use.code}, data=lambda place, user: _use(place)
    ),
    "aid:use_cancel": Address(
        lambda place: {"code": place.aid.use.code}, data=lambda place, user: {"reason": "Ganda"}
    ),
    "aid:use_form": Address(_machine),
    "aid:use_export": Address(
        _machine, get=405, data=lambda place, user: {"span": "2026"}, post=200
    ),
    "aid:cashbook_detail": Address(_machine),
    "aid:cashbook_paper": Address(
        _machine, get=405, data=lambda place, user: {"span": "2026"}, post=200
    ),
    "aid:idle_list": Address(),
    "aid:idle_export": Address(get=405, data=lambda place, user: {"x": "y"}, post=200),
    "aid:idle_answer": Address(_machine, data=lambda place, user: {"answer": "broken"}),
    "aid:idle_settle": Address(
        lambda place: {"code": place.aid.idle.code},
        data=lambda place, user: {"settled_note": "Belajar di BPP pekan depan"},
    ),
    "aid:idle_note": Address(
        lambda place: {"code": place.aid.idle.code}, data=lambda place, user: {"note": "Busi mati"}
    ),
    # Replaced at the merge.
}
