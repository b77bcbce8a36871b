"""How long a phone with "slow 3G" waits for a page, on a demonstration that runs.

``python -m tests.browser.first_page http://127.0.0.1:8000`` prints milliseconds from the tap to
the first words on the screen (first contentful paint) of a phone that has never been there, and
from one answer to the next question.
"""

from __future__ import annotations

import sys
import time

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM, PHONE
from tests.browser.network import PATIENCE, slow

PASSWORD = "kwt-demo"
PAINTED = """() => new Promise((tell) => new PerformanceObserver((list) => {
  const one = list.getEntriesByName("first-contentful-paint")[0];
  if (one) tell(one.startTime);
}).observe({type: "paint", buffered: true}))"""


def painted(page: Page, words: str) -> None:
    page.wait_for_load_state("load")
    print(f"{page.evaluate(PAINTED):6.0f} ms  {words}", flush=True)


def shown(page: Page, heading: str, since: float, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(heading, timeout=PATIENCE)
    print(f"{(time.monotonic() - since) * 1000:6.0f} ms  {words}", flush=True)


def measure(browser: Browser, site: str) -> None:
    page = browser.new_context(**PHONE, locale="id-ID").new_page()
    slow(page)
    page.goto(site)
    painted(page, "the first page ever: the sign-in at the bare address")
    page.get_by_label("Nama pengguna").fill("sekretaris")
    page.locator("input[type=password]").fill(PASSWORD)
    since = time.monotonic()
    page.get_by_role("button", name="Masuk", exact=True).click()
    shown(page, "Selamat", since, "home, from the press on the sign-in's button")
    page.goto(site)
    painted(page, "home, opened again")
    page.goto(f"{site}/people/add/steps/")
    painted(page, "adding a member: the choice of the way")
    page.get_by_role("button", name="Lengkap, satu per satu").click()
    expect(page.locator("h1")).to_have_text("Siapa namanya?", timeout=PATIENCE)
    page.get_by_label("Nama").fill("Contoh Pengukuran")
    since = time.monotonic()
    page.get_by_role("button", name="Lanjut", exact=True).click()
    shown(page, "Berapa NIK-nya?", since, "from one answer to the next question")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        measure(browser, sys.argv[1].rstrip("/"))
        browser.close()
