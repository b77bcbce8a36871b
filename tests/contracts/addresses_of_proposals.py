"""The addresses of proposals, visits and decrees."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address


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
    "aid:proposal_export": Address(
        data=lambda place, user: {"columns": ["unit"], "file_format": "csv"}, post=200
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
    "aid:visit_paper": Address(visit, get=405, data=lambda place, user: {"x": "y"}, post=200),
    "aid:visit_scan": Address(visit),
    "aid:visit_photo": Address(lambda place: visit(place) | {"number": 1, "size": "thumb"}),
    "aid:decree_list": Address(),
    "aid:decree_export": Address(
        data=lambda place, user: {"columns": ["issuer"], "file_format": "csv"}, post=200
    ),
    "aid:decree_create": Address(data=lambda place, user: PAPER | ticked(place)),
    "aid:decree_detail": Address(aid_decree),
    "aid:decree_update": Address(aid_decree, data=lambda place, user: PAPER),
    "aid:decree_add_lines": Address(aid_decree, data=lambda place, user: ticked(place)),
    "aid:decree_scan": Address(aid_decree),
    "aid:decree_history": Address(aid_decree),
}
