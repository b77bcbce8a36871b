"""The way of a member through the questions, as a secretary goes it on her phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.looking import sideways
from tests.browser.network import PATIENCE

Check = Callable[[Page], None]
STORED = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  caches: await caches.keys(), databases: (await indexedDB.databases()).map((one) => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING: dict[str, Any] = {
    "local": {},
    "session": {},
    "caches": [],
    "databases": [],
    "workers": 0,
}


def look(page: Page, name: str) -> None:
    """Keep a picture where the run asks for one, and see that nothing is cut off sideways."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    size = page.viewport_size
    assert list(sideways(page)) == []
    page.set_viewport_size(size)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words, timeout=PATIENCE)


def fill_until_phone(page: Page, check: Check | None = None) -> None:
    """All questions before the telephone."""
    page.goto("/")
    page.get_by_role("link", name="Tambah anggota").first.click()
    heading(page, "Tambah anggota/PMI")
    look(page, "start")
    if check:
        check(page)
    press(page, "Lengkap, satu per satu")
    heading(page, "Siapa namanya?")
    look(page, "name")
    page.get_by_label("Nama").fill("Legiyem Wulandari")
    press(page, "Lanjut")
    heading(page, "Berapa NIK-nya?")
    press(page, "KTP belum ada di tangan")
    heading(page, "Perempuan atau laki-laki?")
    page.get_by_label("perempuan").check()
    look(page, "sex")
    press(page, "Lanjut")
    heading(page, "Di mana dan kapan lahirnya?")
    page.get_by_label("Tanggal lahir").fill("1988")
    if check:
        check(page)
    press(page, "Lanjut")
    heading(page, "Di mana rumahnya?")
    look(page, "home")
    page.get_by_label("RT", exact=True).fill("5")
    press(page, "Lanjut")
    heading(page, "Berapa nomor teleponnya?")


def finish(page: Page) -> None:
    """The questions after the telephone, with one stay abroad."""
    heading(page, "Apakah ada fotonya?")
    press(page, "Nanti saja")
    heading(page, "Sejak kapan jadi anggota?")
    look(page, "membership")
    press(page, "Lanjut")
    heading(page, "Pernah bekerja di luar negeri?")
    look(page, "abroad")
    press(page, "Ya")
    heading(page, "Di mana dan kapan bekerja di luar negeri?")
    page.get_by_label("Negara").select_option("TW")
    page.get_by_label("sudah kembali").check()
    page.get_by_label("Pulang", exact=True).fill("2012")
    look(page, "stay")
    press(page, "Lanjut")
    heading(page, "Ada kerja di luar negeri lainnya?")
    press(page, "Tidak")
    heading(page, "Apa yang ia setujui?")
    look(page, "consent")
    press(page, "Lanjut")
    heading(page, "Periksa isian")
    look(page, "check")
