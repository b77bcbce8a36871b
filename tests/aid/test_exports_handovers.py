"""The list of handovers as a file."""

from __future__ import annotations

import csv
import io
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.models import User
from core.models import ExportLog
from tests.aid.factories import HandoverFactory, HandoverLineFactory
from tests.cast import Cast
from tests.members.pages import file_of, page, signed_in

EXPORT = "/aid/handovers/export/"
COLUMNS = ["giver_number", "goods", "serials", "value", "state", "whose", "scan"]


@pytest.fixture(autouse=True)
def papers(cast: Cast) -> None:
    for group, number in ((cast.group, "A/1"), (cast.other_group, "B/1")):
        paper = HandoverFactory(group=group, giver_number=number)
        HandoverLineFactory(
            handover=paper,
            kind__name=f"Mesin {number}",
            quantity=3,
            refused_quantity=1,
            refused_reason="penyok",
            serials="LS-1",
            unit_price=18_500_000,
        )


def rows(user: User, query: str = "") -> list[dict[str, str]]:
    data = {"columns": COLUMNS, "file_format": "csv"}
    answer = signed_in(user).post(f"{EXPORT}{query}", data)
    text = file_of(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_holds_what_the_list_shows(cast: Cast) -> None:
    for user in (cast.officer, cast.secretary):
        (row,) = rows(user)
        assert row["Nomor surat pemberi"] == "A/1"
        assert row["Barang"] == "Mesin A/1 2 unit"
        assert row["Nilai (rupiah)"] == "37000000"
        assert row["Nomor seri"] == "LS-1"
        assert row["Dokumen"] == "kantor lain"
        assert row["Keadaan"] == "konsep"
    assert len(rows(cast.viewer)) == 2
    assert [row["Nomor surat pemberi"] for row in rows(cast.viewer, "?q=B/1")] == ["B/1"]
    log = ExportLog.objects.filter(user=cast.officer).get()
    assert (log.what, log.rows) == ("aid.handovers", 1)


def test_excel_opens_it(cast: Cast) -> None:
    data = {"columns": COLUMNS, "file_format": "xlsx"}
    answer = signed_in(cast.officer).post(EXPORT, data)
    book = load_workbook(BytesIO(file_of(answer)))
    assert "A/1" in [cell.value for cell in list(book.active.iter_rows())[1]]


def test_the_list_leads_to_its_file(cast: Cast) -> None:
    assert f"{EXPORT}?q=A" in page(cast.secretary, "/aid/handovers/?q=A")
    assert "1 serah terima" in page(cast.secretary, EXPORT)
