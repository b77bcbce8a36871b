"""An account from hand to hand: made by the officer, scanned, opened on a phone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.invitations import make_link
from members.models import OfficeTerm
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import at_localhost
from tests.cast import Cast
from tests.factories import OfficeTermFactory

PASSWORD = "kebun-cabai-rawit-7"


@pytest.fixture
def secretary_of_the_group(cast: Cast) -> None:
    OfficeTermFactory(membership=cast.person.memberships.get(), office=OfficeTerm.Office.SECRETARY)


def make_account(page: Page, cast: Cast) -> None:
    page.goto(cast.group.get_absolute_url())
    page.get_by_role("link", name="Akun sekretaris").click()
    page.get_by_role("link", name="Buat akun").click()
    expect(page.get_by_role("combobox", name="Anggota")).to_have_value(cast.person.code)
    page.get_by_role("button", name="Buat akun dan tautan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tautan sekali pakai")


def scanned(page: Page) -> str:
    """Read the code as a phone's camera would: from the picture of the screen."""
    code = page.get_by_role("img", name="Kode QR tautan")
    code.scroll_into_view_if_needed()
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    return found.text


@pytest.mark.usefixtures("secretary_of_the_group")
def test_an_account_goes_from_the_officer_to_the_secretarys_phone(
    new_page: Callable[..., Page],
    cast: Cast,
    sign_in: Callable,
    accessible: Callable[[Page], None],
) -> None:
    desk, phone = new_page(**DESK), new_page(**PHONE)
    sign_in(desk, cast.officer)
    make_account(desk, cast)
    accessible(desk)
    phone.goto(scanned(desk))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Selamat datang, Bu Marsinah")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(phone)
    phone.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    phone.get_by_label("Kata sandi baru, sekali lagi").fill(PASSWORD)
    phone.get_by_role("button", name="Simpan kata sandi dan masuk").click()
    expect(phone.get_by_role("main")).to_contain_text(f"{cast.group.name} · 1 anggota")
    assert phone.goto(cast.group.get_absolute_url()).ok
    assert phone.goto(cast.other_group.get_absolute_url()).status == 404
    desk.goto(f"/accounts/groups/{cast.group.code}/")
    expect(desk.get_by_role("heading", name="Marsinah Lestiani dipakai")).to_be_visible()
    accessible(desk)


@pytest.fixture
def phone_with_a_lock(new_page: Callable[..., Page], site: str) -> Page:
    """Return a phone whose own lock makes passkeys, at the address for which a browser does so."""
    page = new_page(**PHONE, base_url=at_localhost(site))
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    lock = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": lock})
    return page


def test_a_phones_lock_opens_the_account_without_a_password(
    phone_with_a_lock: Page, cast: Cast, accessible: Callable[[Page], None]
) -> None:
    phone, user = phone_with_a_lock, cast.secretary
    phone.goto(f"/accounts/link/{make_link(actor=cast.officer, user=user)}/")
    accessible(phone)
    phone.get_by_role("button", name="Pakai kunci ponsel ini").click()
    expect(phone.get_by_role("main")).to_contain_text(f"{cast.group.name} · 1 anggota")
    phone.goto("/accounts/logout/")
    phone.get_by_role("main").get_by_role("button", name="Keluar").click()
    accessible(phone)
    phone.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(phone.get_by_role("main")).to_contain_text(f"{cast.group.name} · 1 anggota")
    phone.goto("/accounts/2fa/")
    accessible(phone)
