"""The demonstration's trainings: the two of 2023 and the office's own, with invented people."""

from __future__ import annotations

from random import Random

from accounts.models import User
from institutions.models import Institution
from training.demo import certificates, held, plans, skills

SEED = 2302


def load(*, offices: dict[str, Institution], officer: User) -> int:
    """Write trainings with who took part; return how many. Groups, people, accounts exist."""
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    trainings = [held.chilli(rng, offices, officer), held.business(rng, offices, officer)]
    own = plans.write(rng, offices)
    certificates.issue(own[0], officer)
    trainings += own
    skills.write(rng, trainings)
    return len(trainings)
