"""The demonstration's equipment aid: the real case with invented names, and what surrounds it."""

from __future__ import annotations

from random import Random

from accounts.models import User
from aid.demo import case, papers, use
from institutions.models import Institution

SEED = 2305


def load(*, year: int, offices: dict[str, Institution], officer: User) -> int:
    """Write programmes, proposals, papers, machines and their use; return how many machines.

    Groups, people and accounts exist. ``offices`` are by name; ``officer`` records it all.
    """
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    machine = case.hand_over(offices, officer)
    use.two_years(rng, machine, officer, year)
    pieces = papers.write(offices, officer, year)
    use.of_others(rng, pieces, officer)
    return 1 + len(pieces)
