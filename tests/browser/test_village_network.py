"""A phone in a village: 400 kbit/s, two seconds for every answer, and a signal that goes away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from core.middleware import NO_COPY
from members.models import Person
from tests.browser.chromium import PHONE
from tests.browser.network import PATIENCE, slow
from tests.browser.steps import (
    NOTHING,
    STORED,
    fill_until_phone,
    finish,
    heading,
    look,
    press,
)
from tests.cast import Cast


def arrives_without_answer(route: Any) -> None:
    """The site does what was sent, and its answer is lost on the way."""
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


def not_sent(page: Page) -> None:
    expect(page.get_by_text("Belum terkirim")).to_be_visible(timeout=PATIENCE)


def the_one_saved() -> None:
    person = Person.objects.get(name="Legiyem Wulandari")
    assert (person.phone, person.birth_date, person.rt) == ("+6281233452211", "1988", "005")
    assert person.placements.get().country == "TW"


def test_the_signal_is_lost_twice_and_nothing_else_is(
    phone: Page, cast: Cast, sign_in: Callable
) -> None:
    """Between two pages, and in the middle of a post; and nothing is kept on the phone."""
    kept: set[str] = set()
    phone.on(
        "response", lambda one: "/static/" in one.url or kept.add(one.headers["cache-control"])
    )
    sign_in(phone, cast.secretary)
    offline = slow(phone)
    fill_until_phone(phone)
    offline(True)
    phone.get_by_label("HP", exact=True).fill("0812 3345 2211")
    press(phone, "Lanjut")
    not_sent(phone)
    look(phone, "offline")
    expect(phone.get_by_label("HP", exact=True)).to_have_value("0812 3345 2211")
    offline(False)
    press(phone, "Lanjut")
    finish(phone)

    phone.route("**/check/", arrives_without_answer, times=1)
    press(phone, "Simpan")
    not_sent(phone)
    press(phone, "Simpan")
    heading(phone, "Legiyem Wulandari")
    the_one_saved()
    assert phone.evaluate(STORED) == NOTHING
    assert kept == {NO_COPY}


def test_without_javascript_the_draft_is_there_when_the_signal_is_back(
    new_page: Callable[..., Page], cast: Cast, sign_in: Callable
) -> None:
    """The browser shows its own error page; what was sent before is kept, the last is asked."""
    page = new_page(**PHONE, java_script_enabled=False)
    sign_in(page, cast.secretary)
    fill_until_phone(page)
    page.context.set_offline(True)
    page.get_by_label("HP", exact=True).fill("0812 3345 2211")
    press(page, "Lanjut")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto("/")
    page.get_by_role("link", name="Legiyem Wulandari").click()
    heading(page, "Berapa nomor teleponnya?")
    page.get_by_label("HP", exact=True).fill("0812 3345 2211")
    press(page, "Lanjut")
    finish(page)
    page.route("**/check/", arrives_without_answer, times=1)
    press(page, "Simpan")
    page.wait_for_url("chrome-error://**")
    # Nobody is asked for again whose draft has become a person.
    page.goto("/")
    expect(page.get_by_text("Belum disimpan")).to_have_count(0)
    the_one_saved()


def test_the_sign_in_is_there_before_its_look(phone: Page, cast: Cast) -> None:
    """The first page of all waits for one answer only; its style sheet follows."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    phone.route("**/register.css", hold)
    phone.goto("/", wait_until="commit")
    expect(phone.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    phone.get_by_label("Nama pengguna").fill("siti")
    assert phone.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    for route in held:
        route.continue_()
    phone.wait_for_load_state("load")
    expect(phone.get_by_label("Nama pengguna")).to_have_value("siti")
