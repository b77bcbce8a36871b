"""The pages of those abroad and of openings, each in turn with its bare view."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in


def measure() -> list[Measured]:
    """Ask as an officer of one district, as somebody who sees the nation, and as anybody."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        bare = get(Client(), "/bare/abroad/", {"area": area} if area else {})
        for name, query in (("by contract", {}), ("silent", {"contact": "long"})):
            page = get(client, reverse("secretariat:abroad_list"), query)
            found.append(measured(f"still abroad, {name}, {where}", page, bare))
    public = get(Client(), reverse("openings:opening_public"))
    return [*found, measured("openings, public", public, get(Client(), "/bare/openings/"))]
