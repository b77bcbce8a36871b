"""The admin site in a browser: its pages keep to the policy, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import WCAG
from tests.cast import Cast
from tests.factories import PlacementFactory

SignIn = Callable[[Page, User], None]


def findings(page: Page, axe_script: str) -> list[str]:
    """What axe finds; without its look at the style sheets, which would break the policy."""
    page.evaluate(axe_script)
    found = page.evaluate("tags => axe.run({runOnly: tags, preload: false})", WCAG)
    return [f"{f['id']}: {node['html']}" for f in found["violations"] for node in f["nodes"]]


def test_the_admin_is_accessible(
    cast: Cast, either: Page, sign_in: SignIn, axe_script: str
) -> None:
    sign_in(either, cast.admin)
    stay = PlacementFactory(person=cast.person)
    for page, row in [
        ("index", None),
        ("members_person_changelist", None),
        ("members_person_change", cast.person),
        ("members_person_history", cast.person),
        ("members_placement_change", stay),
        ("members_placement_add", None),
        ("accounts_user_change", cast.secretary),
        ("core_synonym_add", None),
    ]:
        either.goto(reverse(f"admin:{page}", args=[row.pk] if row else []))
        expect(either.locator("h1").last).to_be_visible()
        assert findings(either, axe_script) == [], page


def test_a_place_is_found_while_one_types(cast: Cast, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, cast.officer)
    desk.goto(reverse("admin:members_person_change", args=[cast.person.pk]))
    desk.locator(".field-village .select2-selection").click()
    desk.locator(".select2-search__field").fill("bumidaya")
    desk.get_by_role("option", name="Bumi Daya, Palas").click()
    desk.get_by_role("button", name="Simpan", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text(cast.person.name)
