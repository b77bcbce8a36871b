"""The pictures of docs/img/: `make screenshots` takes them anew, from the demonstration.

A run of pytest, because it needs what the browser's tests need; only `make screenshots` names
this file. What is seen is the screen and not the whole page, in few colours: small files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from members.demo import draft
from members.models import Group, Person
from tests.browser.chromium import DESK, PHONE

PROJECT = Path(__file__).resolve().parents[2]
IMAGES = PROJECT / "docs" / "img"
LISTS = PROJECT / "tests" / "data"
SCREENS = {360: PHONE | {"device_scale_factor": 2}, 1280: DESK}
CASE = "KWT PMI Purna Bumi Daya"
COLOURS = 128

pytestmark = pytest.mark.usefixtures("demo")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's name, who looks, and the way to what is seen."""

    name: str
    user: str
    go: Callable[[Page], object]
    widths: tuple[int, ...] = (360, 1280)


def case() -> Group:
    return Group.objects.get(name=CASE)


def person() -> Person:
    """Somebody of the case with a photo, an office and years abroad."""
    members = Person.objects.filter(group=case(), photo__isnull=False, placements__isnull=False)
    return members.filter(memberships__offices__office="chair")[0]


def at(address: str) -> Callable[[Page], object]:
    return lambda page: page.goto(address)


def preview(page: Page) -> None:
    page.goto(f"/people/import/?group={case().code}")
    page.set_input_files("[type=file]", LISTS / "roster_messy.xlsx")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")


def question(page: Page) -> None:
    """One question of the draft that the demonstration leaves unfinished."""
    page.goto("/")
    page.get_by_role("link", name=draft.NAME).click()


PICTURES = [
    Picture("sign-in", "", at("/accounts/login/")),
    Picture("officer-home", "petugas", at("/")),
    Picture("people-list", "petugas", at("/people/")),
    Picture("person", "petugas", lambda page: page.goto(person().get_absolute_url())),
    Picture("group", "petugas", lambda page: page.goto(case().get_absolute_url())),
    Picture("import-preview", "petugas", preview),
    Picture("person-form", "petugas", lambda page: page.goto(f"/people/{person().code}/edit/")),
    Picture("secretary-home", "sekretaris", at("/")),
    Picture("add-member", "sekretaris", at("/people/add/")),
    Picture("question", "sekretaris", question, (360,)),
    Picture("members-of-a-group", "sekretaris", at("/people/"), (360,)),
]


@pytest.mark.parametrize(
    ("picture", "width"),
    [(picture, width) for picture in PICTURES for width in picture.widths],
    ids=lambda part: str(getattr(part, "name", part)),
)
def test_take(picture: Picture, width: int, new_page: Callable, sign_in: Callable) -> None:
    page = new_page(**SCREENS[width])
    if picture.user:
        sign_in(page, picture.user)
    picture.go(page)
    page.wait_for_load_state("networkidle")
    save(page.screenshot(), IMAGES / f"{picture.name}-{width}.png")


def save(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    seen = Image.open(BytesIO(data)).convert("RGB")
    few = seen.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
