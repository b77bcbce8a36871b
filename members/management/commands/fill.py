"""`make seed MEMBERS=…`: any number of invented members, to see how the register bears it."""

from collections.abc import Iterator
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core import history
from core.bulk import insert_rows
from core.codes import new_code
from members.demo.names import woman
from members.models import Group, Membership, Person, Placement
from regions.models import Region

GROUP_SIZE = 25
CHUNK = 10_000
COUNTRIES = ("TW", "HK", "MY", "SG", "SA")


class Command(BaseCommand):
    help = "Adds MEMBERS invented members in new groups all over Indonesia; only with DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of members."""
        parser.add_argument("members", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write chunk by chunk, each of them whole."""
        if not settings.DEMO:
            raise CommandError("Invented members exist only with DEMO=1. Nothing was written.")
        if not Region.objects.exists():
            raise CommandError("The regions are missing: run `make run` once, or load_regions.")
        rng = Random()  # noqa: S311 - invented names, nothing secret
        villages = _villages(rng)
        written = 0
        while written < options["members"]:
            number = min(CHUNK, options["members"] - written)
            with transaction.atomic(), history.recording(None, "fill"):
                _write(rng, villages, number)
            written += number
            self.stdout.write(f"{written:,}")


def _villages(rng: Random) -> Iterator[str]:
    codes = list(Region.objects.filter(level=Region.Level.VILLAGE).values_list("code", flat=True))
    while True:
        yield rng.choice(codes)


def _write(rng: Random, villages: Iterator[str], number: int) -> None:
    groups = [
        {"code": new_code(), "name": f"KWT {woman(rng)}", "village_id": next(villages)}
        for _ in range(-(-number // GROUP_SIZE))
    ]
    homes = [pk for _id, pk in insert_rows(Group, groups)]
    keepers = {new_code(): homes[index // GROUP_SIZE] for index in range(number)}
    people = [
        {"code": code, "name": woman(rng), "group_id": group, "birth_date": _birth(rng)}
        for code, group in keepers.items()
    ]
    ids = dict(insert_rows(Person, people, returning="code"))
    insert_rows(
        Membership,
        [
            {"person_id": ids[code], "group_id": group, "joined": str(rng.randint(2018, 2025))}
            for code, group in keepers.items()
        ],
    )
    insert_rows(Placement, [_stay(rng, person) for person in ids.values()])


def _birth(rng: Random) -> str:
    return f"{rng.randint(1965, 2000)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def _stay(rng: Random, person: int) -> dict[str, Any]:
    began = rng.randint(2000, 2015)
    return {
        "code": new_code(),
        "person_id": person,
        "country": rng.choice(COUNTRIES),
        "status": Placement.Status.RETURNED,
        "departed": str(began),
        "returned": str(began + rng.randint(2, 8)),
    }
