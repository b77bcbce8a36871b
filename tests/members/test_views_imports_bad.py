"""Bad files and bad rows: one clear sentence, and nothing half done."""

import pytest

from core.imports import sheets
from core.models import Import
from members.models import Person
from tests.core.workbooks import SHEET, package, workbook
from tests.members.list_pages import officer, page, post, secretary, send

__all__ = ["officer", "secretary"]


BAD = {
    "not a spreadsheet": (b"%PDF-1.7\n" + bytes(range(256)) * 9, "bukan lembar kerja"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), ".xls"),
    "zip bomb": (package(others={"xl/media/bomb": "0" * 30_000_000}), "terlalu besar"),
    "entity bomb": (
        package(doctype_in={"sheet": '<!DOCTYPE l [<!ENTITY a "ha">]>'}),
        "rusak",
    ),
    "broken": (workbook([["Nama"]])[:-40], "rusak"),
    "a page": (b"<html><table><tr><td>Nama</td></tr></table></html>", "halaman web"),
    "over 20 MB": (b"Nama\n" + b"a" * sheets.MAX_BYTES, "20 MB"),
    "over 20,000 rows": (b"Nama\n" + b"Sri\n" * 20_001, "20.000"),
    "thousands of columns": (b"Nama," * 50_000, "256 kolom"),
    "no known column": (workbook([["Barang"], ["Cangkul"]]), "Tidak ada kolom"),
    "a letter": (b"Kepada Yth.\nIbu Ketua\ndi tempat\n", "Tidak ada kolom"),
    "empty": (b"", "kosong"),
    "only a header": (workbook([["Nama", "NIK"]]), "Tidak ada baris"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_done(kind, officer, cast):
    data, sentence = BAD[kind]
    answer = send(officer, cast.group, data)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert sentence in html
    assert f'value="{cast.group.code}" selected' in html
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["=1+1", "1/1/1970"], "rumus"),
        (["Kasi\x07yem", "1/1/1970"], "kendali"),
        (["a" * 5000, "1/1/1970"], "5000 huruf"),
        (["Kasiyem", "1850"], "1900"),
        (["Kasiyem", "1/1/2090"], "1900"),
        (["12345", "1/1/1970"], "huruf"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_not(officer, cast, cells, sentence):
    text = "Nama;Tgl Lahir\n" + ";".join(cells) + "\nTukinah;1971\n"
    send(officer, cast.group, text.encode(), "daftar.csv")
    row = Import.objects.get()
    assert sentence in page(officer, row)
    assert row.counts["refused"] == 1
    post(officer, row, "confirm")
    assert Person.objects.filter(name="Tukinah").exists()


def test_a_million_empty_columns_cost_nothing(officer, cast):
    cells = '<c r="A1" t="inlineStr"><is><t>Nama</t></is></c><c r="XFD1" s="1"/></row><row r="2">'
    cells += '<c r="A2" t="inlineStr"><is><t>Kasiyem</t></is></c>'
    send(officer, cast.group, package(sheet=SHEET.replace("{cells}", cells)))
    assert Import.objects.get().counts["new"] == 1
