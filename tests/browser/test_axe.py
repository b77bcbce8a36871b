"""Every page, on its reader's screen: accessible, by keyboard, in the dark, 320 px wide.

A page that a script breaks, or that asks for something of another host, fails by `new_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.models import User
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import NewPage, SignIn
from tests.browser.looking import wrong_with
from tests.browser.pages import admin_pages, demo_cast, own_pages
from tests.contracts.places import Place, places
from tests.contracts.walker import Who

pytestmark = pytest.mark.usefixtures("demo")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, on which screen; at which of the site's two halves; how many pages at least."""

    username: str
    screen: dict[str, Any]
    pages: Callable[[Who, Place], list[str]]
    at_least: int
    part: int = 0
    parts: int = 1


READERS = {
    "officer": Reader("petugas", DESK, own_pages, 35),
    "secretary": Reader("sekretaris", PHONE, own_pages, 28),
    "viewer": Reader("provinsi", DESK, own_pages, 8),
    "administrator 1": Reader("admin", DESK, admin_pages, 18, 0, 2),
    "administrator 2": Reader("admin", DESK, admin_pages, 18, 1, 2),
}


@pytest.mark.parametrize("name", READERS)
def test_every_page(name: str, new_page: NewPage, sign_in: SignIn, axe_script: str) -> None:
    reader, cast = READERS[name], demo_cast()
    user = User.objects.get(username=reader.username)
    who = Who(name, user, user.open_assignments[0].role, ("own",))
    addresses = reader.pages(who, places(cast)[0])[reader.part :: reader.parts]
    page = new_page(**reader.screen)
    sign_in(page, user)
    wrong: list[str] = []
    seen = 0
    for address in addresses:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(reader.screen["viewport"])
        if page.goto(address).status == 200:
            wrong += wrong_with(page, axe_script)
            seen += 1
    assert wrong == []
    assert seen >= reader.at_least
