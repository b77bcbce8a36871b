"""The door of the site, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cast import Cast


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
