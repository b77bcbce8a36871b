"""Unduh hasil of a machine's uses: those of the season or year that the list shows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from aid.models import Equipment
from core.models import ExportLog
from tests.aid.use_factories import UseLogFactory
from tests.aid.use_pages import address, machine
from tests.cast import Cast
from tests.factories import MemberFactory, PlacementFactory
from tests.members.pages import file_of, page, signed_in

__all__ = ["machine"]


def rows(user: Any, machine: Equipment, span: str = "2024") -> list[dict[str, Any]]:
    answer = signed_in(user).post(address("use_export", machine.code), {"span": span})
    header, *lines = load_workbook(BytesIO(file_of(answer))).active.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_file_holds_the_uses_of_the_span_and_is_logged(cast: Cast, machine: Equipment) -> None:
    abroad = MemberFactory(group=cast.group)
    PlacementFactory(person=abroad, status="abroad", returned=None)
    year = {"equipment": machine, "hours": 2, "fee": 50_000}
    UseLogFactory(**year, used_on="2024-03-01", person=cast.person)
    UseLogFactory(**year, used_on="2024-02-01", person=abroad)
    UseLogFactory(**year, used_on="2024-01-01", person=None, operator="Pak Slamet").cancel(
        reason="Tercatat dua kali"
    )
    UseLogFactory(**year, used_on="2023-12-31", person=cast.person)
    for user in (cast.officer, cast.secretary, cast.viewer):
        found = rows(user, machine)
        assert [row["Dipakai tanggal"].month for row in found] == [3, 2, 1]
        assert found[0]["Anggota"] == cast.person.name
        assert (found[0]["Jam"], found[0]["Ongkos (rupiah)"]) == (2, 50_000)
        assert (found[2]["Operator"], found[2]["Alasan"]) == ("Pak Slamet", "Tercatat dua kali")
    assert rows(cast.secretary, machine)[1]["Anggota"] == "dirahasiakan"
    log = ExportLog.objects.filter(user=cast.viewer, what="aid.uses").get()
    assert (log.rows, machine.code in log.filters) == (3, True)
    assert address("use_export", machine.code) in page(
        cast.viewer, f"{address('use_list', machine.code)}?span=2024"
    )
    for user in cast.strangers:
        answer = signed_in(user).post(address("use_export", machine.code), {"span": "2024"})
        assert answer.status_code == 404
