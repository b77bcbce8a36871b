"""Who is to be asked what she still uses of a training, and on which day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from members.models import Person
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.training.factories import FollowUpFactory, NamedFactory
from tests.training.pages import a_training, an_office
from training.models import FollowUp, Participant, Training
from training.models.due import due, months_before, stage_on


def held(cast: Cast, *people: Any) -> Training:
    return a_training(cast, *people, state=Training.State.FINISHED, office=an_office())


def stages(day: str) -> list[int]:
    return [who.stage for who in due(Participant.objects.all(), dt.date.fromisoformat(day))]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2023-05-31", 3, "2023-02-28"),
        ("2023-01-15", 12, "2022-01-15"),
        ("2024-05-29", 3, "2024-02-29"),
    ],
)
def test_months_are_counted_back_from_a_day(day: str, months: int, before: str) -> None:
    assert months_before(dt.date.fromisoformat(day), months).isoformat() == before


def test_each_is_asked_at_the_latest_stage_until_she_answers(cast: Cast) -> None:
    who = held(cast, cast.person).participants.get()
    assert stages("2023-05-22") == []
    assert stages("2023-05-23") == stages("2023-08-22") == [3]
    FollowUpFactory(participant=who, months=3, uses="not_met")
    assert stages("2023-05-23") == [3]
    FollowUp.objects.update(uses="silent")
    assert stages("2023-05-23") == []
    assert stages("2023-08-23") == [6]
    assert stages("2024-02-23") == [12]


def test_who_has_died_is_not_asked_and_a_relative_without_a_record_is(cast: Cast) -> None:
    NamedFactory(training=held(cast, cast.person), relative_of=cast.person)
    assert stages("2023-05-24") == [3, 3]
    Person.objects.filter(pk=cast.person.pk).update(deceased_on="2023-04")
    assert stages("2023-05-24") == [3]


def test_who_withdrew_and_what_is_not_finished_is_not_asked(cast: Cast) -> None:
    held(cast, cast.person)
    assert stages("2023-05-24") == [3]
    Participant.objects.update(withdrawn_on="2023-02-20", withdrawn_reason="Sakit")
    a_training(cast, MemberFactory(group=cast.group), state=Training.State.RUNNING)
    assert stages("2023-05-24") == []


def test_nobody_is_asked_a_year_and_a_half_later(cast: Cast) -> None:
    training = held(cast, cast.person)
    ended = training.ends_on
    for years, months, stage in ((1, 0, 12), (1, 5, 12), (1, 6, None)):
        day = dt.date(ended.year + years, ended.month + months, ended.day)
        assert stage_on(training, day) == stage
        waiting = due(Participant.objects.filter(training=training), day)
        assert waiting.exists() == (stage is not None)
