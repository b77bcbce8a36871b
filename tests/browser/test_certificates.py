"""Certificates in a browser: issue a class's at the desk, see one and verify it on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.training.certified import a_class, an_office, enrol, issue
from training.models import Training

Accessible = Callable[[Page], None]


@pytest.fixture
def training(cast: Cast) -> Training:
    """Of the officer's own office; the cast's member attended enough, another did not."""
    office = an_office(name="Disnakertrans Uji")
    User.objects.filter(pk=cast.officer.pk).update(institution=office)
    made = a_class("Wagini", office=office, title="Pelatihan Budidaya Cabai")
    enrol(made, person=cast.person, number=2)
    enrol(made, "Painem", number=3, sessions=1)
    return made


def test_a_class_is_issued_at_the_desk(
    cast: Cast, training: Training, desk: Page, sign_in: SignIn, accessible: Accessible
) -> None:
    sign_in(desk, cast.officer)
    desk.goto(training.get_absolute_url())
    desk.get_by_role("link", name="Sertifikat", exact=True).click()
    expect(desk.get_by_text("kehadiran kurang")).to_have_count(1)
    accessible(desk)
    desk.get_by_role("link", name="Terbitkan sertifikat").click()
    expect(desk.get_by_role("checkbox", checked=True)).to_have_count(2)
    accessible(desk)
    desk.get_by_label("Tanggal sertifikat").fill("2023-02-24")
    desk.get_by_label("Ditandatangani di").fill("Kalianda")
    desk.get_by_role("button", name="Terbitkan").click()
    expect(desk.get_by_text("2 sertifikat diterbitkan.")).to_be_visible()
    expect(desk.get_by_role("link", name="002/SERT/II/2023")).to_be_visible()


def test_one_is_seen_and_verified_on_a_phone(
    cast: Cast, training: Training, phone: Page, sign_in: SignIn, accessible: Accessible
) -> None:
    issue(training, *training.participants.filter(number__lt=3))
    sign_in(phone, cast.secretary)
    phone.goto(f"{training.get_absolute_url()}certificates/")
    expect(phone.get_by_text("Wagini")).to_have_count(0)
    accessible(phone)
    phone.get_by_role("link", name="002/SERT/II/2023").click()
    expect(phone.get_by_role("heading", name="Marsinah Lestiani")).to_be_visible()
    accessible(phone)
    phone.get_by_role("link", name="-").click()
    expect(phone.get_by_text("Sah", exact=True)).to_be_visible()
    expect(phone.get_by_text("Marsinah Lestiani")).to_be_visible()
