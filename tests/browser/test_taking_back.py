"""An officer changes many rows together and merges two records, then takes both back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from members.models import Person
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.usefixtures("demo")

HAMLET = "Dusun Sidorejo"


def people() -> list[Any]:
    """Every person, but for what only rises."""
    rows = Person.objects.order_by("pk").values()
    return [{k: v for k, v in row.items() if k not in ("version", "changed_at")} for row in rows]


def change_together(page: Page) -> None:
    page.goto("/people/?country=TW")
    page.get_by_role("button", name=re.compile("Ubah semua")).click()
    page.get_by_role("combobox", name="Dusun").select_option(label="isi dengan")
    page.locator("[name=hamlet]").fill(HAMLET)
    page.get_by_role("button", name="Lihat yang akan berubah").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa perubahan")
    page.get_by_label("Alasan").fill("Penataan nama dusun")
    page.get_by_role("button", name=re.compile(r"Ubah \d+ baris")).click()
    expect(page.get_by_text(re.compile(r"\d+ baris diubah\."))).to_be_visible()


def merge(page: Page) -> None:
    """The two records of one woman that the demonstration holds."""
    page.goto("/people/duplicates/")
    page.get_by_role("link", name="Bandingkan dan gabungkan").click()
    for choice in page.get_by_label("(data pertama)").all():
        choice.check()
    page.get_by_label("Alasan").fill("Tercatat dua kali")
    page.get_by_role("button", name="Periksa sebelum digabung").click()
    page.get_by_role("button", name="Gabungkan kedua data").click()
    expect(page.get_by_text("sudah menjadi satu")).to_be_visible()


def take_back(page: Page, act: str) -> None:
    page.goto("/receipts/")
    page.get_by_role("link", name=act).first.click()
    page.get_by_role("link", name="Kembalikan seperti semula").click()
    page.get_by_role("button", name="Kembalikan seperti semula").click()
    expect(page.get_by_text("sudah kembali seperti semula")).to_be_visible()


def test_both_are_taken_back_in_the_other_order(desk: Page, sign_in: SignIn) -> None:
    before = people()
    sign_in(desk, "petugas")
    change_together(desk)
    assert Person.objects.filter(hamlet=HAMLET).count() > 300
    merge(desk)
    assert Person.objects.count() == len(before) - 1
    take_back(desk, "Mengubahnya sekaligus")
    take_back(desk, "Menggabungkan dua data")
    assert people() == before
