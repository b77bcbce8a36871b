"""Harvests and livelihood cards over the people that are filled.

A harvest for every second person, over six years, and a card for every twentieth. Written by COPY;
triggers, constraints and history hold as for any write.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core import history
from core.codes import new_code
from core.copying import copy_rows
from secretariat.livelihood_text import CURRENT
from secretariat.models import Commodity, Harvest, Livelihood

PEOPLE_A_HARVEST, PEOPLE_A_CARD, YEARS = 2, 20, 6
CHUNK = 20_000
PEOPLE_SQL = "SELECT id, group_id FROM members_person WHERE group_id IS NOT NULL ORDER BY id"

HARVEST = (
    *("code", "group_id", "person_id", "commodity_id", "harvested_on", "area_ha", "quantity_kg"),
    *("price_per_kg", "cost"),
)
CARD = (
    *("code", "person_id", "stage", "taken_on", "wording", "income", "work", "savings"),
    "intends",
)

Values = tuple[Any, ...]


def fill_production(members: int) -> None:
    """Write what production needs, once."""
    if Harvest.objects.exists():
        return
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_SQL)
        people = cursor.fetchall()
    for at in range(0, len(people), CHUNK):
        with transaction.atomic(), history.recording(None, "fill"):
            part = people[at : at + CHUNK]
            copy_rows(Harvest, HARVEST, _harvests(part[::PEOPLE_A_HARVEST]))
            copy_rows(Livelihood, CARD, _cards(part[::PEOPLE_A_CARD]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"filled: {members:,} members' harvests in {time.perf_counter() - started:.0f} s")


def _harvests(people: list[tuple[int, int]]) -> Iterator[Values]:
    crops = list(Commodity.objects.values_list("pk", flat=True))
    year = timezone.localdate().year
    for number, (person, group) in enumerate(people):
        crop, when = crops[number % len(crops)], f"{year - number % YEARS}-02"
        yield new_code(), group, person, crop, when, "0.25", 900 + number % 400, 20_000, 6_000_000


def _cards(people: list[tuple[int, int]]) -> Iterator[Values]:
    day = timezone.localdate() - dt.timedelta(days=400)
    answers = (CURRENT, "to500", "farm", "none")
    for number, (person, _group) in enumerate(people):
        intends = ("yes", "no", "unsure")[number % 3]
        yield new_code(), person, "baseline", day, *answers, intends
