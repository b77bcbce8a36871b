"""Equipment in the search, on home pages, in files, and where a group is dissolved."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.utils import timezone

from aid.ending import end_equipment
from aid.models import Equipment
from aid.moving import move_equipment
from aid.periods import Slot, slot_span
from core.models import ExportLog
from core.registry import dissolution_parts
from core.search import open_code
from members.dissolution import dissolve_group
from tests.aid.equipment_pages import LIST, foreign, of, piece
from tests.aid.factories import CustodyFactory, EquipmentFactory, UpkeepFactory
from tests.aid.use_factories import BookingFactory
from tests.cast import Cast
from tests.factories import GroupFactory, PlacementFactory
from tests.members.pages import page, signed_in

__all__ = ["foreign", "piece"]


def test_search_finds_machines_within_the_area(
    cast: Cast, piece: Equipment, foreign: Equipment
) -> None:
    for text in ("gulud", "LS20232395", "kenanga"):
        assert of(piece) in page(cast.officer, f"/search/?q={text}")
    assert of(foreign) not in page(cast.officer, "/search/?q=asing77")
    assert open_code(cast.secretary, piece.code) == of(piece)
    assert open_code(cast.other_officer, piece.code) == ""


def test_home_tells_what_is_due_and_leads_to_the_list(cast: Cast, piece: Equipment) -> None:
    UpkeepFactory(equipment=piece, next_due="2024-06-01")
    for user in (cast.officer, cast.secretary):
        html = page(user, "/")
        assert "Perawatan terlambat" in html
        assert f"{LIST}?care=overdue&amp;count=exact" in html
    assert of(piece) in page(cast.secretary, "/")
    assert "Perawatan terlambat" not in page(cast.other_officer, "/")
    assert "Perawatan terlambat" not in page(cast.viewer, "/")


def rows(user: Any, query: str = "") -> list[dict[str, str]]:
    columns = ["brand", "serial", "group", "group_code", "value", "condition", "title"]
    data = {"columns": [*columns, "custodian", "next_due"], "file_format": "csv"}
    answer = signed_in(user).post(f"{LIST}export/{query}", data)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_export_holds_what_the_list_shows(cast: Cast, piece: Equipment, foreign: Equipment) -> None:
    CustodyFactory(equipment=piece, person=cast.person)
    UpkeepFactory(equipment=piece, next_due="2024-06-01")
    (row,) = rows(cast.officer)
    assert row["Kode kelompok"] == cast.group.code
    assert row["Nomor seri"] == "'LS 2023 2395"
    assert row["Nilai (rupiah)"] == "18500000"
    assert row["Kondisi"] == "baik"
    assert row["Status pemberian"] == "hibah"
    assert row["Penanggung jawab"] == cast.person.name
    assert row["Perawatan berikutnya"] == "2024-06-01"
    assert ExportLog.objects.get().what == "aid.equipment"
    assert rows(cast.officer, "?care=overdue") == [row]
    assert signed_in(cast.officer).get(f"{LIST}export/?kind=nonsense").status_code == 200


def test_export_names_nobody_abroad_in_a_secretarys_file(cast: Cast, piece: Equipment) -> None:
    CustodyFactory(equipment=piece, person=cast.person)
    PlacementFactory(person=cast.person, status="abroad", departed="2024", returned=None)
    assert rows(cast.secretary)[0]["Penanggung jawab"] == "dirahasiakan"
    assert rows(cast.viewer)[0]["Penanggung jawab"] == "dirahasiakan"
    assert rows(cast.officer)[0]["Penanggung jawab"] == cast.person.name


def test_dissolution_gives_each_machine_an_answer(cast: Cast, piece: Equipment) -> None:
    moved = EquipmentFactory(group=cast.group, kind=piece.kind, brand="Quick")
    CustodyFactory(equipment=moved, person=cast.person)
    near = GroupFactory(village=cast.group.village, name="KWT Melati")
    chosen = {"equipment": {moved.code: f"group-{near.code}"}}
    answers = {
        part.key: {
            row.key: part.choices(cast.group, cast.officer)[0][0]
            for row in part.open_rows(cast.group)
        }
        | chosen.get(part.key, {})
        for part in dissolution_parts()
    }
    day = timezone.localdate().isoformat()
    dissolve_group(actor=cast.officer, group=cast.group, day=day, reason="Bubar", answers=answers)
    piece.refresh_from_db()
    moved.refresh_from_db()
    assert (piece.state, piece.end_kind, piece.end_reason) == ("ended", "returned", "Bubar")
    assert (moved.state, moved.group) == ("in_use", near)
    assert str(moved.custodies.get().until) == day
    assert "Pindah dari KWT Kenanga" in page(cast.officer, of(moved))


@pytest.mark.parametrize("way", ["end", "move"])
def test_turns_to_come_are_told_and_called_off(cast: Cast, piece: Equipment, way: str) -> None:
    today = timezone.localdate()
    days = [today - dt.timedelta(days=9), today + dt.timedelta(days=9)]
    past, coming = (
        BookingFactory(equipment=piece, person=cast.person, period=slot_span(day, Slot.MORNING))
        for day in days
    )
    assert cast.person.name in page(cast.officer, of(piece, f"{way}/"))
    if way == "end":
        end_equipment(actor=cast.officer, equipment=piece, kind="lost", day=today, reason="Hilang")
    else:
        near = GroupFactory(village=cast.group.village)
        move_equipment(
            actor=cast.officer, equipment=piece, to_group=near, day=today, reason="Hilang"
        )
    past.refresh_from_db()
    coming.refresh_from_db()
    assert (past.state, coming.state, coming.cancel_reason) == ("booked", "cancelled", "Hilang")
