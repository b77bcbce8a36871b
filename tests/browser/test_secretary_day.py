"""A secretary's day on her phone: a turn, its use, a machine that stands still, who was there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from aid.models import Booking, GoodsKind, IdleAnswer, Season, UseLog
from secretariat.models import Harvest
from tests.aid.factories import EquipmentFactory
from tests.browser.conftest import SignIn
from tests.browser.pages import case
from training.models import Attendance, FollowUp

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def hers(phone: Page, sign_in: SignIn) -> Page:
    """The demonstration's secretary on her home page."""
    sign_in(phone, "sekretaris")
    phone.goto("/")
    return phone


def take_a_morning(page: Page) -> str:
    """Take the first free morning of next week; returns its day."""
    page.get_by_role("link", name="Minggu berikutnya").click()
    free = page.get_by_role("link", name=re.compile("^Pagi"))
    expect(free.first).to_be_visible()
    day = str(free.first.get_attribute("href")).split("/")[-3]
    free.first.click()
    page.get_by_role("radio", name=re.compile("Sumarsih")).check()
    page.get_by_role("button", name="Ambil giliran ini").click()
    expect(page.get_by_text(re.compile("Giliran Sumarsih: "))).to_be_visible()
    return day


def ask_for_the_same(page: Page, day: str) -> None:
    page.get_by_role("link", name="Waktu lain").click()
    whose = page.get_by_label("Giliran siapa?")
    whose.select_option(whose.locator("option", has_text="Rubinem").get_attribute("value"))
    page.get_by_label("Dari hari").fill(day)
    page.get_by_label("Dari jam").select_option("06:00")
    page.get_by_label("Sampai jam").select_option("12:00")
    page.get_by_role("button", name="Ambil giliran ini").click()


def test_a_turn_is_taken_once_and_the_next_free_time_is_offered(hers: Page) -> None:
    before = Booking.objects.count()
    hers.get_by_role("link", name=re.compile("Mesin gulut")).first.click()
    day = take_a_morning(hers)
    ask_for_the_same(hers, day)
    refused = hers.get_by_role("alert")
    expect(refused.get_by_role("heading")).to_have_text("Sudah dipesan")
    expect(refused).to_contain_text("Sumarsih")
    assert Booking.objects.count() == before + 1
    refused.get_by_role("button", name=re.compile("^Ambil ")).click()
    expect(hers.get_by_text(re.compile("Giliran Rubinem: "))).to_be_visible()
    first, second = Booking.objects.order_by("-pk")[:2][::-1]
    assert second.period.lower >= first.period.upper
    assert (first.hours, second.hours) == (6, 6)


def test_the_use_of_a_turn_is_written_down(hers: Page) -> None:
    waiting = hers.get_by_role("link", name=re.compile("tulis"))
    expect(waiting).to_have_count(1)
    waiting.click()
    hers.get_by_label("Jam", exact=True).fill("3,5")
    hers.get_by_role("button", name="Simpan").click()
    expect(hers.get_by_text("Pemakaian tercatat.")).to_be_visible()
    log = UseLog.objects.latest("pk")
    assert (log.hours, log.booking.state, log.person) == (3.5, "done", log.booking.person)
    hers.goto("/")
    expect(waiting).to_have_count(0)


def test_a_question_about_an_idle_machine_is_answered(hers: Page) -> None:
    # Idle is counted within a season: without any the whole year counts, whenever this runs.
    Harvest.objects.update(season=None)
    Season.objects.all().delete()
    machine = EquipmentFactory(
        group=case(), kind=GoodsKind.objects.get(name="Pompa air"), acquired_on="2020"
    )
    hers.reload()
    hers.get_by_role("button", name="Belum ada operator").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Belum ada operator")
    hers.get_by_role("textbox").first.fill("Bu Rubinem mau belajar")
    hers.get_by_role("button", name="Simpan").click()
    expect(hers.get_by_text("Terima kasih")).to_be_visible()
    expect(hers.get_by_role("button", name="Belum ada operator")).to_have_count(0)
    answer = IdleAnswer.objects.get(equipment=machine)
    assert (answer.answer, answer.note) == ("no_operator", "Bu Rubinem mau belajar")


def test_all_are_there_except_one(hers: Page) -> None:
    before = Attendance.objects.count()
    hers.get_by_role("link", name=re.compile("Pelatihan sambal dan abon cabai")).click()
    hers.get_by_role("link", name="Kehadiran", exact=True).click()
    hers.get_by_role("link", name="Isi kehadiran").first.click()
    hers.get_by_role("link", name="Semua hadir, kecuali").click()
    missing = hers.get_by_role("group", name=re.compile("Sulami"))
    missing.get_by_text("Tanpa keterangan").click()
    hers.get_by_role("button", name="Simpan kehadiran").click()
    expect(hers.get_by_text(re.compile("Kehadiran 15 "))).to_be_visible()
    assert Attendance.objects.count() == before + 15
    session = Attendance.objects.latest("pk").session
    absent = Attendance.objects.get(session=session, state="absent")
    assert str(absent.participant) == "Sulami"


def test_one_is_asked_what_she_still_uses(hers: Page) -> None:
    before = FollowUp.objects.count()
    hers.get_by_role("link", name=re.compile("Apa yang masih dipakai")).click()
    hers.locator("a.row-link").first.click()
    name = hers.get_by_role("heading", level=1).inner_text()
    hers.get_by_role("radio", name="Tidak", exact=True).check()
    hers.get_by_role("radio", name="Tidak ada modal").check()
    hers.get_by_role("button", name="Simpan").click()
    expect(hers.get_by_text(f"Jawaban {name} tersimpan.")).to_be_visible()
    answer = FollowUp.objects.latest("pk")
    assert (str(answer.participant), answer.uses, answer.why) == (name, "no", "capital")
    assert answer.asked_by.username == "sekretaris"
    assert FollowUp.objects.count() == before + 1
