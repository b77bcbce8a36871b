"""A real browser on the real site: Debian's Chromium, at the desk and as a phone.

`desk` and `phone` are pages whose address begins at the site, `either` is both in turn;
`sign_in(page, user)` signs in without the form; `accessible(page)` fails on what axe finds.
A script that fails, or a thing that the Content-Security-Policy stopped, fails the test at its
end.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from accounts.models import User
from tests.site import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "Chromium is missing; on Debian, as root: apt install chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium; without it, fail in CI and skip elsewhere."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def site(db: None) -> Iterator[str]:
    """Serve the site; gives its address."""
    with served() as address:
        yield address


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext], site: str) -> Iterator[NewPage]:
    """Open pages in a browser of their own each, and see afterwards that nothing broke."""
    broken: list[str] = []

    def _console(message: ConsoleMessage) -> None:
        # A page that answers 404 is told here as well, and is the test's own business.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            broken.append(message.text)

    def _new(**options: Any) -> Page:
        page = new_context(base_url=site, locale="id-ID", **options).new_page()
        page.on("console", _console)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.set_default_timeout(10_000)
        return page

    yield _new
    assert not broken


@pytest.fixture
def desk(new_page: NewPage) -> Page:
    """Return a page as at a desk, 1280 px wide."""
    return new_page(**DESK)


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """Return a page as on a small phone, 360 px wide."""
    return new_page(**PHONE)


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def either(new_page: NewPage, request: pytest.FixtureRequest) -> Page:
    """Run the test at the desk and as a phone."""
    return new_page(**request.param)


@pytest.fixture
def sign_in(site: str) -> Callable[[Page, User], None]:
    """Sign a user in on a page."""

    def _sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": site}])

    return _sign_in


@pytest.fixture(scope="session")
def axe_script() -> str:
    """Return axe's own script; it is run in the page, where the policy lets no other one in."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text()


@pytest.fixture
def accessible(axe_script: str) -> Callable[[Page], None]:
    """Fail on whatever axe finds on a page against WCAG 2.2 AA."""

    def _accessible(page: Page) -> None:
        page.evaluate(axe_script)
        found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
        assert [
            f"{finding['id']}: {node['html']} — {node['failureSummary']}"
            for finding in found["violations"]
            for node in finding["nodes"]
        ] == []

    return _accessible
