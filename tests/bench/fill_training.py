"""Trainings with their participants, over the groups that are filled.

A training for every fifty members, with thirty participants of its district and four sessions;
attendance of every tenth, and a skill for every tenth person. Written by COPY over two
connections; triggers, constraints and history hold as for any write.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core import history
from core.bulk import insert_rows
from core.codes import new_code
from core.copying import copy_rows, new_ids
from institutions.models import Institution
from training.models import Attendance, Organiser, Participant, Session, Skill, Topic, Training

MEMBERS_A_TRAINING = 50
PEOPLE, SESSIONS, WITH_ATTENDANCE = 30, 4, 10
PEOPLE_A_SKILL = 10
CHUNK, CONNECTIONS = 500, 2
DAY = dt.timedelta(days=1)
OFFICE = "Dinas Pengukur"
# The regencies in which people are, each with its office, and the people in the order of places.
AREAS_SQL = "SELECT DISTINCT left(area, 5) FROM members_person WHERE area <> '' ORDER BY 1"
PEOPLE_SQL = "SELECT id, left(area, 5) FROM members_person ORDER BY area, id"

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _World:
    people: list[tuple[int, str]]
    offices: dict[str, int]
    topics: list[int]
    today: dt.date


def fill_training(members: int) -> None:
    """Write what is missing of the trainings of so many members."""
    numbers = range(Training.objects.count(), members // MEMBERS_A_TRAINING)
    if not numbers and Skill.objects.exists():
        return
    started, world = time.perf_counter(), _world()
    if not Skill.objects.exists():
        _write_skills(world)
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda chunk: _write(world, chunk), chunks))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds = time.perf_counter() - started
    people = len(numbers) * PEOPLE
    print(f"filled: {len(numbers):,} trainings with {people:,} participants in {seconds:.0f} s")


def _write_skills(world: _World) -> None:
    """A skill of every tenth person, of each topic in turn; every third can teach hers."""
    topics = world.topics
    with transaction.atomic(), history.recording(None, "fill"):
        rows = (
            (new_code(), person, topics[n % len(topics)], Skill.Learned.ELSEWHERE, n % 3 == 0)
            for n, (person, _area) in enumerate(world.people[::PEOPLE_A_SKILL])
        )
        copy_rows(Skill, SKILL, rows)


def _world() -> _World:
    with connection.cursor() as cursor:
        cursor.execute(AREAS_SQL)
        areas = [area for (area,) in cursor.fetchall()]
        cursor.execute(PEOPLE_SQL)
        people = cursor.fetchall()
    offices = {area: _office(area) for area in areas}
    topics = list(Topic.objects.values_list("pk", flat=True))
    return _World(people, offices, topics, timezone.localdate())


def _office(area: str) -> int:
    found, _made = Institution.objects.get_or_create(
        name=OFFICE, kind=Institution.Kind.DISTRICT_LABOUR, region_id=area
    )
    return found.pk


def _write(world: _World, numbers: range) -> None:
    """Write a chunk on a connection of this thread's own, and close that."""
    try:
        with transaction.atomic(), history.recording(None, "fill"):
            _Chunk(world, numbers).write()
    finally:
        connection.close()


class _Chunk:
    def __init__(self, world: _World, numbers: range) -> None:
        self.world, self.numbers = world, numbers

    def write(self) -> None:
        trainings = dict(
            insert_rows(Training, list(map(self._row, self.numbers)), returning="title")
        )
        ids = [trainings[_title(number)] for number in self.numbers]
        rows = list(zip(self.numbers, ids, strict=True))
        copy_rows(Organiser, ORGANISER, (self._organiser(*row) for row in rows))
        sessions = new_ids(Session, len(rows) * SESSIONS)
        copy_rows(Session, SESSION, self._sessions(rows, sessions))
        people = new_ids(Participant, len(rows) * PEOPLE)
        copy_rows(Participant, PARTICIPANT, self._participants(rows, people))
        copy_rows(Attendance, ATTENDANCE, self._attendance(sessions, people))

    def _first(self, number: int) -> int:
        """Where the participants of a training begin among all people."""
        return number * PEOPLE % max(len(self.world.people) - PEOPLE, 1)

    def _office(self, number: int) -> int:
        _person, area = self.world.people[self._first(number)]
        return self.world.offices[area]

    def _starts(self, number: int) -> dt.date:
        return self.world.today - (10 + number % 2000) * DAY

    def _row(self, number: int) -> dict[str, Any]:
        starts = self._starts(number)
        return {
            "code": new_code(),
            "office_id": self._office(number),
            "title": _title(number),
            "topic_id": self.world.topics[number % len(self.world.topics)],
            "place": "Balai desa",
            "starts_on": starts,
            "ends_on": starts + (SESSIONS - 1) * DAY,
            "quota": PEOPLE,
            "certifies": True,
            "state": "finished",
        }

    def _organiser(self, number: int, pk: int) -> Values:
        return new_code(), pk, self._office(number)

    def _sessions(self, rows: list[tuple[int, int]], ids: list[int]) -> Iterator[Values]:
        found = iter(ids)
        for number, pk in rows:
            for day in range(SESSIONS):
                yield next(found), new_code(), pk, self._starts(number) + day * DAY, 8

    def _participants(self, rows: list[tuple[int, int]], ids: list[int]) -> Iterator[Values]:
        found = iter(ids)
        for number, pk in rows:
            first = self._first(number)
            for place, (person, _area) in enumerate(self.world.people[first : first + PEOPLE], 1):
                yield next(found), new_code(), pk, place, person, 40, 80

    def _attendance(self, sessions: list[int], people: list[int]) -> Iterator[Values]:
        for at, number in enumerate(self.numbers):
            if number % WITH_ATTENDANCE == 0:
                for session in sessions[at * SESSIONS : (at + 1) * SESSIONS]:
                    for who in people[at * PEOPLE : (at + 1) * PEOPLE]:
                        yield session, who, "present"


def _title(number: int) -> str:
    return f"Pelatihan ukur {number:06d}"


ORGANISER = ("code", "training_id", "institution_id")
SESSION = ("id", "code", "training_id", "date", "hours")
PARTICIPANT = ("id", "code", "training_id", "number", "person_id", "pre_score", "post_score")
SKILL = ("code", "person_id", "topic_id", "learned", "can_teach")
ATTENDANCE = ("session_id", "participant_id", "state")
