"""The secretary on her phone: one thing at a time, forward and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from members.models import Person
from tests.browser.chromium import PHONE
from tests.browser.steps import Check, fill_until_phone, finish, heading, look, press
from tests.cast import Cast


def test_a_draft_goes_on_from_the_home_page(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    sign_in(phone, cast.secretary)
    fill_until_phone(phone, accessible)
    phone.goto("/")
    expect(phone.get_by_text("Belum disimpan")).to_be_visible()
    look(phone, "resume")
    phone.get_by_role("link", name="Legiyem Wulandari").click()
    heading(phone, "Berapa nomor teleponnya?")
    press(phone, "Tidak tahu")
    finish(phone)
    accessible(phone)


def test_the_browsers_own_back_leads_through_the_questions(
    phone: Page, cast: Cast, sign_in: Callable
) -> None:
    """A page that came with the answer to a post has its place in the history of the browser."""
    sign_in(phone, cast.secretary)
    fill_until_phone(phone)
    phone.go_back()
    heading(phone, "Di mana rumahnya?")
    phone.go_back()
    heading(phone, "Di mana dan kapan lahirnya?")
    expect(phone.get_by_label("Tanggal lahir")).to_have_value("1988")
    phone.go_forward()
    heading(phone, "Di mana rumahnya?")
    phone.reload()
    heading(phone, "Di mana rumahnya?")


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
