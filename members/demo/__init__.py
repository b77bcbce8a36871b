"""The demonstration's groups and people, the same in every demonstration of a year."""

from __future__ import annotations

from random import Random

from institutions.models import Institution
from members.demo.consents import make_consents
from members.demo.groups import make_groups
from members.demo.people import make_people
from members.demo.work import OCCUPATIONS
from members.models import Occupation

SEED = 1801


def load(*, year: int, offices: dict[str, Institution]) -> tuple[int, int]:
    """Write the groups and people, ``offices`` by name; return how many of each."""
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    Occupation.objects.bulk_create(
        [Occupation(name=name) for name in OCCUPATIONS], ignore_conflicts=True
    )
    plans = make_groups(rng, year, offices)
    people = make_people(rng, year, plans)
    make_consents(Random(SEED), year, people)  # noqa: S311  the same in every demonstration
    return len(plans), len(people)
