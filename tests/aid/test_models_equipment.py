"""What the database refuses of equipment and custody, whatever path writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from aid.models import Custody, Equipment
from tests.aid.factories import CustodyFactory, EquipmentFactory
from tests.aid.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"value": 10**12 + 1}, "equipment_value_plausible"),
        ({"built": 1700}, "equipment_year_plausible"),
        ({"acquired_on": "2023-13"}, "equipment_acquired_exists"),
        ({"state": "ended"}, "equipment_ended_with_reason"),
        ({"end_reason": "hilang"}, "equipment_ended_with_reason"),
    ],
)
def test_impossible_equipment_is_refused(values: dict[str, Any], constraint: str) -> None:
    if "acquired_on" in values:
        piece = EquipmentFactory()
        with refused(constraint), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE aid_equipment SET acquired_on = %s WHERE id = %s",
                [values["acquired_on"], piece.pk],
            )
        return
    with refused(constraint):
        EquipmentFactory(**values)


def test_a_serial_number_stands_once_however_it_is_written() -> None:
    first = EquipmentFactory(serial="LS-2023 2395")
    with refused("equipment_serial_once"):
        EquipmentFactory(kind=first.kind, serial="ls20232395")
    EquipmentFactory(serial="ls20232395")
    assert EquipmentFactory(serial="").serial_key == EquipmentFactory(serial="").serial_key == ""


END = {"state": "ended", "end_kind": "lost", "ended_on": "2024-02-01", "end_reason": "Dicuri"}


def test_ended_equipment_stays_ended_and_has_no_custodian() -> None:
    custody = CustodyFactory(since="2023-05-31")
    rows = Equipment.objects.filter(pk=custody.equipment.pk)
    rows.update(**END)
    custody.refresh_from_db()
    assert custody.until == dt.date(2024, 2, 1)
    with refused("equipment_ends_once"):
        rows.update(state="in_use", end_kind="", ended_on=None, end_reason="")
    with refused("custody_of_living_equipment"):
        CustodyFactory(equipment=custody.equipment)


def test_one_custodian_at_a_time() -> None:
    custody = CustodyFactory()
    with refused("custody_one_at_a_time"):
        CustodyFactory(equipment=custody.equipment)
    with refused("custody_until_after_since"):
        Custody.objects.filter(pk=custody.pk).update(until="2023-05-30")
    Custody.objects.filter(pk=custody.pk).update(until="2023-06-30")
    CustodyFactory(equipment=custody.equipment, since="2023-06-30")
