"""What the database refuses of turns, uses and idle machines, whatever path writes."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from aid import periods
from aid.models import Booking, Equipment, UseLog
from aid.periods import Slot
from core.constraints import sentence, violated
from tests.aid.factories import EquipmentFactory, GoodsKindFactory
from tests.aid.refusals import refused
from tests.aid.use_factories import (
    BookingFactory,
    SeasonFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.factories import MemberFactory, UserFactory

pytestmark = pytest.mark.django_db


def end(machine: Equipment, on: dt.date, reason: str = "Dipinjam dan tidak kembali") -> None:
    Equipment.objects.filter(pk=machine.pk).update(
        state="ended", end_kind="withdrawn", ended_on=on, end_reason=reason
    )


@pytest.mark.parametrize(
    ("slot", "is_refused"),
    [(Slot.MORNING, True), (Slot.DAY, True), (Slot.AFTERNOON, False)],
)
def test_two_turns_of_a_machine_never_overlap(slot: Slot, is_refused: bool) -> None:
    taken = BookingFactory()
    values = {"equipment": taken.equipment, "period": morning(slot=slot)}
    if not is_refused:
        assert BookingFactory(**values).pk
        return
    with refused("booking_one_at_a_time"):
        BookingFactory(**values)
    assert BookingFactory(period=morning(slot=slot)).pk  # another machine


def test_sql_and_a_move_are_refused_as_a_form_is() -> None:
    taken = BookingFactory()
    other = BookingFactory(equipment=taken.equipment, period=morning(2))
    with refused("booking_one_at_a_time"), connection.cursor() as cursor:
        cursor.execute("UPDATE aid_booking SET period = %s WHERE id = %s", [taken.period, other.pk])


def test_a_cancelled_turn_holds_nothing_and_stays_cancelled() -> None:
    taken = BookingFactory()
    taken.cancel(reason="hujan")
    assert BookingFactory(equipment=taken.equipment).pk
    with refused("booking_state_by_table"):
        Booking.objects.filter(pk=taken.pk).update(state="booked")
    with refused("booking_cancelled_with_reason"):
        BookingFactory(state="cancelled")


@pytest.mark.parametrize(
    ("period", "constraint"),
    [
        (lambda a, b: DateTimeTZRange(a, a), "booking_period_not_empty"),
        (lambda a, b: DateTimeTZRange(None, b), "booking_period_finite"),
        (lambda a, b: DateTimeTZRange(a, None), "booking_period_finite"),
        (lambda a, b: DateTimeTZRange(a, b, "[]"), "booking_period_half_open"),
        (lambda a, b: DateTimeTZRange(a, b, "(]"), "booking_period_half_open"),
        (
            lambda a, b: DateTimeTZRange(a, a + dt.timedelta(days=31, minutes=1)),
            "booking_at_most_31_days",
        ),
    ],
)
def test_a_period_is_half_open_finite_and_short(period: Any, constraint: str) -> None:
    whole = morning()
    with refused(constraint):
        BookingFactory(period=period(whole.lower, whole.upper))
    longest = DateTimeTZRange(whole.lower, whole.lower + dt.timedelta(days=31))
    assert BookingFactory(period=longest).pk


def test_nothing_is_booked_after_the_end_of_a_machine() -> None:
    machine = EquipmentFactory()
    end(machine, day())
    assert BookingFactory(equipment=machine).pk  # its last day is whole
    for period in (
        morning(2),
        periods.days_span(day(), 2),
        periods.span(morning().upper, morning(2).lower),
    ):
        with refused("booking_before_end"):
            BookingFactory(equipment=machine, period=period)


def test_the_end_of_a_machine_calls_off_what_comes_after_it() -> None:
    kept = BookingFactory(period=morning(0))
    machine = kept.equipment
    late = BookingFactory(equipment=machine, period=morning(3))
    across = BookingFactory(
        equipment=machine, period=periods.span(morning(0, Slot.AFTERNOON).lower, morning(2).lower)
    )
    end(machine, day(0), "Ditarik dinas")
    for turn, state in ((kept, "booked"), (late, "cancelled"), (across, "cancelled")):
        turn.refresh_from_db()
        assert turn.state == state
    assert late.cancel_reason == "Ditarik dinas"
    assert set(Booking.objects.cancelled_by_end()) == {late, across}


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_give_one_turn() -> None:
    machine = EquipmentFactory()
    members = [MemberFactory(group=machine.group) for _ in range(50)]
    user, start, refusals = UserFactory(), threading.Barrier(50), []

    def book(person: Any) -> None:
        try:
            start.wait(30)
            with transaction.atomic():
                Booking.objects.create(
                    equipment=machine, person=person, period=morning(), asked_by=user
                )
        except IntegrityError as error:
            refusals.append(violated(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=[person]) for person in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Booking.objects.count() == 1
    assert refusals == ["booking_one_at_a_time"] * 49


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"person": None}, "uselog_by_somebody"),
        ({"hours": None}, "uselog_hours_or_area"),
        ({"hours": 0}, "uselog_amounts_plausible"),
        ({"hours": 745}, "uselog_amounts_plausible"),
        ({"area_ha": 1001}, "uselog_amounts_plausible"),
        ({"started": "08:00"}, "uselog_times_in_order"),
        ({"started": "08:00", "ended": "07:00"}, "uselog_times_in_order"),
        ({"hour_meter": -1}, "uselog_figures_plausible"),
        ({"fee": 10**9 + 1}, "uselog_money_plausible"),
        ({"work": "other"}, "uselog_other_work_in_words"),
        ({"used_on": "1989-01-01"}, "uselog_date_plausible"),
    ],
)
def test_a_use_is_plausible(values: dict[str, Any], constraint: str) -> None:
    with refused(constraint):
        UseLogFactory(**values)


def test_the_hour_meter_never_goes_back() -> None:
    first = UseLogFactory(used_on="2024-03-01", hour_meter=100)
    machine = first.equipment
    last = UseLogFactory(equipment=machine, used_on="2024-03-10", hour_meter=120)
    for used_on, meter in (("2024-03-11", 119), ("2024-03-05", 121), ("2024-02-01", 101)):
        with refused("uselog_meter_never_back"):
            UseLogFactory(equipment=machine, used_on=used_on, hour_meter=meter)
    with refused("uselog_meter_never_back"):
        UseLog.objects.filter(pk=last.pk).update(hour_meter=99)
    UseLogFactory(equipment=machine, used_on="2024-03-05", hour_meter=110)
    UseLogFactory(equipment=machine, used_on="2024-03-06")
    UseLogFactory(used_on="2024-03-11", hour_meter=1)  # another machine


def test_a_use_belongs_to_its_machine_and_its_life() -> None:
    turn = BookingFactory()
    with refused("uselog_of_own_booking"):
        UseLogFactory(booking=turn)
    UseLogFactory(booking=turn, equipment=turn.equipment)
    with refused("uselog_once_a_booking"):
        UseLogFactory(booking=turn, equipment=turn.equipment)
    end(turn.equipment, dt.date(2024, 5, 1))
    UseLogFactory(equipment=turn.equipment, used_on="2024-05-01")
    with refused("uselog_before_end"):
        UseLogFactory(equipment=turn.equipment, used_on="2024-05-02")


def test_a_season_ends_after_it_begins_and_stands_once() -> None:
    season = SeasonFactory()
    with refused("season_dates_in_order"):
        SeasonFactory(end="2025-12-31")
    with refused("season_once"):
        SeasonFactory(name=season.name)


def idle(on: dt.date) -> list[Equipment]:
    return list(Equipment.objects.idle(on))


def test_a_machine_is_idle_after_the_days_of_its_kind_in_the_season() -> None:
    machine = EquipmentFactory(kind=GoodsKindFactory(idle_days=30), acquired_on="2023-05-31")
    assert idle(dt.date(2026, 3, 1)) == [machine]  # where no season is recorded the year counts
    SeasonFactory(start="2026-02-01", end="2026-06-30")
    assert idle(dt.date(2026, 3, 2)) == []
    assert idle(dt.date(2026, 3, 3)) == [machine]
    assert idle(dt.date(2026, 7, 1)) == []
    UseLogFactory(equipment=machine, used_on="2026-03-03")
    assert idle(dt.date(2026, 4, 1)) == []
    assert idle(dt.date(2026, 4, 2)) == [machine]
    assert Equipment.objects.idle(dt.date(2026, 4, 2)).get().last_used == dt.date(2026, 3, 3)
    end(machine, dt.date(2026, 4, 1))
    assert idle(dt.date(2026, 4, 2)) == []


def test_a_new_machine_is_not_idle_at_once() -> None:
    EquipmentFactory(kind=GoodsKindFactory(idle_days=30), acquired_on="2026-03-01")
    assert idle(dt.date(2026, 3, 30)) == []
    assert len(idle(dt.date(2026, 3, 31))) == 1


def test_every_refusal_has_a_sentence() -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        UseLogFactory(person=None, operator="")
    assert sentence(error.value)
