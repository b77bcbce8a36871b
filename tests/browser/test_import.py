"""The way of a group's lists into the register, as the officer goes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.db.models.functions import Now
from playwright.sync_api import Page, Route, expect

from core.imports import reading
from core.models import Import
from members.models import Group, Person
from tests.browser.conftest import SignIn

LISTS = Path(__file__).parents[1] / "data"
CORRECTIONS = {
    "kolom C, baris 11": "1801105611690007",
    "kolom C, baris 12": "1801106301720008",
    "kolom C, baris 13": "1801104602920009",
    "kolom E, baris 14": "28 Februari 1985",
    "kolom H, baris 18": "Taiwan",
}

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def officer(desk: Page, sign_in: SignIn) -> Page:
    sign_in(desk, "petugas")
    return desk


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.get(name="KWT PMI Purna Bumi Daya")


def send(page: Page, group: Group, path: Path, leads_to: str = "Pratinjau impor") -> None:
    page.goto("/")
    page.get_by_role("link", name="Impor daftar").click()
    page.get_by_label("Kelompok").select_option(group.code)
    page.get_by_label("Berkas daftar").set_input_files(path)
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(leads_to)


def save(page: Page, rows: int) -> None:
    page.get_by_role("button", name=f"Simpan {rows} baris").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil impor")
    expect(page.get_by_text(f"{rows} orang ditambahkan")).to_be_visible()


def row(page: Page, number: int) -> str:
    """What the preview says of a row of the file."""
    return page.locator(
        "tr", has=page.get_by_role("cell", name=str(number), exact=True)
    ).inner_text()


def test_three_lists_are_imported_and_a_woman_is_found(officer: Page, group: Group) -> None:
    before = Person.objects.filter(group=group).count()
    send(officer, group, LISTS / "roster_tidy.xlsx")
    save(officer, 20)
    send(officer, group, LISTS / "roster_messy.xlsx")
    officer.get_by_role("link", name="6 ditolak").click()
    assert "15" in row(officer, 12)
    assert "baris 5" in row(officer, 13)
    assert "tanggal 28" in row(officer, 14)
    assert "Wakanda" in row(officer, 18)
    for label, text in CORRECTIONS.items():
        officer.get_by_label(label).fill(text)
    officer.get_by_role("button", name="Periksa sel yang diperbaiki").click()
    expect(officer.get_by_text("5 baris sekarang diterima.")).to_be_visible()
    assert "Mujiati Fatimah" in row(officer, 16)
    save(officer, 14)
    expect(officer.get_by_text("1 baris ditolak")).to_be_visible()
    send(officer, group, LISTS / "roster_semicolon.csv")
    save(officer, 12)
    assert Person.objects.filter(group=group).count() == before + 46

    officer.get_by_role("searchbox", name="Cari di seluruh register").fill("wayan mul")
    officer.keyboard.press("Enter")
    officer.get_by_role("link", name="Ni Wayan Mulyani").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Ni Wayan Mulyani")
    page = officer.locator("main")
    for words in ("KWT PMI Purna Bumi Daya", "Hong Kong", "11 Mei 1993", "0852-8487-9362"):
        expect(page).to_contain_text(words)
    expect(page).not_to_contain_text("1801105105930001")


def test_the_same_list_again_changes_nothing_and_says_so(officer: Page, group: Group) -> None:
    send(officer, group, LISTS / "roster_tidy.xlsx")
    save(officer, 20)
    people = Person.objects.count()
    versions = set(Person.objects.values_list("pk", "version"))
    send(officer, group, LISTS / "roster_tidy.xlsx")
    expect(officer.get_by_text("Tidak ada yang berubah")).to_be_visible()
    expect(officer.get_by_text("sudah pernah diimpor")).to_be_visible()
    expect(officer.get_by_role("button", name="Simpan")).to_have_count(0)
    assert Person.objects.count() == people
    assert set(Person.objects.values_list("pk", "version")) == versions


def test_refused_rows_come_back_as_a_file_that_is_sent_again(
    officer: Page, group: Group, tmp_path: Path
) -> None:
    send(officer, group, LISTS / "roster_messy.xlsx")
    with officer.expect_download() as download:
        officer.get_by_role("link", name="Unduh baris yang ditolak").click()
    assert download.value.suggested_filename == "roster_messy - perlu diperbaiki.xlsx"
    path = tmp_path / "rows.xlsx"
    download.value.save_as(path)
    correct(path, "Wakanda", "Taiwan")
    save(officer, 9)
    send(officer, group, path)
    save(officer, 1)
    assert Person.objects.get(name="Ni Made Astuti").placements.get().country == "TW"


def correct(path: Path, wrong: str, right: str) -> None:
    """Change one cell of a workbook, as one does in Excel."""
    book = openpyxl.load_workbook(path)
    (cell,) = [c for line in book.worksheets[0] for c in line if c.value == wrong]
    cell.value = right
    book.save(path)


def test_a_large_list_is_read_by_itself_while_its_page_says_how_far(
    officer: Page,
    group: Group,
    monkeypatch: pytest.MonkeyPatch,
    accessible: Callable[[Page], None],
) -> None:
    monkeypatch.setattr(reading, "LARGE", 1000)
    held: dict[str, Route] = {}
    officer.route("**/read/", lambda route: held.setdefault("read", route))
    officer.route("**/progress/", lambda route: held.setdefault("progress", route))
    with officer.expect_request("**/progress/"):
        send(officer, group, LISTS / "roster_tidy.xlsx", "Membaca daftar")
    expect(officer.get_by_text("Daftar belum dibaca")).to_be_visible()
    accessible(officer)
    parked = Import.objects.order_by("-pk")[:1]
    Import.objects.filter(pk__in=parked).update(beat_at=Now(), done=640, total=10_000)
    held["progress"].continue_()
    expect(officer.get_by_text("640 dari 10.000 baris")).to_be_visible()
    expect(officer.get_by_role("button", name="Baca daftar")).to_have_count(0)
    accessible(officer)
    Import.objects.filter(pk__in=parked).update(beat_at=None)
    held["read"].continue_()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")
    save(officer, 20)


def test_two_clicks_on_save_import_once(
    officer: Page, group: Group, accessible: Callable[[Page], None]
) -> None:
    before = Person.objects.count()
    send(officer, group, LISTS / "roster_semicolon.csv")
    accessible(officer)
    officer.get_by_role("button", name="Simpan 12 baris").dblclick()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Hasil impor")
    expect(officer.get_by_text("12 orang ditambahkan")).to_be_visible()
    assert Person.objects.count() == before + 12
