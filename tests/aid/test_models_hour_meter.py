"""aid.models.hour_meter, aid.hour_meter: a replaced meter begins anew, whatever path writes."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from aid import hour_meter
from aid.models import Equipment, Upkeep, UseLog
from core.constraints import violated
from tests.aid.factories import EquipmentFactory, UpkeepFactory
from tests.aid.refusals import refused
from tests.aid.use_factories import UseLogFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine() -> Equipment:
    """Read at 800 on its first meter; the second begins at 5 on 10 March."""
    machine = EquipmentFactory(acquired_on="2023-05-31")
    UseLogFactory(equipment=machine, used_on="2024-03-01", hour_meter=800)
    UpkeepFactory(equipment=machine, date="2024-03-10", new_meter=5)
    return machine


@pytest.mark.parametrize(
    ("used_on", "meter", "is_refused"),
    [
        ("2024-03-09", 799, True),
        ("2024-03-09", 801, False),
        ("2024-03-10", 801, False),  # on the day itself either meter may have been read
        ("2024-03-10", 6, False),
        ("2024-03-11", 4, True),
        ("2024-03-11", 5, False),
        ("2024-03-11", 8, False),
    ],
)
def test_readings_are_compared_with_their_own_meter(
    machine: Equipment, used_on: str, meter: int, is_refused: bool
) -> None:
    if is_refused:
        with refused("uselog_meter_never_back"):
            UseLogFactory(equipment=machine, used_on=used_on, hour_meter=meter)
        return
    UseLogFactory(equipment=machine, used_on=used_on, hour_meter=meter)
    with refused("uselog_meter_never_back"):
        UseLogFactory(equipment=machine, used_on="2024-03-12", hour_meter=4)


@pytest.mark.parametrize(
    "change",
    [
        {"new_meter": None},
        {"new_meter": 9},
        {"date": "2024-03-20"},
        {"cancelled_on": "2024-03-20", "cancel_reason": "Salah catat"},
    ],
)
def test_a_change_of_the_meter_fits_the_uses(machine: Equipment, change: dict[str, object]) -> None:
    UseLogFactory(equipment=machine, used_on="2024-03-12", hour_meter=8)
    with refused("upkeep_meter_fits_uses"):
        Upkeep.objects.update(**change)
    Upkeep.objects.update(new_meter=7, date="2024-03-09")


def test_a_change_put_in_afterwards_fits_the_uses_too(machine: Equipment) -> None:
    UseLogFactory(equipment=machine, used_on="2024-03-12", hour_meter=8)
    with refused("upkeep_meter_fits_uses"):
        UpkeepFactory(equipment=machine, date="2024-03-11", new_meter=9)
    with refused("upkeep_meter_plausible"):
        UpkeepFactory(new_meter=-1)
    UpkeepFactory(equipment=machine, date="2024-03-11")


def test_a_cancelled_reading_is_compared_with_nothing(machine: Equipment) -> None:
    slip = UseLogFactory(equipment=machine, used_on="2024-03-12", hour_meter=900)
    with refused("uselog_meter_never_back"):
        UseLogFactory(equipment=machine, used_on="2024-03-13", hour_meter=9)
    slip.cancel(reason="Salah ketik")
    UseLogFactory(equipment=machine, used_on="2024-03-13", hour_meter=9)


def test_all_meters_together_count_on(machine: Equipment) -> None:
    (fact,) = hour_meter.facts(machine)
    assert fact["value"] == "5 jam"
    UseLogFactory(equipment=machine, used_on="2024-03-10", hour_meter="802.5")
    UseLogFactory(equipment=machine, used_on="2024-03-12", hour_meter="15.5")
    (fact,) = hour_meter.facts(machine)
    assert fact["value"] == "15,5 jam"
    assert "10 Maret 2024" in fact["note"]
    assert "813 jam" in fact["note"]
    assert hour_meter.facts(EquipmentFactory()) == []


@pytest.mark.django_db(transaction=True)
def test_two_readings_at_the_same_moment_do_not_overlook_each_other() -> None:
    machine, start, refusals = EquipmentFactory(), threading.Barrier(2), []
    person = UseLogFactory(equipment=machine, used_on="2024-01-01").person

    def read(day: str, meter: int) -> None:
        try:
            start.wait(30)
            with transaction.atomic():
                UseLog.objects.create(
                    equipment=machine, person=person, used_on=day, hours=1, hour_meter=meter
                )
        except IntegrityError as error:
            refusals.append(violated(error))
        finally:
            connection.close()

    readings = (("2024-03-01", 20), ("2024-03-02", 10))
    threads = [threading.Thread(target=read, args=each) for each in readings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert refusals == ["uselog_meter_never_back"]
