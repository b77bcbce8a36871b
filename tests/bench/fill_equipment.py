"""Machines with their turns, uses, upkeep and papers, over the groups that are filled.

A machine for every ten members, twenty turns each on average: half-days from half a year ago to a
month ahead. Every hundredth is taken every half-day. One machine in 25 came by an issued paper.
Written by COPY over two connections; triggers, constraints and history hold as for any write.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from aid.handover_content import content_of
from aid.models import (
    Booking,
    Custody,
    Equipment,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    Upkeep,
    UseLog,
    Witness,
)
from core import history
from core.bulk import insert_rows, update_rows
from core.codes import new_code, new_public_code
from core.copying import copy_rows, new_ids
from institutions.models import Institution
from regions.models import Region

MEMBERS_A_MACHINE = 10
CHUNK, CONNECTIONS = 1000, 2
PAST_DAYS, COMING_DAYS = 180, 30
PAST, SLOTS = 2 * PAST_DAYS, 2 * (PAST_DAYS + COMING_DAYS)
# Every so manyth machine: taken all the time, handed over by a paper, ended, reported as broken.
BUSY, ON_PAPER, ENDED, BROKEN = 100, 25, 40, 50
USUAL_TURNS, TURNS_A_LOG = 16, 3
OFFICE = "Dinas Pengukur"
DISTRICT = "18.01"
BRANDS = ("Quick", "Kubota", "Yanmar", "Honda", "Swan", "Tasco")
GROUPS_SQL = """
SELECT group_id, (array_agg(person_id ORDER BY id))[1:6] FROM members_membership
WHERE "left" IS NULL GROUP BY group_id ORDER BY group_id
"""
RELATED = ("office", "giver", "channel", "accompanying", "programme", "group__village")

Values = tuple[Any, ...]


@dataclass(slots=True)
class _World:
    """What every chunk needs, and how long its turns took to write."""

    groups: list[tuple[int, list[int]]]
    kinds: list[int]
    office: Institution
    user: int
    today: dt.date
    turns: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Machine:
    number: int
    pk: int
    group: int
    members: list[int]
    is_ended: bool


def fill_equipment(members: int) -> None:
    """Write what is missing of the machines of so many members."""
    there = Equipment.objects.count()
    numbers = range(there, members // MEMBERS_A_MACHINE)
    if not numbers:
        return
    started, world = time.perf_counter(), _world()
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda chunk: _write(world, chunk), chunks))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    turns, seconds = sum(world.turns), time.perf_counter() - started
    print(f"filled: {len(numbers):,} machines with {turns:,} turns in {seconds:.0f} s")
    print(f"turns written: {turns / sum(world.seconds):,.0f}/s on each connection")


def _world() -> _World:
    with connection.cursor() as cursor:
        cursor.execute(GROUPS_SQL)
        groups = cursor.fetchall()
    office, _made = Institution.objects.get_or_create(
        name=OFFICE,
        kind=Institution.Kind.DISTRICT_LABOUR,
        region=Region.objects.get(code=DISTRICT),
        defaults={"phone": "+62721555001", "address": "Jalan Pengukur 1, Kalianda"},
    )
    user, _made = User.objects.get_or_create(username="bench_fill", defaults={"name": "Pengisi"})
    tracked = GoodsKind.objects.filter(handling=GoodsKind.Handling.TRACKED)
    kinds = list(tracked.values_list("pk", flat=True))
    return _World(groups, kinds, office, user.pk, timezone.localdate())


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
        self.rng = Random(numbers.start)
        first = world.today - dt.timedelta(days=PAST_DAYS)
        self.days = [first + dt.timedelta(days=slot // 2) for slot in range(SLOTS)]
        self.periods = [_period(day, slot % 2) for slot, day in enumerate(self.days)]

    def write(self) -> None:
        papers = [number for number in self.numbers if number % ON_PAPER == 0]
        lines = dict(zip(papers, self._papers(papers), strict=True))
        machines = self._machines(lines)
        self._copy(Custody, CUSTODY, machines, self._custody)
        self._copy(Upkeep, UPKEEP, machines, self._upkeep)
        self._copy(FaultReport, FAULT, machines, self._fault)
        self._turns(machines)

    def _copy(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        machines: list[_Machine],
        rows: Callable[[_Machine], Iterator[Values]],
    ) -> None:
        copy_rows(model, columns, (row for machine in machines for row in rows(machine)))

    def _papers(self, numbers: list[int]) -> list[int]:
        """Issued papers with a line and two witnesses each; returns the lines' ids.

        The first of them, by an ordinary statement, sets the history's context for what follows.
        """
        rows = [self._paper(number) for number in numbers]
        ids = [pk for _number, pk in sorted(insert_rows(Handover, rows, returning="giver_number"))]
        lines = new_ids(HandoverLine, len(ids))
        copy_rows(HandoverLine, LINE, map(self._line, lines, ids, numbers))
        copy_rows(Witness, WITNESS, ((paper, *w) for paper in ids for w in WITNESSES))
        update_rows(Handover, dict(zip(ids, self._issued(ids, numbers), strict=True)))
        return lines

    def _paper(self, number: int) -> dict[str, Any]:
        group, members = _nth(self.world.groups, number)
        return {
            "code": new_code(),
            "group_id": group,
            "office_id": self.world.office.pk,
            "giver_id": self.world.office.pk,
            "is_own": True,
            "handed_on": self._acquired(number),
            "place": "Aula dinas, Kalianda",
            "giver_number": f"000/{number:06d}",
            "first_name": "Bambang Pengukur",
            "first_position": "Kepala Dinas",
            "receiver_id": members[0],
            "receiver_name": "Ketua kelompok",
        }

    def _acquired(self, number: int) -> dt.date:
        return self.world.today - dt.timedelta(days=200 + number % 2000)

    def _line(self, pk: int, paper: int, number: int) -> Values:
        serial, brand = _serial(number), _nth(BRANDS, number)
        kind, day = _nth(self.world.kinds, number), self._acquired(number)
        return pk, new_code(), paper, kind, brand, serial, 1, "unit", 18_500_000, day

    def _issued(self, ids: list[int], numbers: list[int]) -> Iterator[dict[str, Any]]:
        drafts = Handover.objects.select_related(*RELATED).in_bulk(ids)
        for pk, number in zip(ids, numbers, strict=True):
            paper = drafts[pk]
            paper.register_number, paper.verify_code = f"{number:06d}/BAST/UKUR", new_public_code()
            yield {
                "state": "issued",
                "issued_at": timezone.now(),
                "issued_by_id": self.world.user,
                "register_year": paper.handed_on.year,
                "register_seq": number + 1,
                "register_number": paper.register_number,
                "verify_code": paper.verify_code,
                "content": content_of(paper, verify_url=f"https://x.test/{paper.verify_code}/"),
            }

    def _machines(self, lines: dict[int, int]) -> list[_Machine]:
        ids = new_ids(Equipment, len(self.numbers))
        found = [
            _Machine(
                number, pk, *_nth(self.world.groups, number), is_ended=number % ENDED == ENDED - 1
            )
            for number, pk in zip(self.numbers, ids, strict=True)
        ]
        copy_rows(Equipment, EQUIPMENT, (self._machine(m, lines.get(m.number)) for m in found))
        return found

    def _machine(self, machine: _Machine, line: int | None) -> Values:
        number, day = machine.number, self.world.today - dt.timedelta(days=1)
        end = ("ended", "lost", day, "Hilang di lahan") if machine.is_ended else NO_END
        condition = "light_damage" if number % 12 == 5 else "good"
        brand, serial = _nth(BRANDS, number), _serial(number)
        kind, acquired = _nth(self.world.kinds, number), self._acquired(number).isoformat()
        given = (brand, serial, acquired, 18_500_000, line, condition)
        return machine.pk, new_code(), new_public_code(), machine.group, kind, *given, *end

    def _custody(self, machine: _Machine) -> Iterator[Values]:
        if machine.number % 10 < 7:
            yield machine.pk, self.rng.choice(machine.members), self._acquired(machine.number)

    def _upkeep(self, machine: _Machine) -> Iterator[Values]:
        if machine.number % 10 < 6:
            done = self.world.today - dt.timedelta(days=self.rng.randint(1, 200))
            due = done + dt.timedelta(days=190)
            yield new_code(), machine.pk, done, "oil", "Oli 0,6 liter", 65_000, due

    def _fault(self, machine: _Machine) -> Iterator[Values]:
        if machine.number % BROKEN == 1:
            yield new_code(), machine.pk, "leak", "public"

    def _turns(self, machines: list[_Machine]) -> None:
        """Every machine's turns, timed, and the uses that were written down afterwards."""
        taken = [(m, slot) for m in machines for slot in self._slots(m)]
        ids = new_ids(Booking, len(taken))
        people = [self.rng.choice(machine.members) for machine, _slot in taken]
        rows = list(map(self._turn, ids, taken, people))
        started = time.perf_counter()
        copy_rows(Booking, BOOKING, rows)
        self.world.seconds.append(time.perf_counter() - started)
        self.world.turns.append(len(rows))
        past = [row for row in zip(ids, taken, people, strict=True) if row[1][1] < PAST]
        copy_rows(UseLog, USE, (self._use(*row) for row in past[::TURNS_A_LOG]))

    def _slots(self, machine: _Machine) -> list[int]:
        number = SLOTS if machine.number % BUSY == 0 else USUAL_TURNS
        return sorted(self.rng.sample(range(PAST if machine.is_ended else SLOTS), number))

    def _turn(self, pk: int, taken: tuple[_Machine, int], person: int) -> Values:
        machine, slot = taken
        state = "done" if slot < PAST else "booked"
        return pk, new_code(), machine.pk, person, self.periods[slot], state, self.world.user

    def _use(self, pk: int, taken: tuple[_Machine, int], person: int) -> Values:
        machine, slot = taken
        # Six hours a half-day: the meter never goes back.
        meter, fee = 6 * (slot + 1), self.rng.randint(4, 12) * 10_000
        told = (machine.pk, pk, person, self.days[slot], 5.5, meter)
        return new_code(), *told, "ridging", 4.5, 45_000, fee


def _nth(items: Sequence[Any], number: int) -> Any:
    return items[number % len(items)]


def _serial(number: int) -> str:
    return f"UKUR-{number:06d}"


def _period(day: dt.date, half: int) -> str:
    start, end = ((6, 12), (12, 18))[half]
    return f'["{day} {start:02d}:00+07","{day} {end:02d}:00+07")'


NO_END = ("in_use", "", None, "")
LINE = (
    *("id", "code", "handover_id", "kind_id", "brand", "serials", "quantity", "unit"),
    *("unit_price", "handed_on"),
)
WITNESSES = (("Camat Pengukur", "Camat"), ("Kepala Desa Pengukur", "Kepala Desa"))
WITNESS = ("handover_id", "name", "position")
EQUIPMENT = (
    *("id", "code", "label_code", "group_id", "kind_id", "brand", "serial", "acquired_on"),
    *("value", "handover_line_id", "condition", "state", "end_kind", "ended_on", "end_reason"),
)
CUSTODY = ("equipment_id", "person_id", "since")
UPKEEP = ("code", "equipment_id", "date", "kind", "parts", "cost", "next_due")
FAULT = ("code", "equipment_id", "kind", "source")
BOOKING = ("id", "code", "equipment_id", "person_id", "period", "state", "asked_by_id")
USE = (
    *("code", "equipment_id", "booking_id", "person_id", "used_on", "hours", "hour_meter"),
    *("work", "fuel_litres", "fuel_cost", "fee"),
)
