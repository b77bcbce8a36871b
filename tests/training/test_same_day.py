"""Who is at two trainings on one day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from tests.factories import InstitutionFactory, region
from tests.training.factories import ParticipantFactory, SessionFactory, TrainingFactory
from training.models import Training
from training.same_day import conflicts

DAY = dt.date(2023, 2, 22)


@pytest.fixture
def other(cast: Cast) -> Training:
    """A training that the officer sees, in which the person takes part on 22 and 23 February."""
    office = InstitutionFactory(region=region("18.01"))
    training = TrainingFactory(office=office, title="Menjahit", starts_on=DAY)
    ParticipantFactory(training=training, person=cast.person)
    return training


def where(cast: Cast, training: Training) -> str:
    return conflicts(training, [cast.person.pk], cast.officer).get(cast.person.pk, "")


def test_the_same_day_is_said_with_the_training(cast: Cast, other: Training) -> None:
    assert where(cast, TrainingFactory()) == "Menjahit, 22 Februari 2023"
    assert where(cast, other) == ""
    assert where(cast, TrainingFactory(ends_on=dt.date(2023, 2, 21))) == ""


def test_sessions_tell_the_days_where_there_are_any(cast: Cast, other: Training) -> None:
    training = TrainingFactory()
    SessionFactory(training=training, date=dt.date(2023, 2, 20))
    assert where(cast, training) == ""
    SessionFactory(training=training, date=dt.date(2023, 2, 23))
    assert where(cast, training) == "Menjahit, 23 Februari 2023"
    SessionFactory(training=other, date=DAY)
    assert where(cast, training) == ""


def test_who_withdrew_and_what_was_cancelled_is_no_conflict(cast: Cast, other: Training) -> None:
    row = other.participants.get()
    row.withdrawn_on, row.withdrawn_reason = DAY, "Sakit"
    row.save()
    assert where(cast, TrainingFactory()) == ""
    row.withdrawn_on, row.withdrawn_reason = None, ""
    row.save()
    assert where(cast, TrainingFactory())
    other.move_to(Training.State.CANCELLED, "Banjir")
    assert where(cast, TrainingFactory()) == ""


def test_a_training_that_is_not_seen_is_not_named(cast: Cast) -> None:
    office = InstitutionFactory(region=region("18.02"))
    ParticipantFactory(training=TrainingFactory(office=office, title="X"), person=cast.person)
    assert where(cast, TrainingFactory()) == "pelatihan lain, 20 Februari 2023"
