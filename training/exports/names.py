"""Whose rows stand in a file, and under which name: who works abroad is not everybody's to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from core.exports.columns import Cell, Chunk, in_indonesian
from members.exports.cells import WITHHELD
from members.models import Person

_Rows = TypeVar("_Rows", bound=QuerySet[Any])


def taken_out(rows: _Rows, user: Any, path: str) -> _Rows:
    """The rows without those of people who are abroad and stand in no file of this user."""
    people = Person.objects.for_files(user).order_by().values("pk")
    return rows.filter(Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__in": people}))


def held_back(rows: QuerySet[Any], user: Any, path: str) -> int:
    """How many people ``taken_out`` leaves out."""
    people = rows.order_by().values(path).distinct()
    return people.count() - taken_out(people, user, path).count()


def printed(chunk: Chunk, user: Any, *, path: str, names: Sequence[str | None]) -> list[Cell]:
    """These names, one for each row; withheld of who is abroad and may not be named."""
    people: Any = Person.objects.filter(pk__in=set(chunk[path]) - {None})
    named = set(people.for_files(user, by_name=True).values_list("pk", flat=True))
    hidden = in_indonesian(WITHHELD)
    return [
        name if person is None or person in named else hidden
        for person, name in zip(chunk[path], names, strict=True)
    ]
