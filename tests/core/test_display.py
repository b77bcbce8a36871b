"""Dates, numbers and names as the reader sees them."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from core import display

TODAY = dt.date(2026, 11, 24)
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        ("2023-05-31", "31 Mei 2023", "31 Mei 2023"),
        ("2022-09-12", "12 September 2022", "12 Sep 2022"),
        ("2022-09", "September 2022", "Sep 2022"),
        ("1993", "1993", "1993"),
        (dt.date(2026, 12, 1), "1 Desember 2026", "1 Des 2026"),
        (dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC), "24 November 2026", "24 Nov 2026"),
        (None, "", ""),
        ("", "", ""),
        ("kira-kira 2010", "kira-kira 2010", "kira-kira 2010"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(value: object, long: str, short: str) -> None:
    assert (display.long_date(value), display.short_date(value)) == (long, short)


def test_dates_follow_the_language() -> None:
    with translation.override("en"):
        assert display.long_date("2023-05-31") == "31 May 2023"


def test_a_moment_is_local() -> None:
    at = dt.datetime(2026, 11, 20, 2, 14, tzinfo=dt.UTC)
    assert display.moment(at) == "20 November 2026, 09.14"
    assert display.moment(None) == ""


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2011-03", "2018", "2011–2018"),
        ("2019", None, "2019–"),
        ("2019-01", "2019-12-31", "2019"),
        (None, "2018", "–2018"),
        (None, None, ""),
    ],
)
def test_period(start: str | None, end: str | None, years: str) -> None:
    assert display.period(start, end) == years


@pytest.mark.parametrize(
    ("value", "ago"),
    [
        ("2018", "8 tahun lalu"),
        ("2018-12", "7 tahun lalu"),
        ("2025-11-24", "1 tahun lalu"),
        ("2025-11-25", "11 bulan lalu"),
        ("2026-11", "bulan ini"),
        ("2026", "tahun ini"),
        ("2027-02", "Februari 2027"),
        (None, ""),
    ],
)
def test_since(value: str | None, ago: str) -> None:
    assert display.since(value, TODAY) == ago


def test_returned_since() -> None:
    assert display.returned_since("2018-06", TODAY) == "pulang 8 tahun lalu"
    assert display.returned_since("", TODAY) == ""


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1993-05-11", "33 tahun"),
        ("1993-11-25", "32 tahun"),
        ("1993", "sekitar 33 tahun"),
        ("1993-05", "sekitar 33 tahun"),
        ("2030", ""),
        (None, ""),
    ],
)
def test_age(born: str | None, age: str) -> None:
    assert display.age(born, TODAY) == age


@pytest.mark.parametrize(
    ("number", "clear", "masked"),
    [
        ("+6281200002211", "0812-0000-2211", "0812-••••-2211"),
        ("+628110000221", "0811-000-0221", "0811-••••-0221"),
        ("+6281200002211345", "0812-0000221-1345", "0812-••••-1345"),
        ("+62721123", "0721-123", "0721-••••-123"),
        ("+886912000792", "+886 91200 0792", "+886 •••• 0792"),
        ("+60120000792", "+60 12000 0792", "+60 •••• 0792"),
        ("+6581234567", "+65 8123 4567", "+65 •••• 4567"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_phone_number_in_clear_and_masked(number: str | None, clear: str, masked: str) -> None:
    assert (display.phone(number), display.phone_masked(number)) == (clear, masked)


def test_an_office_s_number_stays_as_it_was_typed() -> None:
    assert display.phone("(0727) 000001") == "(0727) 000001"


def test_links_to_call_and_write() -> None:
    assert display.tel_link("+6281200002211") == "tel:+6281200002211"
    assert display.whatsapp_link("+6281200002211") == "https://wa.me/6281200002211"
    assert display.tel_link("(0727) 000-001") == "tel:0727000001"
    assert display.tel_link("") == display.whatsapp_link(None) == ""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (18_500_000, "Rp18.500.000"),
        (0, "Rp0"),
        (-2500, "-Rp2.500"),
        (Decimal("1250.50"), "Rp1.250,50"),
        (None, ""),
    ],
)
def test_rupiah(amount: int | Decimal | None, words: str) -> None:
    assert display.rupiah(amount) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Siti Aminah", "SA"),
        ("Ni Wayan Astuti", "NA"),
        ("Suminah", "S"),
        ("siti (almh.) aminah", "SA"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_initials(name: str | None, letters: str) -> None:
    assert display.initials(name) == letters


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (2, "Selamat malam"),
        (7, "Selamat pagi"),
        (11, "Selamat siang"),
        (16, "Selamat sore"),
        (18, "Selamat malam"),
    ],
)
def test_greeting(hour: int, words: str) -> None:
    assert display.greeting(dt.datetime(2026, 11, 24, hour, tzinfo=JAKARTA)) == words
