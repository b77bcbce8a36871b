"""Rows of turns and use for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from aid import periods
from aid.models import Booking, IdleAnswer, Season, UseLog
from tests.aid.factories import EquipmentFactory
from tests.factories import MemberFactory, UserFactory


def day(number: int = 1) -> dt.date:
    """The day so many days from today."""
    return timezone.localdate() + dt.timedelta(days=number)


def morning(number: int = 1, slot: periods.Slot = periods.Slot.MORNING) -> Any:
    """The morning of the day so many days from today, or another part of it."""
    return periods.slot_span(day(number), slot)


class SeasonFactory(DjangoModelFactory):
    class Meta:
        model = Season

    name = Sequence(lambda n: f"Musim uji {n}")
    start = "2026-01-01"
    end = "2026-06-30"


class BookingFactory(DjangoModelFactory):
    """A turn of tomorrow morning."""

    class Meta:
        model = Booking

    equipment = SubFactory(EquipmentFactory)
    person = LazyAttribute(lambda row: MemberFactory(group=row.equipment.group))
    period = LazyFunction(morning)
    asked_by = SubFactory(UserFactory)


class UseLogFactory(DjangoModelFactory):
    class Meta:
        model = UseLog

    equipment = SubFactory(EquipmentFactory)
    person = LazyAttribute(lambda row: MemberFactory(group=row.equipment.group))
    used_on = LazyFunction(timezone.localdate)
    hours = 4
    work = UseLog.Work.RIDGING


class IdleAnswerFactory(DjangoModelFactory):
    class Meta:
        model = IdleAnswer

    equipment = SubFactory(EquipmentFactory)
    asked_for = LazyFunction(timezone.localdate)
    answer = IdleAnswer.Answer.NO_OPERATOR
    answered_by = SubFactory(UserFactory)
