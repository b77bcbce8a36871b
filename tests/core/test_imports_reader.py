"""Every file that somebody may send: read as it stands, or refused in one sentence."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter

from core.imports import sheets
from core.imports.errors import ImportFileError
from core.imports.reader import read_table
from core.imports.sheets import BrokenValue, Formula, Sheet, column_letter
from tests.core.workbooks import DATA, SHEET, package, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lines(sheet: Sheet) -> list[list[object]]:
    return [line.cells for line in sheet.lines]


def refusal(data: bytes, filename: str = "daftar.xlsx") -> str:
    with pytest.raises(ImportFileError) as caught:
        read_table(data, filename)
    assert caught.value.message.endswith(".")
    return caught.value.message


@pytest.mark.parametrize("name", ["roster_tidy.xlsx", "roster_messy.xlsx"])
def test_a_workbook_reads_as_openpyxl_reads_it(name):
    data = (DATA / name).read_bytes()
    expected = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    (sheet,) = read_table(data, name)
    assert sheet.name == expected.title
    for line in sheet.lines:
        for index, cell in enumerate(line.cells):
            other = expected.cell(line.number, index + 1).value
            assert cell == (other.date() if isinstance(other, dt.datetime) else other)
    assert sum(len(line.cells) - line.cells.count(None) for line in sheet.lines) == sum(
        cell.value is not None for row in expected.iter_rows() for cell in row
    )


def test_a_workbook_keeps_its_kinds_of_values():
    (sheet,) = read_table(workbook([["teks", 7, 2.5, True, dt.date(1993, 5, 11), "=1+1"]]), "a")
    assert lines(sheet) == [["teks", 7, 2.5, True, dt.date(1993, 5, 11), Formula("=1+1")]]
    assert isinstance(sheet.lines[0].cells[5], Formula)


def test_several_sheets_are_read_and_hidden_or_empty_ones_are_not():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name in ("Satu", "Dua", "Tersembunyi", "Kosong"):
            page = book.add_worksheet(name)
            if name != "Kosong":
                page.write_string(2, 1, name)
            if name == "Tersembunyi":
                page.hide()
    assert [
        (s.name, s.lines[0].number, s.lines[0].cells) for s in read_table(buffer.getvalue(), "")
    ] == [
        ("Satu", 3, [None, "Satu"]),
        ("Dua", 3, [None, "Dua"]),
    ]


def test_prefixed_names_inline_texts_escapes_and_error_values_are_understood():
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="4"><x:c r="B4" t="inlineStr"><x:is><x:t>Siti</x:t></x:is></x:c>'
        '<x:c t="s"><x:v>0</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c>'
        '<x:c t="d"><x:v>1993-05-11T00:00:00</x:v></x:c><x:c><x:f>A1</x:f><x:v>5</x:v></x:c>'
        '<x:c t="str"><x:v>a_x0009_b</x:v></x:c><x:c><x:v>1e400</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    (sheet,) = read_table(package(sheet=xml), "a.xlsx")
    assert sheet.lines[0].number == 4
    assert sheet.lines[0].cells == [
        None,
        "Siti",
        "Sri Lestari",
        BrokenValue("#N/A"),
        dt.date(1993, 5, 11),
        Formula("=A1"),
        "a\tb",
        BrokenValue("1e400"),
    ]


def test_dates_of_1904_and_dates_beyond_the_calendar():
    assert workbook_dates(date1904=True) == [dt.date(1993, 5, 11)]
    xml = SHEET.replace("{cells}", '<c r="A1" s="1"><v>99999999</v></c>')
    assert lines(read_table(package(sheet=xml), "")[0]) == [[BrokenValue("99999999")]]


def workbook_dates(*, date1904: bool) -> list[object]:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"date_1904": date1904}) as book:
        style = book.add_format({"num_format": "dd mmmm yyyy"})
        book.add_worksheet().write_datetime(0, 0, dt.datetime(1993, 5, 11), style)  # noqa: DTZ001
    return lines(read_table(buffer.getvalue(), "")[0])[0]


def test_a_million_empty_columns_and_a_false_dimension_cost_nothing():
    cells = '<c r="A1" t="s"><v>0</v></c><c r="XFD1" s="1"/>'
    xml = SHEET.replace("{cells}", cells).replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    assert lines(read_table(package(sheet=xml), "")[0]) == [["Sri Lestari"]]
    data = b"nama" + b"," * 1_000_000 + b"\nSri" + b"," * 1_000_000
    assert lines(read_table(data, "a.csv")[0]) == [["nama"], ["Sri"]]


def test_a_million_filled_columns_are_refused():
    refused = refusal(b",".join([b"x"] * 1_000_000), "a.csv")
    assert "256" in refused
    cell = '<c r="XFD1" t="s"><v>0</v></c>'
    assert refusal(package(sheet=SHEET.replace("{cells}", cell))) == refused


def test_millions_of_empty_cells_are_refused(monkeypatch):
    monkeypatch.setattr("core.imports.xlsx_sheet.MAX_CELLS", 1_000)
    assert "jutaan" in refusal(package(sheet=SHEET.replace("{cells}", "<c/>" * 1_001)))


def test_more_rows_than_allowed_are_refused_and_the_limit_is_named():
    row = b"Sri\n"
    assert "20.000" in refusal(row * (sheets.MAX_LINES + 1), "a.csv")
    assert len(read_table(row * sheets.MAX_LINES, "a.csv")[0].lines) == sheets.MAX_LINES
    assert "20.000" in refusal(workbook([["Sri"]] * (sheets.MAX_LINES + 1)))


def test_what_is_not_a_spreadsheet_is_refused():
    for data in (
        b"%PDF-1.7\n\x00\x01\x02\x03\x04\x05\x06",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"\xff\xfe" + b"\xd8" * 21,
        b"\x81\x8d" * 40,
        package(others={"word/document.xml": "<w/>"}, without="xl/"),
    ):
        assert ".xlsx" in refusal(data)


@pytest.mark.parametrize(
    "start", [b"<html>", b"\xef\xbb\xbf \n<!DOCTYPE html>", b"<?xml version='1.0'?>", b"<TABLE>"]
)
def test_a_web_page_named_xlsx_is_refused(start):
    assert "halaman web" in refusal(start + b"<tr><td>Nama</td></tr>")


def test_a_locked_workbook_and_the_old_format_are_told_apart():
    locked = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "sandi" in refusal(locked)
    assert "(.xls)" in refusal(OLE + bytes(1200), "daftar.xls")


def test_other_spreadsheets_are_refused_with_the_way_out():
    opendocument = package(others={"content.xml": "<o/>"}, without="xl/")
    binary = package(others={"xl/workbook.bin": "b"})
    assert refusal(opendocument) == refusal(binary)
    assert "Simpan sebagai .xlsx" in refusal(binary)


def test_an_empty_file_is_refused():
    assert refusal(b"") == refusal(b"\n\n ;;\n") == refusal(workbook([]))


def test_a_file_over_20_mb_is_refused():
    assert "20 MB" in refusal(b"a" * (sheets.MAX_BYTES + 1))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = package(others={"xl/media/bomb.bin": "0" * 30_000_000})
    assert len(bomb) < 100_000
    assert "terlalu besar" in refusal(bomb)
    many = package(others={f"xl/{number}": "" for number in range(2_001)})
    assert "terlalu besar" in refusal(many)


def test_a_large_total_is_refused_though_each_part_is_small(monkeypatch):
    monkeypatch.setattr("core.imports.xlsx.MAX_UNPACKED", 10_000)
    assert "terlalu besar" in refusal(package(others={"xl/a": "ab" * 4_000, "xl/b": "cd" * 4_000}))


def test_a_broken_file_is_refused_wherever_it_is_broken():
    whole = workbook([["Nama"], ["Sri"]])
    damaged = [whole[:-30], whole[: len(whole) // 2], b"PK\x03\x04" + bytes(100)]
    damaged += [
        whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        for place in range(60, len(whole) - 60, 211)
    ]
    refused = 0
    for data in damaged:
        try:
            read_table(data, "a.xlsx")
        except ImportFileError:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="ABCD1"><v>1</v></c>',
        '<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>',
        '<c r="A1" t="s"><v>999</v></c>',
        '<c r="A1"><v>seribu</v></c>',
        '<c r="A1"><v>1</v></c></row><row r="1"><c><v>1</v></c>',
        '</row><row r="2000000"><c><v>1</v></c>',
        "<c><v>1</c>",
        "<c><v>\x00</v></c>",
    ],
)
def test_a_sheet_that_no_program_writes_is_refused(cells):
    assert "rusak" in refusal(package(sheet=SHEET.replace("{cells}", cells)))


def test_entity_bombs_are_refused_in_every_part():
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for part in ("sheet", "strings", "book", "styles", "links"):
        assert "rusak" in refusal(package(doctype_in={part: laughs}))


def test_a_part_that_points_outside_or_nowhere_is_refused():
    links = (
        '<Relationships xmlns="r"><Relationship Id="rId1" Type="x/worksheet" '
        'Target="file:///etc/passwd"/></Relationships>'
    )
    assert "rusak" in refusal(package(links=links))


def test_a_zip_with_a_password_is_refused():
    is_encrypted = b"\x01"
    central = b"PK\x01\x02"
    first, *entries = package().split(central)
    locked = [entry[:4] + is_encrypted + entry[5:] for entry in entries]
    assert "rusak" in refusal(central.join([first, *locked]))


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_csv_of_any_usual_kind(separator, encoding):
    table = [["Nama", "NIK", "HP"], ["Nur’aini, S.Pd; é", "1801105208940007", "0812|3"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in table) + "\r\n"
    assert lines(read_table(text.encode(encoding), "a.csv")[0]) == table


def test_csv_keeps_row_numbers_and_declared_separators():
    (sheet,) = read_table(b"sep=|\nNama|a,b,c\n\n\nSri|d,e,f\n", "a.csv")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ["Nama", "a,b,c"]),
        (5, ["Sri", "d,e,f"]),
    ]


def test_csv_tells_text_in_a_formula_from_a_formula():
    (sheet,) = read_table(b'Nama;NIK\nSri;="0812"\nAni;=1+1\n', "a.csv")
    assert lines(sheet)[1:] == [["Sri", "0812"], ["Ani", "=1+1"]]
    assert isinstance(sheet.lines[2].cells[1], Formula)
    assert not isinstance(sheet.lines[1].cells[1], Formula)


def test_csv_with_a_quote_that_is_never_closed_names_the_row():
    many = "\n".join(["Nama;Alamat", 'Sri;"Palas', *(f"Ani {n};Palas" for n in range(40))])
    assert "baris 2" in refusal(many.encode(), "a.csv")
    assert lines(read_table(b'Nama;Alamat\nSri;"Palas\nRT 1"\n', "a.csv")[0])[1] == [
        "Sri",
        "Palas\nRT 1",
    ]
    assert "tanda kutip" in refusal(b'Nama\n"' + b"a" * 200_000, "a.csv")


def test_column_letters():
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
