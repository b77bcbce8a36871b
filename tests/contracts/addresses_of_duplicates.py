"""The addresses of records that may be one person, and of their merge."""

from __future__ import annotations

from typing import Any

from members.models import Person
from tests.contracts.places import Place
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def pair(place: Place) -> dict[str, Any]:
    return {"code": place.person.code, "other": place.without_group.code}


def version(row: Person) -> int:
    return Person.objects.values_list("version", flat=True).get(pk=row.pk)


def as_one(place: Place) -> dict[str, Any]:
    """All that the two differ in, as the first has it."""
    values = ("name", "nik", "birth_date", "photo", "phone", "nickname", "birth_place", "hamlet")
    code = place.person.code
    return {
        "keep": code,
        "seen_first": version(place.person),
        "seen_second": version(place.without_group),
        "reason": "Tercatat dua kali",
        "confirmed": "1",
        **{f"value-{name}": code for name in (*values, "rt", "rw", "village", "deceased_on")},
    }


DUPLICATES: dict[str, Address] = {
    "members:duplicate_list": Address(),
    "members:duplicate_dismissed": Address(),
    "members:duplicate_dismiss": Address(pair, 405, nothing),
    "members:duplicate_restore": Address(lambda place: {"code": place.not_same.code}, 405, nothing),
    "members:merge_start": Address(lambda place: {"code": place.person.code}),
    "members:merge": Address(pair, data=lambda place, user: as_one(place)),
}
