"""The door of the site, in a real browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import PASSWORD


def test_the_sign_in_page_is_whole_and_accessible(
    either: Page, accessible: Callable[[Page], None]
) -> None:
    either.goto("/")
    expect(either).to_have_title("Masuk · Register KWT PMI Purna")
    expect(either.get_by_role("button", name="Masuk", exact=True)).to_be_in_viewport()
    assert either.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(either)


def test_who_has_signed_in_comes_home(desk: Page, cast: Cast, sign_in: Callable) -> None:
    sign_in(desk, cast.officer)
    desk.goto("/")
    expect(desk).not_to_have_url("**/accounts/login/**")
    expect(desk.get_by_role("navigation").first).to_be_visible()


def test_the_home_page_comes_with_the_sign_in(phone: Page, cast: Cast) -> None:
    """In one answer, with the menu and the foot of who is in; a wrong password stays."""
    phone.goto("/")
    phone.get_by_label("Nama pengguna").fill(cast.secretary.username)
    password = phone.locator("input[type=password]")
    password.fill("salah")
    phone.get_by_role("button", name="Masuk", exact=True).click()
    expect(phone.locator(".error-summary")).to_be_visible()
    # The button of the passkeys still does what it did.
    with phone.expect_request("**/2fa/webauthn/login/"):
        phone.get_by_role("button", name="Masuk dengan kunci sandi").click()
    password.fill(PASSWORD)
    phone.get_by_role("button", name="Masuk", exact=True).click()
    expect(phone.get_by_role("link", name="Tambah anggota").first).to_be_visible()
    expect(phone).to_have_url(re.compile(r"/$"))
    phone.get_by_text("Menu").click()
    expect(phone.get_by_role("navigation", name="Menu utama")).to_be_visible()
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("link", name="Add a member").first).to_be_visible()
