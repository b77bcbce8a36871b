"""The way of a list whose headings nobody knows: its columns are matched once, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from members.models import Group, Person
from tests.browser.conftest import SignIn
from tests.core.workbooks import workbook

HEADINGS = ["No", "Ibu-ibu", "Kependudukan", "Tujuan", "Kapan pulang"]
FIRST = [["DATA KELOMPOK"], HEADINGS, [1, "Kasiyem", "1801104101709001", "Taiwan", "2018"]]
SECOND = [["DATA BARU"], HEADINGS, [1, "Tukinah", None, "Hong Kong", "2015"]]

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.get(name="KWT PMI Purna Bumi Daya")


def send(page: Page, group: Group, rows: list[list[object]], folder: Path) -> None:
    path = folder / "daftar.xlsx"
    path.write_bytes(workbook(rows))
    page.goto("/people/import/")
    page.get_by_label("Kelompok").select_option(group.code)
    page.get_by_label("Berkas daftar").set_input_files(path)
    page.get_by_role("button", name="Lihat pratinjau").click()


def match(page: Page) -> None:
    """First two columns for one field, then each for its own."""
    page.get_by_label("B · Ibu-ibu").select_option(label="Nama")
    page.get_by_label("C · Kependudukan").select_option(label="Nama")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("alert")).to_contain_text("Kolom B dan C")
    expect(page.get_by_label("B · Ibu-ibu")).to_have_value("name")
    page.get_by_label("C · Kependudukan").select_option(label="NIK")
    page.get_by_label("D · Tujuan").select_option(label="Negara")
    page.get_by_label("E · Kapan pulang").select_option(label="Tanggal pulang")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan 1 baris").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil impor")


def test_columns_are_matched_once_and_known_the_next_time(
    either: Page,
    sign_in: SignIn,
    group: Group,
    accessible: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = either
    sign_in(page, "petugas")
    send(page, group, FIRST, tmp_path)
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Cocokkan kolom")
    expect(page.get_by_label("Letak judul kolom")).to_have_value("2")
    accessible(page)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    match(page)
    save(page)
    send(page, group, SECOND, tmp_path)
    expect(title).to_have_text("Pratinjau impor")
    expect(page.get_by_text("cocokkan pada berkas sebelumnya")).to_be_visible()
    save(page)
    assert Person.objects.filter(name__in=["Kasiyem", "Tukinah"], group=group).count() == 2
