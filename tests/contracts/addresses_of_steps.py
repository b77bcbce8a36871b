"""The addresses of a form that asks one question at a time."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def draft(place: Place) -> dict[str, Any]:
    return {"code": place.draft.code}


STEPS: dict[str, Address] = {
    "members:step_start": Address(data=lambda place, user: {"flow": "quick"}, writes=False),
    "members:step": Address(
        lambda place: draft(place) | {"key": "birth"},
        data=lambda place, user: {"birth_place": "Palas", "birth_date": "1990"},
        is_owners=True,
        writes=False,
    ),
    "members:step_check": Address(draft, data=nothing, is_owners=True),
    "members:step_discard": Address(draft, 405, nothing, is_owners=True, writes=False),
}
