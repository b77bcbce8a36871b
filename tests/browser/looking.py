"""What may be wrong with any page, whoever opens it and on whichever screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Told to preload, axe reads the style sheets again, by inline styles that the policy stops.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
ALL_RULES = OPTIONS | {"runOnly": {"type": "tag", "values": WCAG}}
CONTRAST = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
NARROWEST = 320
NOT_BY_KEYBOARD = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), textarea, summary, select, [tabindex]")]
  .filter((one) => !one.matches(".select2-hidden-accessible"))
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
  .filter((one) => one.tabIndex > 0 || (one.tabIndex < 0 && !one.matches("main, [role=alert]")))
  .map((one) => one.outerHTML.slice(0, 120))"""
SKIP_LINK = """() => {
  const first = document.activeElement;
  const target = first.matches("a[href^='#']") && document.querySelector(first.hash);
  return Boolean(target && target.querySelector("h1"));
}"""


def wrong_with(page: Page, axe_script: str) -> list[str]:
    """Say what is wrong with the page that is open; leaves it dark and narrow."""
    path = page.evaluate("location.pathname")
    return [f"{path}: {one}" for one in _wrong(page, axe_script)]


def _wrong(page: Page, axe_script: str) -> Iterator[str]:
    yield from skip_link_missing(page)
    yield from (f"not by keyboard: {one}" for one in page.evaluate(NOT_BY_KEYBOARD))
    page.evaluate(axe_script)
    yield from violations(page, ALL_RULES)
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    yield from (f"dark: {one}" for one in violations(page, CONTRAST))
    yield from sideways(page)


def skip_link_missing(page: Page) -> Iterator[str]:
    """The first thing that Tab reaches leads past the menu, unless an error is read first."""
    if page.evaluate("document.activeElement === document.body"):
        page.keyboard.press("Tab")
        if not page.evaluate(SKIP_LINK):
            yield "the first Tab does not lead to the content"


def violations(page: Page, options: dict[str, Any]) -> Iterator[str]:
    """What axe finds; its script has been run in the page."""
    for finding in page.evaluate("options => axe.run(options)", options)["violations"]:
        for node in finding["nodes"]:
            yield f"{finding['id']}: {node['html'][:200]} — {node['failureSummary']}"


def sideways(page: Page) -> Iterator[str]:
    """What makes the page wider than the narrowest screen."""
    page.set_viewport_size({"width": NARROWEST, "height": 740})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROWEST:
        yield f"{width} px wide on a screen of {NARROWEST} px"
