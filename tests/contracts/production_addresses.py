"""The addresses of production and livelihood: how each is opened, what a right POST sends."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accounts.models import User
from secretariat.harvest_figures import Figures
from secretariat.models import Commodity
from tests.contracts.places import Place
from tests.contracts.walker import Address


def group(place: Place) -> dict[str, Any]:
    return {"code": place.group.code}


def person(place: Place) -> dict[str, Any]:
    return {"code": place.person.code}


def harvest(place: Place) -> dict[str, Any]:
    return {"code": place.desk.harvest.code}


def card(place: Place) -> dict[str, Any]:
    return {"code": place.desk.card.code}


def harvested(place: Place, user: User) -> dict[str, Any]:
    """What is typed, once what follows from it was seen."""
    maize = Commodity.objects.get(key="jagung")
    return {
        "commodity": maize.key,
        "quantity_kg": "1.200",
        "area_ha": "0,25",
        "harvested_on": "2024-05-11",
        "person": place.person.code,
        "checked": Figures(maize, Decimal(1200), Decimal("0.25"), None, None).key,
    }


def answers(place: Place, user: User) -> dict[str, Any]:
    return {"income": "to500", "work": "farm", "savings": "none", "intends": "no"}


def reason(place: Place, user: User) -> dict[str, Any]:
    return {"reason": "Tertulis dua kali"}


PRODUCTION: dict[str, Address] = {
    "secretariat:harvest_list": Address(),
    "secretariat:harvest_export": Address(
        data=lambda place, user: {"columns": ["person"], "file_format": "csv"}, post=200
    ),
    "secretariat:harvest_start": Address(
        data=lambda place, user: {"group": place.group.code}, writes=False
    ),
    "secretariat:harvest_create": Address(group, data=harvested),
    "secretariat:harvest_update": Address(harvest, data=harvested),
    "secretariat:harvest_cancel": Address(harvest, data=reason),
    "secretariat:production_group": Address(group),
    "secretariat:production_area": Address(),
    "secretariat:livelihood_summary": Address(),
    "secretariat:livelihood_due": Address(),
    "secretariat:livelihood_list": Address(person),
    "secretariat:livelihood_create": Address(
        person, data=lambda place, user: answers(place, user) | {"taken_on": "2024-05-11"}
    ),
    "secretariat:livelihood_update": Address(
        card, data=lambda place, user: answers(place, user) | {"taken_on": "2022-01-17"}
    ),
    "secretariat:livelihood_cancel": Address(card, data=reason),
}
