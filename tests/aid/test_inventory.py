"""aid.imports.inventory: what each row of the old inventory becomes, and how it is written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aid.imports.inventory import Inventory
from aid.models import Equipment
from core.history import recording
from core.imports import parked
from core.imports.engine import read_file, review
from core.imports.spec import Preview
from members.models import Group
from tests.aid.equipment_pages import kind_named
from tests.aid.factories import EquipmentFactory
from tests.aid.inventory_groups import EXPECTED, NAME, groups
from tests.cast import Cast
from tests.core.workbooks import DATA, workbook

__all__ = ["groups"]

HEADER = ["No", "Nama Kelompok", "Desa", "Jenis Alat", "No. Seri", "Kondisi", "Nilai"]


def preview_of(data: bytes, user: Any, name: str = NAME) -> Preview:
    spec = Inventory(user=user)
    preview = read_file(spec, data, name)
    review(spec, preview)
    return preview


def take_in(data: bytes, user: Any) -> Preview:
    preview = preview_of(data, user)
    row = parked.park(
        owner=user, kind=Inventory.kind, target_id=None, filename=NAME, data=data, preview=preview
    )
    with recording(user, "aid.import_equipment"):
        parked.confirm(row, Inventory(user=user, lock=True), parked.load(row))
    return preview


def said(row: Any) -> str:
    return " ".join(problem.message for problem in row.problems)


def test_every_row_of_the_sample_becomes_what_is_expected(
    cast: Cast, groups: dict[str, Group]
) -> None:
    data = (DATA / NAME).read_bytes()
    preview = preview_of(data, cast.officer)
    assert [row.number for row in preview.rows] == [item["row"] for item in EXPECTED]
    for row, item in zip(preview.rows, EXPECTED, strict=True):
        assert row.is_refused == (item["outcome"] == "reject"), (row.number, said(row))
        assert bool(row.problems) == ("problem" in item), (row.number, said(row))
    take_in(data, cast.officer)
    accepted = [item for item in EXPECTED if item["outcome"] == "accept"]
    assert Equipment.objects.count() == len(accepted)
    for item in accepted:
        check(item)
    again = preview_of(data, cast.officer)
    assert {row.action for row in again.accepted} == {"same"}


def check(item: dict[str, Any]) -> None:
    known = {"serial": item["serial"]} if "serial" in item else {"brand": item["brand"]}
    piece = Equipment.objects.get(group__name=item["group"], value=item["value"], **known)
    assert " ".join(filter(None, (piece.kind.name, piece.specification))) == item["kind"]
    assert (
        piece.get_condition_display()
        == {
            "good": "baik",
            "light damage": "rusak ringan",
            "heavy damage": "rusak berat",
        }[item["condition"]]
    )
    assert (piece.brand, piece.built, piece.funding) == (
        item["brand"],
        item["year"],
        item["funding"],
    )
    assert piece.acquired_on == item["handed_over"]


def row_of(user: Any, *cells: Any) -> Any:
    (row,) = preview_of(workbook([HEADER, [1, *cells]]), user).rows
    return row


def test_a_list_reaches_no_foreign_group_and_tells_nothing_of_it(
    cast: Cast, groups: dict[str, Group]
) -> None:
    kind = kind_named("Hand traktor")
    EquipmentFactory(group=cast.other_group, kind=kind, serial="ASING77")
    foreign = row_of(cast.officer, cast.other_group.name, "", "Hand traktor", "X1", "B", 1)
    assert foreign.is_refused
    taken = row_of(cast.officer, "KWT Melati", "", "Hand traktor", "ASING77", "B", 1)
    assert taken.is_refused
    assert cast.other_group.name not in said(taken)


def test_a_known_machine_changes_but_not_its_condition(
    cast: Cast, groups: dict[str, Group]
) -> None:
    kind = kind_named("Hand traktor")
    piece = EquipmentFactory(group=groups["KWT Melati"], kind=kind, serial="H-1", value=5)
    row = row_of(cast.officer, "KWT Melati", "", "hand  traktor", "H1", "RB", "Rp 7.000,-")
    assert (row.target, row.action, row.outcome) == (piece.pk, "changed", "warned")
    assert [change.new for change in row.changes] == ["Rp7.000"]


@pytest.mark.parametrize(
    "cells",
    [
        ("KWT Melati", "Kalirejo", "Hand traktor", "X", "B", 1),
        ("KWT Melati", "", "Pesawat", "X", "B", 1),
        ("", "", "Hand traktor", "X", "B", 1),
        ("KWT Melati", "", "", "X", "B", 1),
        ("KWT Melati", "", "Hand traktor", "X", "B", 10**12 + 1),
    ],
)
def test_rows_that_cannot_be(cast: Cast, groups: dict[str, Group], cells: Any) -> None:
    row = row_of(cast.officer, *cells)
    assert row.is_refused
    assert said(row)


@pytest.mark.parametrize("lock", [True, False])
def test_machines_are_held_while_a_list_is_written(
    cast: Cast, groups: dict[str, Group], lock: bool
) -> None:
    group = next(iter(groups.values()))
    EquipmentFactory(group=group, kind=kind_named("Cultivator"), serial="SN-7")
    cells = [1, group.name, group.village.name, "Cultivator", "SN-7", "B", ""]
    spec = Inventory(user=cast.officer, lock=lock)
    with CaptureQueriesContext(connection) as asked:
        review(spec, read_file(spec, workbook([HEADER, cells]), NAME))
    held = [query for query in asked if "FOR UPDATE" in query["sql"]]
    assert bool(held) == lock
    assert all('FOR UPDATE OF "aid_equipment"' in query["sql"] for query in held)


def test_gulud_is_gulut(cast: Cast, groups: dict[str, Group]) -> None:
    row = row_of(cast.officer, "KWT Melati", "", "Mesin gulud tanah", "X", "B", 1)
    assert row.outcome == "accepted"
