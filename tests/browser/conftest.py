"""A real browser on the real site: Debian's Chromium, at the desk and as a phone.

`desk` and `phone` are pages whose address begins at the site, `either` is both in turn;
`sign_in(page, user)` signs in without the form; `accessible(page)` fails on what axe finds.
`demo` holds the demonstration for the tests of a module. A script that fails, a thing that the
Content-Security-Policy stopped, a part that is missing and a request to another host fail the
test at its end.
"""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
)
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.browser.chromium import ARGUMENTS, CHROMIUM, DESK, MISSING, PHONE
from tests.browser.looking import ALL_RULES, violations
from tests.demonstration import seeded
from tests.site import served

NewPage = Callable[..., Page]
SignIn = Callable[[Page, User | str], None]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium; without it, fail in CI and skip elsewhere."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def own_connection(
    playwright: Playwright, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Close the connection of these tests: with Playwright's event loop it is not the others'."""
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="module")
def demo(own_connection: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hold the demonstration, made once for a module; each test takes back what it wrote."""
    with django_db_blocker.unblock(), seeded():
        yield


@pytest.fixture
def site(own_connection: None, db: None) -> Iterator[str]:
    """Serve the site; gives its address."""
    with served() as address:
        yield address


def at_localhost(site: str) -> str:
    """Return the site's other name, the only one for which a browser makes passkeys here."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext], site: str) -> Iterator[NewPage]:
    """Open pages in a browser of their own each, and see afterwards that nothing broke."""
    broken: list[str] = []

    def _console(message: ConsoleMessage) -> None:
        # A page that answers 404, or a post that does not arrive, is told here as well, and is
        # the test's own business.
        expected = ("Failed to load resource", "htmx:")
        if message.type == "error" and not message.text.startswith(expected):
            broken.append(f"{message.page.url}: {message.text}")

    def _request(request: Request) -> None:
        if not request.url.startswith((site, at_localhost(site), "data:", "blob:")):
            broken.append(f"a request to another host: {request.url}")

    def _response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            broken.append(f"{response.status} {response.url}")

    def _new(**options: Any) -> Page:
        page = new_context(**{"base_url": site, "locale": "id-ID"} | options).new_page()
        page.on("console", _console)
        page.on("request", _request)
        page.on("response", _response)
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
def sign_in(site: str) -> SignIn:
    """Sign a user, or the one of that name, in on a page."""

    def _sign_in(page: Page, user: User | str) -> None:
        client = Client()
        client.force_login(User.objects.get(username=user) if isinstance(user, str) else user)
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
        assert list(violations(page, ALL_RULES)) == []

    return _accessible
