"""Services of the desk with their notes, over the people that are filled.

A service for every two members with four notes: 500,000 and 2,000,000 among a million. Every
tenth is open. Written by COPY; triggers, constraints and history hold as for any write.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core import history
from core.codes import new_code
from core.copying import copy_rows, new_ids
from secretariat.models import Service, ServiceNote, ServiceTopic
from tests.factories import UserFactory

MEMBERS_A_SERVICE, NOTES, OPEN = 2, 4, 10
CHUNK, DAYS = 5_000, 2_000
PEOPLE_SQL = """
SELECT m.id, m.name, m.group_id, g.village_id FROM members_person m
JOIN members_group g ON g.id = m.group_id ORDER BY m.id
"""
SERVICE = (
    *("id", "code", "group_id", "region_id", "opened_on", "due_on", "topic_id", "asker_is"),
    *("asker_id", "asker_name", "question", "urgency", "state", "result", "closed_on"),
    "received_by_id",
)
NOTE = ("service_id", "text", "author_id")
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _World:
    people: list[tuple[int, str, int, str]]
    topics: list[int]
    author: int
    today: dt.date


def fill_desk(members: int) -> None:
    """Write what is missing of the services of so many members."""
    numbers = range(Service.objects.count(), members // MEMBERS_A_SERVICE)
    if not numbers:
        return
    started, world = time.perf_counter(), _world()
    for at in range(0, len(numbers), CHUNK):
        with transaction.atomic(), history.recording(None, "fill"):
            _write(world, numbers[at : at + CHUNK])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds = time.perf_counter() - started
    print(f"filled: {len(numbers):,} services, {len(numbers) * NOTES:,} notes in {seconds:.0f} s")


def _world() -> _World:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_SQL)
        people = cursor.fetchall()
    topics = list(ServiceTopic.objects.filter(seals=False).values_list("pk", flat=True))
    return _World(people, topics, UserFactory().pk, timezone.localdate())


def _write(world: _World, numbers: range) -> None:
    ids = new_ids(Service, len(numbers))
    rows = (_service(world, number, pk) for number, pk in zip(numbers, ids, strict=True))
    copy_rows(Service, SERVICE, rows)
    copy_rows(ServiceNote, NOTE, _notes(world, ids))


def _service(world: _World, number: int, pk: int) -> Values:
    person, name, group, village = world.people[number % len(world.people)]
    day = world.today - dt.timedelta(days=number % DAYS)
    is_open = number % OPEN == 0
    closing = ("open", "", None) if is_open else ("closed", "Selesai", day)
    return (
        *(pk, new_code(), group, village, day, day + dt.timedelta(days=14)),
        *(world.topics[number % len(world.topics)], "herself", person, name),
        *(f"Pertanyaan ukur {number}", 1 + number % 3, *closing, world.author),
    )


def _notes(world: _World, services: list[int]) -> Iterator[Values]:
    for service in services:
        for number in range(NOTES):
            yield service, f"Catatan ukur {number}", world.author
