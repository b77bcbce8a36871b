"""A nation of invented members: groups of 25 with officers, one or two stays abroad each.

Every thirty-third or so lives in Lampung Selatan, so that a million members make a district of
30,000; the others are spread over all villages of Indonesia. Nobody has a NIK: a million of them
would be a million real-looking numbers. The history holds an event for every row, as for any
other way of writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from typing import Any

from django.db import connection, transaction

from core import history
from core.bulk import insert_rows
from core.codes import new_code
from core.copying import copy_rows, new_ids
from members.demo.names import man, woman
from members.models import Group, Membership, OfficeTerm, Person, Placement
from regions.models import Region

GROUP_SIZE = 25
CHUNK = 20_000
CONNECTIONS = 2
HOME, SHARE_AT_HOME = "18.01.", 0.03
_SENT = {"TW": 39, "HK": 30, "MY": 17, "SG": 9, "SA": 1, "KR": 1, "BN": 1, "AE": 1, "JP": 1}
COUNTRIES = [country for country, share in _SENT.items() for _ in range(share)]
JOBS = ("pekerja rumah tangga", "perawat lansia", "pengasuh anak", "pekerja pabrik", "perkebunan")
NAMES = ("Melati", "Mekar Sari", "Sekar Arum", "Srikandi", "Kenanga", "Anggrek", "Dahlia", "Mawar")
OFFICES = (OfficeTerm.Office.CHAIR, OfficeTerm.Office.SECRETARY, OfficeTerm.Office.TREASURER)

Values = tuple[Any, ...]


def fill(number: int) -> Iterator[int]:
    """Write members chunk by chunk, each a transaction; yields how many there are by now.

    More than one chunk is written by two connections at a time, since most of the work is the
    database's and it gives each connection one core.
    """
    villages = _villages()
    sizes = [min(CHUNK, number - start) for start in range(0, number, CHUNK)]
    if len(sizes) == 1:
        yield _write(villages, number)
        return
    written = 0
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for size in pool.map(partial(_write_apart, villages), sizes):
            written += size
            yield written


def _villages() -> list[str]:
    return list(Region.objects.current().villages().values_list("code", flat=True))


def _write_apart(villages: list[str], number: int) -> int:
    """Write a chunk on a connection of this thread's own, and close that."""
    try:
        return _write(villages, number)
    finally:
        connection.close()


def _write(villages: list[str], number: int) -> int:
    near = [code for code in villages if code.startswith(HOME)]
    with transaction.atomic(), history.recording(None, "fill"):
        _Chunk(Random(), number).write(villages, near)  # noqa: S311 - nothing secret
    return number


class _Chunk:
    def __init__(self, rng: Random, number: int) -> None:
        self.rng, self.number = rng, number

    def write(self, villages: list[str], near: list[str]) -> None:
        groups = self._groups(villages, near)
        people = new_ids(Person, self.number)
        members = new_ids(Membership, self.number)
        homes = [groups[index // GROUP_SIZE] for index in range(self.number)]
        copy_rows(Person, PERSON, map(self._person, people, homes))
        copy_rows(Membership, MEMBERSHIP, map(self._membership, members, people, homes))
        copy_rows(OfficeTerm, TERM, self._terms(members, homes))
        copy_rows(Placement, PLACEMENT, self._stays(people))

    def _groups(self, villages: list[str], near: list[str]) -> list[int]:
        """Groups by an ordinary statement, which sets the history's context for what follows."""
        rows = []
        for _number in range(-(-self.number // GROUP_SIZE)):
            is_near = near and self.rng.random() < SHARE_AT_HOME
            # The number parts two groups of one name in one village.
            name = f"KWT {self.rng.choice(NAMES)} {self.rng.randint(1, 9999)}"
            village = self.rng.choice(near if is_near else villages)
            rows.append({"code": new_code(), "name": name, "village_id": village})
        return [pk for _id, pk in insert_rows(Group, rows)]

    def _person(self, pk: int, group: int) -> Values:
        rng = self.rng
        is_man = rng.random() < 0.05
        name = man(rng) if is_man else woman(rng, is_balinese=rng.random() < 0.05)
        phone = f"+628{rng.randint(1_200_000_000, 9_899_999_999)}" if rng.random() < 0.85 else ""
        birth = f"{rng.randint(1960, 2002)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        return pk, new_code(), name, "M" if is_man else "F", group, birth, phone

    def _membership(self, pk: int, person: int, group: int) -> Values:
        return pk, person, group, "member", str(self.rng.randint(2018, 2025))

    def _terms(self, members: list[int], homes: list[int]) -> Iterator[Values]:
        for index in range(0, self.number, GROUP_SIZE):
            for office, member in zip(OFFICES, members[index : index + 3], strict=False):
                yield member, homes[index], str(office), "2023"

    def _stays(self, people: list[int]) -> Iterator[Values]:
        """The last stay of each: mostly ended, at times going on, or nobody knows."""
        rng = self.rng
        for person in people:
            began = rng.randint(2000, 2014)
            if rng.random() < 0.3:
                yield self._stay(person, "returned", began, began + 3)
                began += 4
            status = rng.choices(("returned", "abroad", "unknown"), (85, 10, 5))[0]
            yield self._stay(person, status, began, began + rng.randint(2, 7))

    def _stay(self, person: int, status: str, began: int, ended: int) -> Values:
        country, job = self.rng.choice(COUNTRIES), self.rng.choice(JOBS)
        returned = str(ended) if status == "returned" else None
        return new_code(), person, country, status, job, str(began), returned


PERSON = ("id", "code", "name", "sex", "group_id", "birth_date", "phone")
MEMBERSHIP = ("id", "person_id", "group_id", "status", "joined")
TERM = ("membership_id", "group_id", "office", "since")
PLACEMENT = ("code", "person_id", "country", "status", "occupation", "departed", "returned")
