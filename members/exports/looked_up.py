"""What a file tells of people from other tables: for a chunk of ids one value each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from members.models import Membership, OfficeTerm, Placement

STAY_FIELDS = ("country", "status", "departed", "returned", "occupation", "sector")
COUNTRY, STATUS, DEPARTED, RETURNED, OCCUPATION, SECTOR = range(1, 7)
NO_STAY = (None,) * 7


def as_text(name: str) -> Any:
    """A partial date as the text that the column holds: Django would make each of them anew."""
    return Cast(name, TextField())


def stays(people: Sequence[int]) -> list[list[tuple[Any, ...]]]:
    """The stays of each, the one that says where she is now first."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = Placement.objects.filter(person__id__among=set(people)).by_person()
    read = (as_text(name) if name in ("departed", "returned") else name for name in STAY_FIELDS)
    for row in rows.values_list("person_id", *read):
        found[row[0]].append(row)
    return [found[pk] for pk in people]


def offices(people: Sequence[int]) -> list[str]:
    """The office that each holds now, or ""."""
    terms = OfficeTerm.objects.open().filter(membership__person__id__among=set(people))
    found = dict(terms.values_list("membership__person_id", "office"))
    return [found.get(pk, "") for pk in people]


def former_members(people: Sequence[int], statuses: Sequence[str | None]) -> list[bool]:
    """Whether each was a member of some group; asked only where somebody is none now."""
    asked = [pk for pk, status in zip(people, statuses, strict=True) if not status]
    if not asked:
        return [True] * len(people)
    were = set(
        Membership.objects.filter(person__id__among=set(asked)).values_list("person_id", flat=True)
    )
    return [bool(status) or pk in were for pk, status in zip(people, statuses, strict=True)]
