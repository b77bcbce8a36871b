"""Unduh hasil of decrees: exactly what the list shows, with what each lists."""

from __future__ import annotations

import csv
import io
from typing import Any

from core.models import ExportLog
from tests.aid.factories import AidDecreeFactory, ProposalLineFactory
from tests.aid.pages import page, signed_in
from tests.cast import Cast
from tests.factories import InstitutionFactory, region

URL = "/aid/decrees/export/"


def file_of(user: Any, query: str = "", file_format: str = "csv") -> bytes:
    data = {"columns": ["issuer", "groups", "lines", "scan"], "file_format": file_format}
    answer = signed_in(user).post(f"{URL}{query}", data)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows(user: Any, query: str = "") -> list[dict[str, str]]:
    text = file_of(user, query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text else ","))


def test_the_file_holds_the_decrees_of_the_list_and_is_logged(cast: Cast) -> None:
    office = InstitutionFactory(region=region("18.01"))
    decree = AidDecreeFactory(office=office, date="2023-05-02")
    old = AidDecreeFactory(office=office, date="2021-01-02")
    line = ProposalLineFactory(proposal__group=cast.group, decreed=True, decree=decree)
    ProposalLineFactory(proposal=line.proposal, decreed=True, decree=decree)
    for user in (cast.officer, cast.viewer):
        both = rows(user)
        assert [row["Nomor"] for row in both] == [decree.number, old.number]
        assert (both[0]["Kelompok"], both[0]["Barang"]) == ("1", "2")
        assert (both[0]["Diterbitkan oleh"], both[0]["Pindaian ada"]) == (decree.issuer, "tidak")
        assert [row["Nomor"] for row in rows(user, "?year=2021")] == [old.number]
        assert file_of(user, file_format="xlsx")[:2] == b"PK"
        assert f"{URL}?year=2021" in page(user, "/aid/decrees/?year=2021")
        logs = ExportLog.objects.filter(user=user, what="aid.decrees").order_by("pk")
        assert [log.rows for log in logs] == [2, 1, 2]
    assert "Belum ada yang tercatat" in page(cast.other_officer, URL)
    assert signed_in(cast.secretary).get(URL).status_code == 403
