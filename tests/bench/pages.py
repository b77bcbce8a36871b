"""The pages of people and groups, each in turn with its bare view."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.db.models import Count
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import once
from core.access import area_q
from members.models import Group, Person
from regions.models import Region
from tests.bench.asking import DISTRICT, Measured, fields, get, measured, signed_in

RARE, COMMON = "Quinta Xaveria", "siti"
DEEP = 0.9


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    rare = _rare_person()
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        for name, query, bare in _lists(area):
            ask, compare = get(client, "/people/", query), get(Client(), "/bare/", bare)
            found.append(measured(f"{name}, {where}", ask, compare))
        ask = get(client, "/search/", {"q": COMMON})
        found.append(
            measured(f"search of the bar, {where}", ask, get(Client(), "/bare/", {"q": COMMON}))
        )
    found.append(_duplicates(district))
    found.append(_health(district))
    found += [_person_page(district), _group_page(district), _post(district, rare)]
    return found


def _lists(area: str) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """What each list is asked, and its bare view."""
    here = {"area": area} if area else {}
    deep = {"after": _deep_code(area)}
    return [
        ("list, first page", {}, here),
        ("list, deep page", deep, here | deep),
        ("list, filtered", {"state": "abroad"}, here | {"status": "abroad"}),
        ("search, rare name", {"q": RARE}, here | {"q": RARE.replace(" ", "").lower()}),
        ("search, common name", {"q": COMMON}, here | {"q": COMMON}),
    ]


def _rare_person() -> Person:
    village = Region.objects.villages().within(DISTRICT).first()
    return Person.objects.get_or_create(name=RARE, defaults={"village": village})[0]


def _deep_code(area: str) -> str:
    people = Person.objects.filter(area_q("area", area))
    return people.order_by("sort_key", "id").values_list("code", flat=True)[
        int(people.count() * DEEP)
    ]


def _duplicates(client: Client) -> Measured:
    """All pairs of a district are compared; beside them a plain list of its people."""
    bare = get(Client(), "/bare/", {"area": DISTRICT})
    return measured("duplicates, district", get(client, "/people/duplicates/"), bare)


def _health(client: Client) -> Measured:
    """Of every group of a district the reasons are found; beside it a plain list of its people."""
    bare = get(Client(), "/bare/", {"area": DISTRICT})
    return measured("groups by need, district", get(client, "/secretariat/health/"), bare)


def _person_page(client: Client) -> Measured:
    """Of whoever has the longest timeline."""
    people = Person.objects.filter(area__startswith=DISTRICT, group__isnull=False)
    person = people.annotate(n=Count("placements")).order_by("-n", "id")[0]
    bare = get(Client(), "/bare/", {"code": person.code})
    return measured("a person's page", get(client, person.get_absolute_url()), bare)


def _group_page(client: Client) -> Measured:
    group = Group.objects.filter(village__code__startswith=DISTRICT).order_by("id")[0]
    bare = get(Client(), "/bare/", {"group": group.code})
    return measured("a group's page", get(client, group.get_absolute_url()), bare)


def _post(client: Client, person: Person) -> Measured:
    """Her form is read once; every post then changes the nickname."""
    url, numbers = reverse("members:person_update", args=[person.code]), count()

    form = fields(client.get(url).content.decode())
    # With its key, every post after the first would be taken for the same one.
    form.pop(once.FIELD, None)

    def ask() -> Any:
        # Without the version that she saw, as a form that a script sends.
        sent = form | {"nickname": f"Ita {next(numbers)}", "seen_version": ""}
        return client.post(url, sent)

    bare = Client(headers={"host": "localhost"})
    return measured(
        "a form post",
        ask,
        lambda: bare.post(
            "/bare/write/", {"code": person.code, "nickname": f"Ito {next(numbers)}"}
        ),
    )
