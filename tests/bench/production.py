"""The pages of production and livelihood, each with its bare view."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in

PAGES = (
    ("harvests, first page", "secretariat:harvest_list", "/bare/harvests/"),
    ("sums by commodity and year", "secretariat:production_area", "/bare/production/"),
)


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    here = {"area": DISTRICT}
    found = [
        measured(f"{name}, {where}", get(client, reverse(path)), get(Client(), bare, query))
        for where, client, query in (("district", district, here), ("nation", nation, {}))
        for name, path, bare in PAGES
    ]
    asked = get(district, reverse("secretariat:livelihood_due"))
    bare = get(Client(), "/bare/to-ask/", here)
    return [*found, measured("whom to ask for a card, district", asked, bare)]
