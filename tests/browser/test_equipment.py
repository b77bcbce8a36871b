"""A machine's pages in a browser: at the desk, on a phone, and the label without a sign-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from aid.models import Equipment, FaultReport
from core.storage import keep_photo
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    FaultReportFactory,
    InspectionFactory,
    UpkeepFactory,
)
from tests.cast import Cast
from tests.contracts.places import photo
from tests.core.workbooks import DATA
from tests.factories import InstitutionFactory, MemberFactory, region

SignIn = Callable[[Page, User], None]
Check = Callable[[Page], None]
KIND = "Mesin gulut tanah serbaguna bermesin bensin"


@pytest.fixture
def machine(cast: Cast) -> Equipment:
    """A machine with long words, two custodians, upkeep that is overdue, a fault, photos."""
    machine = EquipmentFactory(
        group=cast.group,
        kind__name=KIND,
        brand="Yanmar TF 85 MLYS-di",
        serial="LS20232395",
        value=18_500_000,
        photo=keep_photo(photo("olive")),
        place="Gudang sekretariat",
    )
    InstitutionFactory(
        name="Dinas Tenaga Kerja Uji",
        kind="district_labour",
        region=region("18.01"),
        phone="+62727321234",
    )
    before = MemberFactory(group=cast.group, name="Wagiyem Nurhidayatussholihah")
    CustodyFactory(equipment=machine, person=before, until="2024-02-01")
    CustodyFactory(equipment=machine, person=cast.person, since="2024-02-01")
    UpkeepFactory(equipment=machine, parts="Oli 1 liter", cost=85_000, next_due="2024-06-01")
    InspectionFactory(
        equipment=machine,
        condition="light_damage",
        findings="Pisau aus, tali kipas retak",
        photo=keep_photo(photo("sienna")),
    )
    FaultReportFactory(equipment=machine)
    EquipmentFactory(group=cast.group, serial="", state="in_repair")
    return machine


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def looked_at(page: Page, address: str, accessible: Check) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    fits(page)
    accessible(page)


def test_pages_fit(
    cast: Cast, machine: Equipment, either: Page, sign_in: SignIn, accessible: Check
) -> None:
    sign_in(either, cast.officer)
    own = machine.get_absolute_url()
    addresses = ("/aid/equipment/", own, f"{own}condition/", f"{own}custody/", f"{own}end/")
    for address in (*addresses, f"{own}upkeep/add/", "/aid/equipment/add/", "/"):
        looked_at(either, address, accessible)
    sign_in(either, cast.secretary)
    for address in ("/", "/aid/equipment/?q=tidak-ada", own):
        looked_at(either, address, accessible)


def test_the_old_inventory_in_a_browser(
    cast: Cast, either: Page, sign_in: SignIn, accessible: Check
) -> None:
    sign_in(either, cast.officer)
    looked_at(either, "/aid/equipment/import/", accessible)
    either.set_input_files("input[type=file]", DATA / "inventory_2019_2023.xlsx")
    either.get_by_role("button", name="Lihat pratinjau").click()
    expect(either.get_by_text("Belum ada yang disimpan")).to_be_visible()
    fits(either)
    accessible(either)


def test_condition_in_two_taps_on_a_phone(
    cast: Cast, machine: Equipment, phone: Page, sign_in: SignIn
) -> None:
    sign_in(phone, cast.secretary)
    phone.goto(machine.get_absolute_url())
    phone.get_by_role("link", name="Laporkan keadaan").click()
    phone.get_by_role("button", name="Dalam perbaikan").click()
    expect(phone.get_by_text("Kondisi alat sudah dicatat")).to_be_visible()
    machine.refresh_from_db()
    assert machine.state == "in_repair"


def test_label_takes_a_report_without_sign_in(
    machine: Equipment, phone: Page, accessible: Check
) -> None:
    looked_at(phone, f"/label/{machine.label_code}/", accessible)
    phone.get_by_text("Tidak bisa dinyalakan").click()
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_text("Terima kasih")).to_be_visible()
    assert FaultReport.objects.filter(kind="no_start", source="public").count() == 1
    looked_at(phone, "/label/abcdefghjkmnpqrs/", accessible)
