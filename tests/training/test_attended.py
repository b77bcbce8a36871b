from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.training.factories import (
    AttendanceFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from training.models import Participant

pytestmark = pytest.mark.django_db


def test_hours_and_share_count_what_was_held_until_today() -> None:
    training = TrainingFactory(ends_on=dt.date(2098, 1, 1))
    first = SessionFactory(training=training, hours=5)
    second = SessionFactory(training=training, date=dt.date(2023, 2, 21), hours=Decimal("2.5"))
    SessionFactory(training=training, date=dt.date(2023, 2, 22), cancel_reason="Hujan")
    SessionFactory(training=training, date=dt.date(2098, 1, 1))
    here, late, sick, unknown = (ParticipantFactory(training=training) for _ in range(4))
    for session in (first, second):
        AttendanceFactory(session=session, participant=here)
    AttendanceFactory(session=first, participant=late, state="late")
    AttendanceFactory(session=first, participant=sick, state="sick")
    AttendanceFactory(session=second, participant=sick, state="excused")
    AttendanceFactory(session=first, participant=unknown, state="")
    found = Participant.objects.with_attendance().in_bulk([here.pk, late.pk, sick.pk, unknown.pk])
    assert {row.hours_held for row in found.values()} == {Decimal("7.5")}
    assert [found[who.pk].hours_attended for who in (here, late, sick, unknown)] == [
        *(Decimal("7.5"), Decimal(5), Decimal(0), Decimal(0))
    ]
    assert found[here.pk].attendance_share == 100
    assert Decimal("66.66") < found[late.pk].attendance_share < Decimal("66.67")


def test_the_share_meets_a_limit_exactly_and_is_none_before_anything_was_held() -> None:
    training = TrainingFactory()
    who = ParticipantFactory(training=training)
    assert Participant.objects.with_attendance().get(pk=who.pk).attendance_share is None
    for day in range(4):
        session = SessionFactory(training=training, date=dt.date(2023, 2, 20 + day), hours=10)
        if day:
            AttendanceFactory(session=session, participant=who)
    enough = Participant.objects.with_attendance().filter(attendance_share__gte=75)
    assert list(enough) == [who]
    assert not enough.filter(attendance_share__gt=75).exists()
