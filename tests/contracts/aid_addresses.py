"""The addresses of equipment aid: how each is opened, what a right POST sends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.contracts.places import Place
from tests.contracts.walker import Address

AID: dict[str, Address] = {}


def proposal(place: Place) -> dict[str, Any]:
    return {"code": place.aid.proposal.code}


def visit(place: Place) -> dict[str, Any]:
    return {"code": place.aid.decreed.verification.code}


def aid_decree(place: Place) -> dict[str, Any]:
    return {"code": place.aid.decree.code}


def proposed(place: Place) -> dict[str, Any]:
    return {
        "proposed_on": "2023-02-01",
        "proposed_by": "group",
        "kind_1": place.aid.kind.key,
        "quantity_1": "2",
        "detail_1": "6 PK",
    }


def visited(place: Place) -> dict[str, Any]:
    return {
        "visited_on": "2023-02-20",
        "verifier": "Slamet Riyadi",
        **dict.fromkeys(("fits_land", "can_run", "can_repair"), "fits"),
        "line_1": "verified",
    }


def ticked(place: Place) -> dict[str, Any]:
    return {f"line_{place.aid.verified.proposal.code}-1": "on"}


PAPER = {"number": "188/9/2023", "date": "2023-04-10", "issuer": "Bupati"}
PROPOSALS: dict[str, Address] = {
    "aid:proposal_list": Address(),
    "aid:group_proposals": Address(lambda place: {"code": place.group.code}, get=302),
    "aid:proposal_create": Address(
        data=lambda place, user: proposed(place) | {"group": place.group.code}
    ),
    "aid:proposal_detail": Address(proposal),
    "aid:proposal_update": Address(proposal, data=lambda place, user: proposed(place)),
    "aid:proposal_withdraw": Address(
        proposal, data=lambda place, user: {"lines": ["1"], "reason": "Sudah dibeli sendiri"}
    ),
    "aid:proposal_line_end": Address(
        lambda place: proposal(place) | {"number": 1},
        data=lambda place, user: {"state": "rejected", "reason": "Sudah punya"},
    ),
    "aid:proposal_scan": Address(proposal),
    "aid:proposal_history": Address(proposal),
    "aid:proposal_verify": Address(proposal, data=lambda place, user: visited(place)),
    "aid:visit_update": Address(
        visit, data=lambda place, user: {"visited_on": "2023-02-21", "verifier": "Slamet"}
    ),
    "aid:visit_scan": Address(visit),
    "aid:visit_photo": Address(lambda place: visit(place) | {"number": 1, "size": "thumb"}),
    "aid:decree_list": Address(),
    "aid:decree_create": Address(data=lambda place, user: PAPER | ticked(place)),
    "aid:decree_detail": Address(aid_decree),
    "aid:decree_update": Address(aid_decree, data=lambda place, user: PAPER),
    "aid:decree_add_lines": Address(aid_decree, data=lambda place, user: ticked(place)),
    "aid:decree_scan": Address(aid_decree),
}
AID |= PROPOSALS


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
    "aid:use_form": Address(_machine),
    "aid:cashbook_detail": Address(_machine),
    "aid:cashbook_paper": Address(
        _machine, get=405, data=lambda place, user: {"span": "2026"}, post=200
    ),
    "aid:idle_list": Address(),
    "aid:idle_answer": Address(_machine, data=lambda place, user: {"answer": "broken"}),
    "aid:idle_note": Address(
        lambda place: {"code": place.aid.idle.code}, data=lambda place, user: {"note": "Busi mati"}
    ),
    # Replaced at the merge.
    "aid:equipment_detail": Address(_machine, get=302),
}
AID |= BOOKINGS
