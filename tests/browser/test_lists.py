"""The lists and the change log in a browser: at the desk, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core.history import recording
from members.models import Person
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory, OfficeTermFactory, PlacementFactory

SignIn = Callable[[Page, User], None]
Check = Callable[[Page], None]


@pytest.fixture
def people(cast: Cast) -> Cast:
    """A few people with long words, much missing, somebody abroad, somebody dead."""
    name = "Wagiyem Nurhidayatussholihah Prihatiningsihrahayu"
    long = MemberFactory(group=cast.group, name=name, phone="+6281233452211")
    OfficeTermFactory(membership=long.memberships.get())
    PlacementFactory(person=long, country="AE", occupation="pekerja rumah tangga penuh waktu")
    stays = {"country": "TW", "departed": "2019", "returned": None, "status": "abroad"}
    PlacementFactory(person=cast.person, **stays)
    MemberFactory(group=cast.group, name="Kasiyem", deceased_on="2024")
    GroupFactory(name="KWT Melati Jaya Makmur Sentosa Abadi Sejahtera", state="inactive")
    with recording(cast.officer, "members.change_person", "Disampaikan sendiri"):
        Person.objects.filter(pk=cast.person.pk).update(phone="+6281233459999", rt="003")
    return cast


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_long_words_fit(people: Cast, either: Page, sign_in: SignIn, accessible: Check) -> None:
    sign_in(either, people.officer)
    for address in ("/people/", "/people/?country=TW&q=x&state=lost&after=x", "/groups/"):
        either.goto(address)
        expect(either.locator("h1")).to_be_visible()
        fits(either)
        accessible(either)


def test_history_is_accessible_and_fits(
    people: Cast, either: Page, sign_in: SignIn, accessible: Check
) -> None:
    sign_in(either, people.officer)
    either.goto(f"{people.person.get_absolute_url()}history/")
    expect(either.get_by_text("mengubah RT dan nomor HP")).to_be_visible()
    expect(either.get_by_text("Disampaikan sendiri")).to_be_visible()
    fits(either)
    accessible(either)


def test_lists_fit_on_the_smallest_phone(
    people: Cast, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(viewport={"width": 320, "height": 600}, is_mobile=True)
    sign_in(page, people.officer)
    for address in ("/people/?country=TW", "/groups/"):
        page.goto(address)
        fits(page)


def test_a_filter_acts_when_chosen_and_its_chip_takes_it_off(
    people: Cast, desk: Page, sign_in: SignIn
) -> None:
    sign_in(desk, people.officer)
    desk.goto("/people/")
    expect(desk.locator("tbody tr")).to_have_count(3)
    desk.get_by_label("Negara").select_option("TW")
    expect(desk.get_by_role("link", name="Pernah di Taiwan")).to_be_visible()
    assert desk.url.endswith("/people/?country=TW&sort=name")
    desk.get_by_text("Filter lain").click()
    desk.get_by_label("Hidup/meninggal").select_option("deceased")
    expect(desk.get_by_text("Tidak ada yang cocok")).to_be_visible()
    desk.get_by_role("link", name="Pernah di Taiwan").click()
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody")).to_contain_text("Kasiyem")
    desk.get_by_role("link", name="Hapus filter", exact=True).click()
    expect(desk.locator("tbody tr")).to_have_count(3)


def test_filters_and_search_work_without_javascript(
    people: Cast, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, people.secretary)
    page.goto("/people/")
    page.get_by_label("Negara").select_option("AE")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator(".filters").get_by_label("Cari anggota & PMI").fill("kasiyem")
    page.locator(".filters").get_by_role("button", name="Cari").click()
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()


def test_a_row_on_a_phone_is_one_target(people: Cast, phone: Page, sign_in: SignIn) -> None:
    sign_in(phone, people.secretary)
    phone.goto("/people/")
    row: Any = phone.locator("tbody tr").filter(has_text="Kasiyem")
    row.click(position={"x": 200, "y": 90}, force=True)
    expect(phone.locator("h1")).to_contain_text("Kasiyem")
