"""aid.models.cancelled: what was written down by mistake stays, and counts for nothing."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from aid import cashbook, turns, use_page
from aid.audit_rows import AuditRows
from aid.models import Equipment, Inspection, Season, Upkeep
from tests.aid.factories import EquipmentFactory, InspectionFactory, UpkeepFactory
from tests.aid.refusals import refused
from tests.aid.use_factories import BookingFactory, UseLogFactory, morning
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [UseLogFactory, InspectionFactory, UpkeepFactory])
def test_a_row_is_cancelled_once_with_a_reason(factory: Any) -> None:
    row = factory()
    rows = type(row).objects
    with refused(f"{row._meta.model_name}_cancelled_with_reason"):
        rows.update(cancelled_on="2024-05-01")
    assert list(rows.standing()) == [row]
    row.cancel(reason="Tercatat dua kali")
    assert list(rows.standing()) == []
    for change in ({"cancelled_on": None, "cancel_reason": ""}, {"cancel_reason": "Lain"}):
        with refused("row_stays_cancelled"):
            rows.update(**change)


def condition_of(piece: Equipment) -> str:
    return Equipment.objects.get(pk=piece.pk).condition


def test_the_condition_follows_what_is_corrected_and_cancelled() -> None:
    piece = EquipmentFactory(condition="light_damage")
    early = InspectionFactory(equipment=piece, date="2024-01-01", condition="good")
    late = UpkeepFactory(equipment=piece, date="2024-02-01", condition_after="heavy_damage")
    assert condition_of(piece) == "heavy_damage"
    Inspection.objects.update(date="2024-03-01")
    assert condition_of(piece) == "good"
    Inspection.objects.update(date="2024-01-01")
    late.refresh_from_db()
    late.cancel(reason="Alat lain")
    assert condition_of(piece) == "good"
    early.refresh_from_db()
    early.cancel(reason="Alat lain")
    assert condition_of(piece) == "light_damage"  # as it came
    Equipment.objects.update(condition="heavy_damage")  # said of the piece itself
    InspectionFactory(equipment=piece).cancel(reason="Alat lain")
    assert condition_of(piece) == "heavy_damage"


def test_a_whole_save_keeps_how_the_piece_came() -> None:
    piece = EquipmentFactory(condition="light_damage")
    InspectionFactory(equipment=piece, condition="heavy_damage")
    piece.refresh_from_db()
    piece.save()
    assert Equipment.objects.get().first_condition == "light_damage"


def test_cancelled_upkeep_is_not_due_and_leaves_the_one_before_waiting() -> None:
    piece, today = EquipmentFactory(), timezone.localdate()
    first = UpkeepFactory(equipment=piece, date="2024-01-01", next_due="2024-06-01")
    second = UpkeepFactory(equipment=piece, date="2024-06-03", next_due="2024-07-01")
    assert list(Upkeep.objects.waiting()) == [second]
    second.cancel(reason="Alat lain")
    assert list(Upkeep.objects.waiting()) == [first]
    first.cancel(reason="Alat lain")
    assert list(Equipment.objects.overdue(today)) == []


def test_a_cancelled_use_counts_for_nothing(cast: Cast) -> None:
    piece = EquipmentFactory(group=cast.group)
    span = Season.objects.span(timezone.localdate())
    turn = BookingFactory(equipment=piece, person=cast.person, period=morning(-1))
    used = {"used_on": span.start, "area_ha": 1, "fee": 25_000}
    log = UseLogFactory(equipment=piece, person=cast.person, booking=turn, **used)
    upkeep = UpkeepFactory(equipment=piece, date=span.start, cost=10_000)
    people = SimpleNamespace(order_by=lambda: type(cast.person).objects)
    rows = AuditRows(cast.officer, span.start.year)
    assert cashbook.book(piece, span, people).balance == 15_000
    assert rows.used.exists()
    assert turns.fair_turn(piece, span).get(pk=cast.person.pk).used_ha == 1
    log.cancel(reason="Tercatat dua kali")
    upkeep.cancel(reason="Tercatat dua kali")
    book = cashbook.book(piece, span, people)
    assert (book.rows, book.balance) == ([], 0)
    assert use_page.totals(piece, span)[0]["number"] == 0
    assert turns.fair_turn(piece, span).get(pk=cast.person.pk).used_ha == 0
    assert not AuditRows(cast.officer, span.start.year).used.exists()
    assert list(type(turn).objects.without_log()) == [turn]
    assert UseLogFactory(equipment=piece, booking=turn).pk  # its turn may be written down anew


def test_a_cancelled_use_leaves_a_machine_idle() -> None:
    piece = EquipmentFactory(acquired_on="2023-05-31", kind__idle_days=30)
    log = UseLogFactory(equipment=piece, used_on="2026-03-03")
    day = dt.date(2026, 3, 10)
    assert list(Equipment.objects.idle(day)) == []
    log.cancel(reason="Alat lain")
    assert list(Equipment.objects.idle(day)) == [piece]


def test_a_cancelled_inspection_is_not_in_the_auditors_pack(cast: Cast) -> None:
    seen = InspectionFactory(equipment__group=cast.group, date="2024-03-04")
    assert AuditRows(cast.officer, 2024).inspections.exists()
    seen.cancel(reason="Alat lain")
    assert not AuditRows(cast.officer, 2024).inspections.exists()
