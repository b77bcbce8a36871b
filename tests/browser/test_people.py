"""The pages about a person in a real browser: at the desk, as a phone, with its scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from members.models import OfficeTerm, Person
from tests.cast import Cast
from tests.factories import (
    MemberFactory,
    OfficeTermFactory,
    make_nik,
)

Check = Callable[[Page], None]


def address(name: str, *rows: Any) -> str:
    return reverse(f"members:{name}", args=[row.code for row in rows])


def region_is_named(page: Page) -> None:
    """The answer has come: no request is under way when the page is left."""
    expect(page.locator("[data-nik-region]")).not_to_be_empty()


def test_a_member_is_added_on_a_phone(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    sign_in(phone, cast.secretary)
    phone.goto(address("person_create"))
    accessible(phone)
    phone.get_by_label("Nama", exact=False).first.fill("Legiyem Wulandari")
    phone.get_by_label("HP", exact=True).fill("0812 3345 2211")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.locator("h1")).to_have_text("Legiyem Wulandari")
    person = Person.objects.get(name="Legiyem Wulandari")
    assert (person.group, person.phone) == (cast.group, "+6281233452211")
    expect(phone.get_by_role("link", name="Telepon")).to_have_attribute(
        "href", "tel:+6281233452211"
    )


def test_a_nik_is_read_as_it_is_typed(desk: Page, cast: Cast, sign_in: Callable) -> None:
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.post_data or ""))
    sign_in(desk, cast.officer)
    desk.goto(address("person_create"))
    desk.get_by_label("NIK").press_sequentially(make_nik(1, "110593"))
    expect(desk.get_by_text("Lahir 11 Mei 1993, perempuan.")).to_be_visible()
    expect(desk.get_by_text("Palas, Lampung Selatan, Lampung")).to_be_visible()
    desk.get_by_role("button", name="Pakai tanggal lahir").click()
    expect(desk.get_by_label("Tanggal lahir")).to_have_value("11 Mei 1993")
    expect(desk.get_by_label("perempuan")).to_be_checked()
    # Nothing but the region of first registration leaves the page before it is saved.
    assert [parse_qs(body)["nik"] for body in sent if body] == [["180110"]]


@pytest.mark.parametrize("nik", ["1801104005930001", "1801100013930001", "0801105105930001"])
def test_a_nik_that_cannot_be_offers_nothing(
    desk: Page, cast: Cast, sign_in: Callable, nik: str
) -> None:
    sign_in(desk, cast.officer)
    desk.goto(address("person_create"))
    desk.get_by_label("NIK").fill(nik)
    region_is_named(desk)
    expect(desk.get_by_role("button", name="Pakai tanggal lahir")).to_be_hidden()


def test_a_warning_is_confirmed(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    sign_in(phone, cast.secretary)
    phone.goto(address("person_create"))
    phone.get_by_label("Nama", exact=False).first.fill("Marsinah Lestari")
    phone.get_by_label("Tanggal lahir").fill("17-4-1988")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Marsinah Lestiani")
    accessible(phone)
    phone.get_by_role("button", name="Simpan tetap").click()
    expect(phone.locator("h1")).to_have_text("Marsinah Lestari")


def test_an_office_is_taken_over(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    successor = MemberFactory(group=cast.group, name="Wagiyem Purwanti")
    OfficeTermFactory(membership=cast.person.memberships.get())
    sign_in(phone, cast.secretary)
    phone.goto(address("office_change", successor))
    phone.get_by_text("ketua", exact=True).click()
    phone.get_by_role("button", name="Simpan").click()
    accessible(phone)
    phone.get_by_text("Akhiri masa jabatan Marsinah Lestiani").click()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.locator("h1")).to_have_text("Wagiyem Purwanti")
    assert OfficeTerm.objects.open().get().membership.person == successor


def test_a_nik_of_elsewhere_is_asked_for(
    phone: Page, cast: Cast, sign_in: Callable, accessible: Check
) -> None:
    cast.other_person.set_nik(make_nik(2, "030490"))
    cast.other_person.save()
    sign_in(phone, cast.secretary)
    phone.goto(address("person_create"))
    phone.get_by_label("Nama", exact=False).first.fill("Ponirah")
    phone.get_by_label("NIK").fill(make_nik(2, "030490"))
    region_is_named(phone)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("alert")).to_contain_text("NIK ini sudah terdaftar.")
    region_is_named(phone)
    accessible(phone)
    phone.get_by_label("Pesan untuk kantor").fill("sudah pindah ke Bumi Daya")
    phone.get_by_role("button", name="Minta pindah ke kelompok ini").click()
    expect(phone.get_by_text("Permintaan sudah dikirim")).to_be_visible()
    request = cast.other_person.transfer_requests.get()
    assert (request.to_group, request.note) == (cast.group, "sudah pindah ke Bumi Daya")


def test_a_nik_is_shown_once(desk: Page, cast: Cast, sign_in: Callable, accessible: Check) -> None:
    person = MemberFactory(group=cast.group, nik=make_nik(3))
    sign_in(desk, cast.officer)
    desk.goto(address("person_detail", person))
    desk.get_by_role("link", name="Tampilkan NIK").click()
    desk.get_by_label("Untuk keperluan apa").fill("berkas bantuan")
    desk.get_by_role("button", name="Tampilkan NIK").click()
    expect(desk.get_by_text(make_nik(3))).to_be_visible()
    accessible(desk)
    desk.get_by_role("link", name="Kembali ke halamannya").click()
    expect(desk.get_by_text(make_nik(3))).to_have_count(0)
