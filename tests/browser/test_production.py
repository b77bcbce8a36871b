"""Harvests and livelihood: written down on a phone, summed up and drawn at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Group
from secretariat.demo import production
from secretariat.models import Harvest
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory

Accessible = Callable[[Page], None]
LIST = "/secretariat/harvests/"


@pytest.fixture
def harvested(cast: Cast) -> Group:
    """What the demonstration writes, for the cast's group and two others."""
    names = {production.MELATI: 5, production.MEKAR_SARI: 0}
    Group.objects.filter(pk=cast.group.pk).update(name=production.BUMI_DAYA)
    for _ in range(production.WOMEN):
        MemberFactory(group=cast.group)
    for name, members in names.items():
        group = GroupFactory(name=name, village=cast.group.village)
        for _ in range(members):
            MemberFactory(group=group)
    production.load(year=timezone.localdate().year, officer=cast.officer)
    return cast.group


def test_a_harvest_is_written_down_on_a_phone(
    cast: Cast, phone: Page, sign_in: SignIn, accessible: Accessible
) -> None:
    sign_in(phone, cast.secretary)
    phone.goto(LIST)
    phone.get_by_role("link", name="Catat panen").first.click()
    phone.get_by_label("Komoditas").select_option(label="Cabai merah")
    phone.get_by_label("Hasil panen (kg)").fill("1.200")
    phone.get_by_label("Luas (ha)").fill("0,02")
    phone.get_by_label("Harga per kg").fill("24.000")
    accessible(phone)
    phone.get_by_role("button", name="Lanjut").click()
    expect(phone.get_by_text("60,0 t/ha", exact=True)).to_be_visible()
    expect(phone.get_by_text("lebih banyak daripada hasil satu hektare")).to_be_visible()
    accessible(phone)
    phone.get_by_label("Luas (ha)").fill("0,2")
    phone.get_by_role("button", name="Periksa lagi").click()
    expect(phone.get_by_text("6,0 t/ha", exact=True)).to_be_visible()
    phone.get_by_role("button", name="Ya, simpan").click()
    expect(phone.get_by_text("Panen dicatat.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Cabai merah")).to_be_visible()
    accessible(phone)
    assert Harvest.objects.get().price_per_kg == 24_000


def test_sums_are_drawn_on_a_phone_and_at_the_desk(
    cast: Cast, harvested: Group, either: Page, sign_in: SignIn, accessible: Accessible
) -> None:
    sign_in(either, cast.officer)
    for address in (LIST, f"{LIST}production/", f"{LIST}groups/{harvested.code}/production/"):
        either.goto(address)
        accessible(either)
    expect(either.locator(".plot svg")).to_have_count(2)
    either.goto("/secretariat/livelihood/")
    expect(either.get_by_text("14 perempuan menjawab di kartu terakhirnya.")).to_be_visible()
    accessible(either)
    either.get_by_role("link", name="Siapa yang ditanya").click()
    accessible(either)
    either.locator("a.row-link").first.click()
    expect(either.get_by_text("Bacakan ini dahulu")).to_be_visible()
    accessible(either)
