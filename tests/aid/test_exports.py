"""Unduh hasil of proposals: the lines of exactly what the list shows."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from core.models import ExportLog
from tests.aid.factories import ProposalLineFactory
from tests.aid.pages import page, signed_in
from tests.cast import Cast

URL = "/aid/proposals/export/"


def file_of(user: Any, query: str = "", file_format: str = "csv") -> bytes:
    form = signed_in(user).get(URL).context["form"]
    columns = [key for _part, keys in form.fields["columns"].choices for key, _label in keys]
    data = {"columns": columns, "file_format": file_format}
    response = signed_in(user).post(f"{URL}{query}", data)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text else ","))


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_the_file_holds_the_lines_of_the_list(cast: Cast, role: str) -> None:
    line = ProposalLineFactory(
        proposal__group=cast.group, decreed=True, quantity="12.5", order_reason="SK dulu"
    )
    ProposalLineFactory(proposal=line.proposal, kind=line.kind, quantity=2)
    ProposalLineFactory(proposal__group=cast.other_group, proposal__proposed_on="2020-01-01")
    user = getattr(cast, role)
    found = [row for row in rows(file_of(user)) if row["Kelompok"] == cast.group.name]
    assert [row["Jumlah"] for row in found] == ["12,5", "2"]
    assert [row["Keadaan"] for row in found] == ["ditetapkan", "diusulkan"]
    assert found[0]["Hasil verifikasi"] == "cocok"
    assert found[0]["Alasan urutan terbalik"] == "SK dulu"
    assert found[1]["Hasil verifikasi"] == ""
    assert len(rows(file_of(user, "?state=proposed&year=2023"))) == 2
    assert rows(file_of(user, "?state=decreed"))[0]["Nomor SK"] == line.decree.number
    assert ExportLog.objects.filter(user=user, what="aid.proposals").count() == 3
    assert file_of(user, file_format="xlsx")[:2] == b"PK"
    assert f"{URL}?state=decreed" in page(user, "/aid/?state=decreed")


def test_a_stranger_takes_out_nothing(cast: Cast) -> None:
    ProposalLineFactory(proposal__group=cast.group)
    assert "Belum ada yang tercatat" in page(cast.other_officer, URL)
