"""aid.views.inventory: an inventory from its upload to its confirmation."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.test import Client

from aid.imports.inventory import Inventory
from aid.models import Equipment
from core.imports import parked
from core.imports.reading import LARGE
from core.imports.remembering import remembered
from core.models import Import
from members.models import Group
from tests.aid.equipment_pages import LIST, kind_named, piece
from tests.aid.inventory_groups import EXPECTED, NAME, groups
from tests.cast import Cast
from tests.core.workbooks import DATA, workbook
from tests.members.pages import page, signed_in

__all__ = ["groups", "piece"]

URL = f"{LIST}import/"
HEADER = ["Nama Kelompok", "Jenis Alat", "No. Seri", "Kondisi", "Nilai"]


def send(client: Client, *rows: list[Any], header: list[str] = HEADER) -> Any:
    file = SimpleUploadedFile("inventaris.xlsx", workbook([header, *rows]))
    return client.post(URL, {"file": file})


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
    for data in (b"", b"<html></html>", workbook([["Satu"], ["a"]]), b"<html>" * 100_000):
        answer = officer.post(URL, {"file": SimpleUploadedFile("daftar.xlsx", data)})
        assert answer.context["form"].errors.keys() == {"file"}
    assert not Import.objects.exists()


def test_a_large_inventory_is_parked_then_read_while_others_see_how_far(
    cast: Cast, officer: Client
) -> None:
    rows = [f"KWT Kenanga;Hand traktor;H{n:05};{'pinjam ke tetangga ' * 14}" for n in range(1_000)]
    data = "\n".join(["Kelompok;Alat;No. Seri;Keterangan", *rows]).encode()
    answer = officer.post(URL, {"file": SimpleUploadedFile("besar.csv", data)})
    row = Import.objects.get()
    assert (row.state, row.payload, len(parked.source(row)) > LARGE) == ("reading", None, True)
    assert "Baca daftar" in page(cast.officer, answer["Location"])
    assert "belum dibaca" in page(cast.officer, URL)
    progress = f"{answer['Location']}progress/"
    Import.objects.update(reader="a", beat_at=Now(), done=640, total=1_000)
    assert "640 dari 1.000 baris" in page(cast.officer, progress)
    Import.objects.update(beat_at=None)
    officer.post(f"{answer['Location']}read/")
    row.refresh_from_db()
    assert (row.state, row.counts["new"], row.done) == ("preview", 1_000, row.total)
    awaited = officer.get(progress, headers={"HX-Request": "true", "HX-Target": "awaited"})
    assert (awaited.status_code, awaited["HX-Redirect"]) == (204, answer["Location"])
    officer.post(f"{answer['Location']}confirm/")
    assert Equipment.objects.count() == 1_000
    assert signed_in(cast.admin).get(progress).status_code == 404


FOREIGN = ["Punya siapa", "Apa", "Angka di badan alat", "Rusak atau tidak"]
CHOICE = {"header": "1", "column-0": "group", "column-1": "kind", "column-2": "serial"}


def test_foreign_headings_are_matched_by_hand_and_remembered(cast: Cast, officer: Client) -> None:
    url = send(officer, ["KWT Kenanga", "Hand traktor", "H1", "RB"], header=FOREIGN)["Location"]
    columns = officer.get(url)["Location"]
    assert columns == f"{url}columns/"
    html = page(cast.officer, columns)
    for words in ("Tidak ada kolom yang dikenal", "C · Angka di badan alat", "Nomor seri"):
        assert words in html
    assert signed_in(cast.admin).get(columns).status_code == 404
    answer = officer.post(columns, CHOICE | {"column-1": "brand"})
    assert "jenis barang" in str(answer.context["form"].errors["column-0"])
    officer.post(columns, CHOICE | {"column-3": "condition"})
    officer.post(f"{url}confirm/")
    assert Equipment.objects.values_list("serial", "condition").get() == ("H1", "heavy_damage")
    again = send(officer, ["KWT Kenanga", "Hand traktor", "H2", "B"], header=FOREIGN)["Location"]
    html = page(cast.officer, again)
    assert "seperti yang Ibu/Bapak cocokkan" in html
    assert f"{again}columns/?sheet=0" in html
    assert remembered(cast.officer, Inventory.kind).keys()
    assert not remembered(cast.officer, "members.people")


def test_the_sample_under_foreign_headings_is_read_as_under_its_own(
    cast: Cast, officer: Client, groups: dict[str, Group]
) -> None:
    lines = openpyxl.load_workbook(DATA / NAME).active.iter_rows(values_only=True)
    rows = [list(line) for line in lines]
    rows[3] = [f"Isian {letter}" for letter in "ABCDEFGHIJKLMN"]
    url = send(officer, *rows[1:], header=rows[0])["Location"]
    keys = "group village district kind brand built funding serial quantity value condition"
    named = enumerate([*keys.split(), "acquired_on", "note"], start=1)
    choice = {f"column-{index}": key for index, key in named}
    officer.post(f"{url}columns/", {"header": "4", **choice})
    counts = Import.objects.get().counts
    accepted = [item for item in EXPECTED if item["outcome"] == "accept"]
    assert (counts["rows"], counts["new"]) == (len(EXPECTED), len(accepted))


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
