"""What the demonstration's people have answered on signed forms; a third was not asked yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from members.consent_text import CURRENT
from members.demo.groups import code
from members.models import Consent, Person

_SHARES = {
    Consent.Purpose.PHOTO_PUBLISHED: 0.7,
    Consent.Purpose.PHONE_SHARED: 0.85,
    Consent.Purpose.FAMILY: 0.8,
}
_WITHDRAWN = 0.03


def make_consents(rng: Random, year: int, people: list[Person]) -> None:
    """Their answers of the year before; whose photo is kept has agreed to that."""
    rows = [row for person in people if rng.random() < 0.65 for row in _answers(rng, year, person)]
    Consent.objects.bulk_create(rows)


def _answers(rng: Random, year: int, person: Person) -> Iterator[Consent]:
    day = dt.date(year - 1, rng.randint(1, 12), rng.randint(1, 28))
    yield _answer(rng, person, Consent.Purpose.PHOTO_KEPT, day, is_given=not person.photo_refused)
    for purpose, share in _SHARES.items():
        row = _answer(rng, person, purpose, day, is_given=rng.random() < share)
        if row.is_given and rng.random() < _WITHDRAWN:
            row.ended_on = day + dt.timedelta(days=rng.randint(5, 60))
        yield row


def _answer(rng: Random, person: Person, purpose: str, day: dt.date, *, is_given: bool) -> Consent:
    return Consent(
        code=code(rng),
        person=person,
        purpose=purpose,
        is_given=is_given,
        text_version=CURRENT,
        taken_on=day,
    )
