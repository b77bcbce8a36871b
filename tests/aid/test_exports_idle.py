"""Unduh hasil of the idle machines: those of the list, with what group and office say."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from aid.models import Equipment
from core.models import ExportLog
from tests.aid.factories import EquipmentFactory
from tests.aid.use_factories import IdleAnswerFactory, UseLogFactory, day
from tests.aid.use_pages import address, machine
from tests.cast import Cast
from tests.members.pages import file_of, page, signed_in

__all__ = ["machine"]


def rows(user: Any) -> dict[str, dict[str, Any]]:
    answer = signed_in(user).post(address("idle_export"))
    header, *lines = load_workbook(BytesIO(file_of(answer))).active.iter_rows(values_only=True)
    found = (dict(zip(header, line, strict=True)) for line in lines)
    return {row["Kode"]: row for row in found}


def test_the_file_holds_the_idle_machines_and_is_logged(cast: Cast, machine: Equipment) -> None:
    silent = EquipmentFactory(group=cast.group, kind=machine.kind)
    foreign = EquipmentFactory(group=cast.other_group, kind=machine.kind)
    UseLogFactory(equipment__group=cast.group)
    UseLogFactory(equipment=machine, used_on=day(-40))
    IdleAnswerFactory(
        equipment=machine,
        answer="not_suitable",
        note="Miring",
        asked_for=day(-3),
        settled_on=day(-1),
        settled_note="Diratakan bulan depan",
    )
    own = {machine.code, silent.code}
    for user in (cast.officer, cast.secretary, cast.viewer):
        found = rows(user)
        assert found.keys() == (own | {foreign.code} if user == cast.viewer else own)
        row = found[machine.code]
        assert (row["Kelompok"], row["Catatan"]) == (cast.group.name, "Miring")
        assert row["Kata kelompok"] == "tidak cocok lahan"
        assert row["Jawaban dinas"] == "Diratakan bulan depan"
        assert row["Terakhir dipakai"].date() == day(-40)
        assert row["Dijawab pada"].date() == day(-3)
        assert found[silent.code]["Terakhir dipakai"] is None
        assert found[silent.code]["Kata kelompok"] == "belum dijawab"
        log = ExportLog.objects.get(user=user, what="aid.idle")
        assert log.rows == len(found)
        assert address("idle_export") in page(user, address("idle_list"))
    assert machine.code not in rows(cast.other_officer)
