"""secretariat.production_merging: one card a year, one first card."""

from __future__ import annotations

import datetime as dt

import pytest

from core.merging import Merge
from secretariat.models import Livelihood
from secretariat.production_merging import _problems
from tests.factories import PersonFactory
from tests.members.merging import merged
from tests.secretariat.production_factories import LivelihoodFactory, YearlyFactory

pytestmark = pytest.mark.django_db


def test_the_earliest_card_becomes_the_first_one() -> None:
    kept, other = PersonFactory(), PersonFactory()
    LivelihoodFactory(person=kept, taken_on=dt.date(2023, 1, 9))
    LivelihoodFactory(person=other)
    YearlyFactory(person=other, taken_on=dt.date(2024, 1, 9))
    merged(kept, other)
    cards = Livelihood.objects.standing().filter(person=kept).order_by("taken_on")
    assert [(card.taken_on.year, card.stage) for card in cards] == [
        (2022, "baseline"),
        (2023, "yearly"),
        (2024, "yearly"),
    ]


def test_of_two_alike_of_a_year_one_counts() -> None:
    kept, other = PersonFactory(), PersonFactory()
    mine, hers = LivelihoodFactory(person=kept), LivelihoodFactory(person=other)
    merged(kept, other)
    hers.refresh_from_db()
    assert hers.person == kept
    assert hers.cancel_reason
    assert Livelihood.objects.standing().get() == mine


def test_two_that_differ_are_for_the_office_to_decide() -> None:
    kept, other = PersonFactory(), PersonFactory()
    LivelihoodFactory(person=kept, intends="yes")
    card = LivelihoodFactory(person=other, intends="no")
    [words] = _problems(Merge(kept=kept, other=other))
    assert "2022" in words
    card.cancel(reason="Keliru")
    assert _problems(Merge(kept=kept, other=other)) == []
