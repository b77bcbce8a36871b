"""The secretary on her phone: one thing at a time, with a network that goes away."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from members.models import Person
from tests.browser.chromium import PHONE
from tests.browser.looking import sideways
from tests.cast import Cast

Check = Callable[[Page], None]
STORED = """async () => ({
  local: {...localStorage},
  session: Object.keys(sessionStorage).filter((one) => one !== "htmx-current-path-for-history"),
  caches: await caches.keys(), databases: (await indexedDB.databases()).map((one) => one.name),
})"""
# Of the session there is only the address of the page, by its random code, as in the bar.
NOTHING: dict[str, Any] = {"local": {}, "session": [], "caches": [], "databases": []}


def look(page: Page, name: str) -> None:
    """Keep a picture where the run asks for one, and see that nothing is cut off sideways."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    size = page.viewport_size
    assert list(sideways(page)) == []
    page.set_viewport_size(size)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


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
    heading(page, "Periksa isian")
    look(page, "check")


def arrives_without_answer(route: Any) -> None:
    """The site does what was sent, and its answer is lost on the way."""
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


def test_the_network_goes_away_twice_and_nothing_is_lost(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    """Between two pages, and in the middle of a post; and nothing is kept on the phone."""
    sign_in(phone, cast.secretary)
    fill_until_phone(phone, accessible)
    phone.context.set_offline(True)
    phone.get_by_label("HP", exact=True).fill("0812 3345 2211")
    press(phone, "Lanjut")
    expect(phone.get_by_text("Belum terkirim")).to_be_visible()
    look(phone, "offline")
    phone.context.set_offline(False)
    press(phone, "Lanjut")
    heading(phone, "Apakah ada fotonya?")
    phone.goto("/")
    expect(phone.get_by_text("Belum disimpan")).to_be_visible()
    look(phone, "resume")
    phone.get_by_role("link", name="Legiyem Wulandari").click()
    finish(phone)
    accessible(phone)

    phone.route("**/check/", arrives_without_answer, times=1)
    press(phone, "Simpan")
    expect(phone.get_by_text("Belum terkirim")).to_be_visible()
    press(phone, "Simpan")
    heading(phone, "Legiyem Wulandari")
    person = Person.objects.get(name="Legiyem Wulandari")
    assert (person.phone, person.birth_date, person.rt) == ("+6281233452211", "1988", "005")
    assert person.placements.get().country == "TW"
    assert phone.evaluate(STORED) == NOTHING


@pytest.mark.parametrize("width", [320, 360])
def test_all_works_without_javascript(
    new_page: Callable[..., Page], cast: Cast, sign_in: Callable, width: int
) -> None:
    """320 px is also a desk of 1280 px at 400 % zoom."""
    options = PHONE | {"viewport": {"width": width, "height": 740}}
    page = new_page(**options, java_script_enabled=False)
    sign_in(page, cast.secretary)
    fill_until_phone(page)
    press(page, "Tidak tahu")
    finish(page)
    press(page, "Simpan")
    heading(page, "Legiyem Wulandari")
    assert Person.objects.get(name="Legiyem Wulandari").placements.count() == 1
