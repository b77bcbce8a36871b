"""The addresses of follow-ups: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from tests.contracts.places import Place
from tests.contracts.walker import Address


def a_class(place: Place) -> dict[str, Any]:
    return {"code": place.learning.certificates.training.code}


def finished(place: Place) -> dict[str, Any]:
    return {"code": place.learning.finished.code}


def asked(place: Place) -> dict[str, Any]:
    return {"code": place.learning.finished.participants.get().code, "months": 12}


def columns(place: Place, user: User) -> dict[str, Any]:
    return {"columns": ["group"], "file_format": "csv"}


FOLLOW_UPS: dict[str, Address] = {
    "training:followup_due": Address(),
    "training:followup_answer": Address(
        asked, data=lambda place, user: {"uses": "no", "why": "land", "note": "Lahan disewa"}
    ),
    "training:followup_list": Address(a_class),
    "training:followup_due_export": Address(data=columns, post=200),
    "training:followup_export": Address(finished, data=columns, post=200),
}
