"""Finding people for the list of a training: members of a group, or by search."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from core.codes import is_code
from members.listing import place
from members.models import Group, Membership, Person
from members.models.person_queries import PersonQuerySet
from training.models import Participant, Training

MOST_FOUND = 20
FIELDS = ("id", "code", "name", "group__name", "group__village__path", "village__path")

Row = dict[str, Any]


def found(user: Any, act: str, text: str) -> PersonQuerySet:
    """The people of this name on whom the user may do the act; nobody without a text."""
    people = Person.objects.allowed(user, act).living()
    return people.search_as(user, text) if text.strip() else people.none()


def sent(user: Any, act: str, codes: Collection[str]) -> PersonQuerySet:
    """Those whose codes were sent, as far as the user may do the act on them."""
    people = Person.objects.allowed(user, act).living()
    return people.filter(code__in=[code for code in codes if is_code(code)])


def members(user: Any, act: str, group: Group) -> PersonQuerySet:
    """Who belongs to the group now."""
    stays = Membership.objects.open().filter(group=group)
    people = Person.objects.allowed(user, act).living()
    return people.filter(pk__in=stays.values("person"))


def offered(people: QuerySet[Person], *, most: int | None = None) -> list[Row]:
    """Those people by name, each with her group and village."""
    rows = people.order_by("sort_key", "id").values(*FIELDS)
    return [_line(row) for row in (rows[:most] if most else rows)]


def _line(row: Row) -> Row:
    home = place(row["group__village__path"] or row["village__path"])
    note = " · ".join(part for part in (row["group__name"], home) if part)
    return {"id": row["id"], "code": row["code"], "name": row["name"], "note": note}


def to_tick(rows: list[Row], training: Training, ticked: Collection[str] | None) -> list[Row]:
    """Each with a box, ticked as it was sent; None ticks all but those who have withdrawn.

    Who is on the list has no box.
    """
    listed = Participant.objects.filter(training=training, person__in=[row["id"] for row in rows])
    known = {
        person: rest for person, *rest in listed.values_list("person_id", "number", "withdrawn_on")
    }
    return [_tick(row, *known.get(row["id"], (None, None)), ticked=ticked) for row in rows]


def _tick(
    row: Row, number: int | None, withdrawn: object, *, ticked: Collection[str] | None
) -> Row:
    return row | {
        "number": None if withdrawn else number,
        "has_withdrawn": bool(withdrawn),
        "is_ticked": not withdrawn if ticked is None else row["code"] in ticked,
    }
