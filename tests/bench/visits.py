"""The pages of coaching visits, each in turn with its bare view."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in


def measure() -> list[Measured]:
    """Ask as an officer of one district; the list also as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    listed, here = reverse("secretariat:visit_list"), {"area": DISTRICT}
    found = []
    for where, client, query in (("district", district, here), ("nation", nation, {})):
        bare = get(Client(), "/bare/visits/", query)
        found.append(measured(f"visits, first page, {where}", get(client, listed), bare))
    plan = get(district, reverse("secretariat:visit_plan"))
    bare_plan = get(Client(), "/bare/visit-plan/", here)
    return [*found, measured("plan of visits, district", plan, bare_plan)]
