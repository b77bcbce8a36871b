"""The pages of the service desk, each in turn with its bare view."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core.access import area_q
from secretariat.models import Service
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        for name, query, bare in _lists(area):
            ask = get(client, reverse("secretariat:service_list"), query)
            found.append(measured(f"{name}, {where}", ask, get(Client(), "/bare/desk/", bare)))
    service = Service.objects.filter(area_q("region_id", DISTRICT)).order_by("-pk")[0]
    bare = get(Client(), "/bare/case/", {"service": service.code})
    found.append(measured("a service's page", get(district, service.get_absolute_url()), bare))
    return found


def _lists(area: str) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """What the queue is asked, and its bare view."""
    here = {"area": area} if area else {}
    name = Service.objects.filter(area_q("region_id", area)).order_by("pk")[0].asker_name
    return [
        ("desk, first page", {}, here),
        ("desk, open", {"state": "waiting"}, here | {"state": "waiting"}),
        ("desk, one by name", {"q": name}, here | {"q": name}),
    ]
