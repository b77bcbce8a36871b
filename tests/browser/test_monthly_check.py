"""Kabar bulanan on a secretary's phone: three taps, and a problem that reaches the office."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from secretariat import months
from secretariat.models import CheckIn
from tests.browser.conftest import SignIn
from tests.browser.pages import case

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def hers(phone: Page, sign_in: SignIn) -> Page:
    """The demonstration's secretary on her home page."""
    sign_in(phone, "sekretaris")
    phone.goto("/")
    return phone


def question(page: Page, number: int) -> Locator:
    """The question of the monthly check, which says which of three it is."""
    words = re.compile(rf"Kabar .* {number} dari 3")
    return page.locator("form.question").filter(has_text=words)


def tap(page: Page, *answers: str) -> None:
    for number, answer in enumerate(answers, 1):
        question(page, number).get_by_role("button", name=answer, exact=True).click()


def said() -> CheckIn:
    return CheckIn.objects.get(group=case(), month=months.first(timezone.localdate()))


def test_a_quiet_month_is_answered_in_three_taps(hers: Page) -> None:
    sizes = [button.bounding_box() for button in question(hers, 1).get_by_role("button").all()]
    assert len(sizes) == 2
    assert len({(box["width"], box["height"]) for box in sizes if box}) == 1
    assert all(box and box["height"] >= 48 for box in sizes)
    tap(hers, "Tidak", "Tidak", "Tidak")
    expect(hers.get_by_text(re.compile("tidak ada perubahan"))).to_be_visible()
    expect(question(hers, 1)).to_have_count(0)
    assert said().is_quiet


def test_a_yes_leads_on_and_the_problem_is_written_down(hers: Page) -> None:
    tap(hers, "Ya", "Ya", "Ya")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Tercatat, terima kasih")
    expect(hers.get_by_role("link", name=re.compile("^Laporkan kerusakan")).first).to_be_visible()
    hers.get_by_role("textbox").fill("Saluran air tersumbat")
    hers.get_by_role("button", name="Kirim ke dinas").click()
    expect(hers.get_by_text(re.compile("Dinas akan membacanya"))).to_be_visible()
    check = said()
    assert (check.note, check.is_waiting, check.machines_sound) == (
        "Saluran air tersumbat",
        True,
        False,
    )
    hers.goto(check.get_absolute_url())
    expect(hers.get_by_text("Saluran air tersumbat")).to_be_visible()
