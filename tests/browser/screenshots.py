"""The pictures of docs/img/: `make screenshots` takes them anew, from the demonstration.

A run of pytest, because it needs what the browser's tests need; only `make screenshots` names
this file. What is seen is the screen and not the whole page, in few colours: small files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typst
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from aid import handover_documents
from aid.models import Equipment, Handover
from core import documents
from members.demo import draft
from members.models import Group, Person
from secretariat import desk_documents, visit_documents
from secretariat.models import Service, Visit
from tests.browser.chromium import DESK, PHONE
from training import certificate_documents
from training.models import Certificate, Training

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


def changed() -> str:
    return f"/people/{person().code}/answers/"


def preview(page: Page) -> None:
    page.goto(f"/people/import/?group={case().code}")
    page.set_input_files("[type=file]", LISTS / "roster_messy.xlsx")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")


def question(page: Page) -> None:
    """One question of the draft that the demonstration leaves unfinished."""
    page.goto("/")
    page.get_by_role("link", name=draft.NAME).click()


def machine(page: Page, part: str = "") -> None:
    """The ridging machine of the case, or a page of its use."""
    page.goto(Equipment.objects.get(serial="LS20232395").get_absolute_url() + part)


def own_handover() -> Handover:
    """The paper that the district's own office issued."""
    return Handover.objects.get(is_own=True)


def training(page: Page, state: str, part: str = "") -> None:
    """The latest training of this state that the district's own office holds, or a part of it."""
    held = Training.objects.filter(state=state, organisers__institution__kind="district_labour")
    page.goto(held.latest("starts_on").get_absolute_url() + part)


def attendance(page: Page) -> None:
    """The roster of today's session, as somebody is being noted."""
    training(page, "running", "attendance/")
    page.get_by_role("link", name="Isi kehadiran").last.click()


def merge(page: Page) -> None:
    """The two records of one woman that the demonstration holds."""
    page.goto("/people/duplicates/")
    page.get_by_role("link", name="Bandingkan dan gabungkan").click()


def bulk(page: Page) -> None:
    """What a change of all who worked in Taiwan would do."""
    page.goto("/people/?country=TW")
    page.locator(".bulk-bar button[name=all]").click()
    page.select_option("[name=hamlet-how]", index=1)
    page.fill("[name=hamlet]", "Dusun Sidorejo")
    page.get_by_role("button", name="Lihat yang akan berubah").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa perubahan")


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
    Picture("change-data", "sekretaris", lambda page: page.goto(changed()), (360,)),
    Picture("aid", "petugas", at("/aid/"), (1280,)),
    Picture("handover", "petugas", lambda page: page.goto(own_handover().get_absolute_url())),
    Picture("equipment", "sekretaris", machine),
    Picture("turns", "sekretaris", lambda page: machine(page, "turns/")),
    Picture("cashbook", "sekretaris", lambda page: machine(page, "cashbook/"), (360,)),
    Picture("training", "petugas", lambda page: training(page, "finished"), (1280,)),
    Picture("participants", "petugas", lambda page: training(page, "finished", "participants/")),
    Picture("attendance", "sekretaris", attendance, (360,)),
    Picture("certificates", "petugas", at("/trainings/certificates/"), (1280,)),
    Picture("follow-up", "sekretaris", at("/trainings/follow-up/"), (360,)),
    Picture("bulk-edit", "petugas", bulk, (1280,)),
    Picture("merge", "petugas", merge, (1280,)),
    Picture("receipts", "petugas", at("/receipts/"), (1280,)),
    Picture("desk", "petugas", at("/secretariat/services/"), (1280,)),
    Picture("visitor", "sekretaris", at("/secretariat/services/add/"), (360,)),
    Picture("abroad", "sekretaris", at("/secretariat/abroad/"), (360,)),
    Picture("openings", "", at("/openings/"), (360,)),
    Picture("visit-plan", "petugas", at("/secretariat/visits/plan/"), (1280,)),
    Picture("health", "petugas", at("/secretariat/health/"), (1280,)),
    Picture("production", "petugas", at("/secretariat/harvests/production/")),
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


@pytest.fixture
def pages_as_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = SimpleNamespace(TypstError=typst.TypstError, compile=drawn)
    monkeypatch.setattr(documents, "typst", drawing)


@pytest.mark.usefixtures("pages_as_pictures")
def test_take_the_first_page_of_a_handover() -> None:
    first, *_ = handover_documents.drawn(own_handover()).pdf
    save(first, IMAGES / "bast.png")


@pytest.mark.usefixtures("pages_as_pictures")
def test_take_a_certificate() -> None:
    valid = Certificate.objects.valid().filter(is_own=True).earliest("register_seq")
    (page,) = certificate_documents.drawn([valid])
    save(page, IMAGES / "certificate.png")


@pytest.mark.usefixtures("pages_as_pictures")
def test_take_the_report_of_a_visit() -> None:
    held = Visit.objects.filter(state="held", group=case()).latest("held_on")
    officer = User.objects.get(username="petugas")
    save(visit_documents.drawn(held, officer).pdf[0], IMAGES / "visit-report.png")


@pytest.mark.usefixtures("pages_as_pictures")
def test_take_a_page_of_the_visitors_book() -> None:
    officer = User.objects.get(username="petugas")
    services = Service.objects.allowed(officer, "secretariat.view_service")
    month = services.latest("opened_on").opened_on.replace(day=1)
    pages = desk_documents.book(month, services, officer, title="Lampung Selatan", area="18.01")
    save(pages[0], IMAGES / "visitors-book.png")


def drawn(source: Any, **options: Any) -> list[bytes]:
    """The pages as pictures, for which the standards of a PDF mean nothing."""
    options.pop("pdf_standards", None)
    pages = typst.compile(source, format="png", ppi=96.0, **options)
    return pages if isinstance(pages, list) else [pages]


def save(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    seen = Image.open(BytesIO(data)).convert("RGB")
    few = seen.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
