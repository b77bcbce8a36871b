"""Unduh giliran of a machine: those of the season or year that is chosen."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from aid import periods
from aid.models import Equipment
from core.models import ExportLog
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import BookingFactory, SeasonFactory, UseLogFactory
from tests.aid.use_pages import address, machine
from tests.cast import Cast
from tests.factories import MemberFactory, PlacementFactory
from tests.members.pages import file_of

__all__ = ["machine"]


def morning_of(day: str) -> Any:
    return periods.slot_span(dt.date.fromisoformat(day), periods.Slot.MORNING)


def ask(user: Any, machine: Equipment, **data: str) -> Any:
    url = address("booking_export", machine.code)
    return signed_in(user).post(url, {"span": "2024", "file_format": "xlsx"} | data)


def rows(user: Any, machine: Equipment, **data: str) -> list[dict[str, Any]]:
    content = BytesIO(file_of(ask(user, machine, **data)))
    header, *lines = load_workbook(content).active.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_file_holds_the_turns_of_the_span_and_is_logged(cast: Cast, machine: Equipment) -> None:
    abroad = MemberFactory(group=cast.group)
    PlacementFactory(person=abroad, status="abroad", returned=None)
    season = SeasonFactory(start="2024-01-01", end="2024-03-31")
    own = BookingFactory(equipment=machine, person=cast.person, period=morning_of("2024-02-01"))
    UseLogFactory(equipment=machine, booking=own, person=cast.person, used_on="2024-02-01")
    late = BookingFactory(equipment=machine, person=abroad, period=morning_of("2024-12-31"))
    late.cancel(reason="Hujan")
    BookingFactory(equipment=machine, person=cast.person, period=morning_of("2023-12-31"))
    for user in (cast.officer, cast.secretary, cast.viewer):
        first, second = rows(user, machine)
        assert (first["Dari"], first["Sampai"]) == ("2024-02-01 06.00", "2024-02-01 12.00")
        assert (first["Jam"], first["Anggota"]) == (6, cast.person.name)
        assert (first["Pemakaian dicatat"], second["Pemakaian dicatat"]) == ("ya", "tidak")
        assert (second["Keadaan"], second["Alasan"]) == ("dibatalkan", "Hujan")
        assert len(rows(user, machine, span=season.span.key)) == 1
        assert address("booking_export", machine.code) in page(
            user, address("booking_week", machine.code)
        )
    assert rows(cast.secretary, machine)[1]["Anggota"] == "dirahasiakan"
    logs = ExportLog.objects.filter(user=cast.viewer, what="aid.turns").order_by("pk")
    assert [(log.rows, machine.code in log.filters) for log in logs] == [(2, True), (1, True)]
    assert b"2024-02-01 06.00" in file_of(ask(cast.officer, machine, file_format="csv"))
    for user in cast.strangers:
        assert ask(user, machine).status_code == 404


@pytest.mark.parametrize("span", ["", "1900", "x"])
def test_a_season_that_is_none_is_asked_again(cast: Cast, machine: Equipment, span: str) -> None:
    assert list(errors(ask(cast.officer, machine, span=span))) == ["span"]
    assert not ExportLog.objects.exists()
