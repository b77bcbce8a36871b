"""The databases measured: one for each number of members, filled once."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.core.management import call_command
from django.db import connection

from members.models import Person
from regions.services import load_regions
from tests.bench.fill_abroad import fill_abroad
from tests.bench.fill_desk import fill_desk
from tests.bench.fill_equipment import fill_equipment
from tests.bench.fill_production import fill_production
from tests.bench.fill_training import fill_training
from tests.bench.fill_visits import fill_visits

# What a part measures besides people and groups.
FILLS: dict[str, Callable[[int], None]] = {"aid": fill_equipment, "training": fill_training}
FILLS["production"] = fill_production
FILLS |= {"abroad": fill_abroad}
FILLS["desk"] = fill_desk
FILLS |= {"visits": fill_visits}


@contextmanager
def of(size: int, parts: Iterable[str]) -> Iterator[None]:
    """Let Django's connection lead to the database of this size; fill what these parts need."""
    before = connection.settings_dict["NAME"]
    name = f"bench_{size}"
    _make(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        _fill(size, parts)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _make(name: str) -> None:
    made = connection.get_connection_params()
    with closing(psycopg2.connect(**made)) as direct, direct.cursor() as cursor:
        direct.autocommit = True
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')


def _fill(size: int, parts: Iterable[str]) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    load_regions()
    missing = size - Person.objects.count()
    if missing > 0:
        started = time.perf_counter()
        call_command("fill", str(missing))
        print(f"filled: {missing / (time.perf_counter() - started):,.0f} members/s, all their rows")
    for part in parts:
        if part in FILLS:
            FILLS[part](size)
