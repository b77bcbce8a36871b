"""aid.views.inventory: an inventory from its upload to its confirmation."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aid.models import Equipment
from core.models import Import
from tests.aid.equipment_pages import LIST, kind_named, piece
from tests.cast import Cast
from tests.core.workbooks import workbook
from tests.members.pages import page, signed_in

__all__ = ["piece"]

URL = f"{LIST}import/"
HEADER = ["Nama Kelompok", "Jenis Alat", "No. Seri", "Kondisi", "Nilai"]


def send(client: Client, *rows: list[Any], name: str = "inventaris.xlsx") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, workbook([HEADER, *rows]))})


@pytest.fixture
def officer(cast: Cast) -> Client:
    kind_named("Hand traktor")
    return signed_in(cast.officer)


def test_inventory_is_previewed_corrected_and_saved_once(cast: Cast, officer: Client) -> None:
    good = ["KWT Kenanga", "Hand traktor", "H1", "B", "Rp 13.500.000,-"]
    bad = ["KWT Kenanga", "Hand traktor", "H2", "entah", 1]
    answer = send(officer, good, bad)
    assert answer.status_code == 302, answer.content.decode()
    html = page(cast.officer, answer["Location"])
    assert "Rp13.500.000" in html
    assert "Kondisi “entah” tidak dikenal" in html
    assert not Equipment.objects.exists()
    row = Import.objects.get()
    url = f"{URL}{row.code}/"
    officer.post(f"{url}correct/", {"cell-0-3-3": "RR"})
    for _click in range(2):
        officer.post(f"{url}confirm/")
    assert sorted(Equipment.objects.values_list("serial", "condition")) == [
        ("H1", "good"),
        ("H2", "light_damage"),
    ]
    assert "2 dicatat" in page(cast.officer, url)
    assert signed_in(cast.admin).get(url).status_code == 404


def test_the_refused_rows_wait_and_can_be_taken_out(cast: Cast, officer: Client) -> None:
    send(officer, ["KWT Kenanga", "Hand traktor", "H1", "B", 1], ["KWT X", "Hand traktor"])
    row = Import.objects.get()
    refused = officer.get(f"{URL}{row.code}/refused/")
    sheet = openpyxl.load_workbook(BytesIO(refused.content)).active
    assert "KWT X" in [cell.value for cell in sheet[2]]
    officer.post(f"{URL}{row.code}/confirm/")
    rest = Import.objects.exclude(pk=row.pk).get()
    assert f"{URL}{rest.code}/" in page(cast.officer, f"{URL}{row.code}/")
    officer.post(f"{URL}{rest.code}/cancel/")
    assert officer.get(f"{URL}{rest.code}/refused/").status_code == 404


def test_a_file_that_is_no_inventory_is_refused_with_a_sentence(officer: Client) -> None:
    for data in (b"", b"<html></html>", b"x" * 300_000, workbook([["Satu", "Dua"], ["a", "b"]])):
        answer = officer.post(URL, {"file": SimpleUploadedFile("daftar.xlsx", data)})
        assert answer.context["form"].errors.keys() == {"file"}
    assert not Import.objects.exists()


def test_the_empty_list_is_read_by_the_import(cast: Cast, officer: Client) -> None:
    answer = officer.get(f"{URL}template/")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    for head, value in (("Kelompok", "KWT Kenanga"), ("Jenis barang", "Hand traktor")):
        sheet.cell(2, heads[head], value)
    buffer = BytesIO()
    book.save(buffer)
    answer = officer.post(URL, {"file": SimpleUploadedFile("i.xlsx", buffer.getvalue())})
    assert answer.status_code == 302
    row = Import.objects.get()
    assert (row.counts["new"], row.counts["refused"]) == (1, 0)


def test_an_export_comes_back_without_a_change(
    cast: Cast, officer: Client, piece: Equipment
) -> None:
    Equipment.objects.filter(pk=piece.pk).update(
        place="Gudang", note="Sehat", built=2023, funding="APBD Prov", specification="8,5 PK"
    )
    columns = ["brand", "serial", "specification", "built", "group", "group_code", "village"]
    columns += ["place", "acquired_on", "title", "funding", "value", "condition", "note"]
    for kind in ("xlsx", "csv"):
        data = {"columns": columns, "file_format": kind}
        file = b"".join(officer.post(f"{LIST}export/", data).streaming_content)
        officer.post(URL, {"file": SimpleUploadedFile(f"alat.{kind}", file)})
        counts = Import.objects.latest("pk").counts
        assert (counts["same"], counts["rows"]) == (1, 1), counts


def test_inventory_is_not_a_secretarys(cast: Cast) -> None:
    assert signed_in(cast.secretary).get(URL).status_code == 403
    assert URL not in page(cast.secretary, LIST)
    assert URL in page(cast.officer, LIST)
