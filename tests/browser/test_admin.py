"""The admin site in a browser; `test_axe.py` looks at its pages."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.cast import Cast


def test_a_place_is_found_while_one_types(cast: Cast, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, cast.officer)
    desk.goto(reverse("admin:members_person_change", args=[cast.person.pk]))
    desk.locator(".field-village .select2-selection").click()
    desk.locator(".select2-search__field").fill("bumidaya")
    desk.get_by_role("option", name="Bumi Daya, Palas").click()
    desk.get_by_role("button", name="Simpan", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text(cast.person.name)
