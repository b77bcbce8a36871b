"""The addresses of follow-ups: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address


def a_class(place: Place) -> dict[str, Any]:
    return {"code": place.learning.certificates.training.code}


def asked(place: Place) -> dict[str, Any]:
    return {"code": place.learning.finished.participants.get().code, "months": 12}


FOLLOW_UPS: dict[str, Address] = {
    "training:followup_due": Address(),
    "training:followup_answer": Address(
        asked, data=lambda place, user: {"uses": "no", "why": "land", "note": "Lahan disewa"}
    ),
    "training:followup_list": Address(a_class),
}
