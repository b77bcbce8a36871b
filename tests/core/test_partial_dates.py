import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import PartialDate, from_date


@pytest.fixture(autouse=True)
def a_day_in_2026():
    with time_machine.travel(dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2015", "2015"),
        (2015, "2015"),
        (2015.0, "2015"),
        ("2015.0", "2015"),
        ("tahun 2015", "2015"),
        ("Mei 2015", "2015-05"),
        ("May 2015", "2015-05"),
        ("Mei, 2015", "2015-05"),
        ("3/2015", "2015-03"),
        ("2015-03", "2015-03"),
        ("11 Mei 1993", "1993-05-11"),
        ("11-Mei-1993", "1993-05-11"),
        ("May 11, 1993", "1993-05-11"),
        ("Selasa, 11 Mei 1993", "1993-05-11"),
        ("tgl. 11 Mei 1993", "1993-05-11"),
        ("11 MEI 93", "1993-05-11"),
        ("6-8-1968", "1968-08-06"),
        ("6-8-68", "1968-08-06"),
        ("1/1/26", "2026-01-01"),
        ("1/1/27", "1927-01-01"),
        ("03/02/1974", "1974-02-03"),
        ("11.05.1993", "1993-05-11"),
        ("2001-9-30", "2001-09-30"),
        ("30 Sept 2001", "2001-09-30"),
        ("12 Agt 1980", "1980-08-12"),
        ("7 Nopember 1975", "1975-11-07"),
        ("7 Pebruari 1975", "1975-02-07"),
        ("1993-05-11 00:00:00", "1993-05-11"),
        (dt.date(1993, 5, 11), "1993-05-11"),
        (dt.datetime(1993, 5, 11, 13, 30), "1993-05-11"),  # noqa: DTZ001 - as a cell holds it
    ],
)
def test_parse_reads_what_people_type(typed, kept):
    assert PartialDate.parse(typed) == kept


@pytest.mark.parametrize("typed", [None, "", "   ", "-", "--", "–"])
def test_parse_takes_silence_for_nothing(typed):
    assert PartialDate.parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 Februari 1985", "Februari 1985 hanya sampai tanggal 28. Perbaiki tanggal 31."),
        ("2015-02-29", "Februari 2015 hanya sampai tanggal 28. Perbaiki tanggal 29."),
        ("0 Mei 1990", "Mei 1990 hanya sampai tanggal 31. Perbaiki tanggal 0."),
        ("12/31/1990", "Tidak ada bulan 31. Tulis hari dulu, lalu bulan: 31/12/1990."),
        ("1850", "Tulis tanggal antara 1900 dan 2036."),
        ("1 Januari 2090", "Tulis tanggal antara 1900 dan 2036."),
        ("kemarin", "“kemarin” bukan tanggal. Contoh penulisan: 2015, Mei 2015, atau 11 Mei 1993."),
    ],
)
def test_parse_says_what_is_wrong(typed, sentence):
    with override("id"), pytest.raises(ValidationError) as refusal:
        PartialDate.parse(typed)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    "typed",
    ["42125", 42125, "11 Mei", "Mei-15", "5", "11051993", "2015-2018", "1/2/3/1990", "x" * 5000],
)
def test_parse_does_not_guess(typed):
    with pytest.raises(ValidationError) as refusal:
        PartialDate.parse(typed)
    assert refusal.value.code == "unreadable"
    assert len(refusal.value.messages[0]) < 200


def test_parse_keeps_to_the_bounds_given():
    born = {"earliest": dt.date(1926, 1, 1), "latest": dt.date(2026, 11, 24)}
    assert PartialDate.parse("2026", **born) == "2026"
    assert PartialDate.parse("24-11-2026", **born) == "2026-11-24"
    with override("id"), pytest.raises(ValidationError) as refusal:
        PartialDate.parse("25-11-2026", **born)
    assert refusal.value.messages == ["Tulis tanggal antara 1926 dan 24 November 2026."]


@pytest.mark.parametrize(
    "text", ["", "15", "2015-1", "2015-13", "2015-02-30", "2015-01-01x", "٢٠١٥"]
)
def test_a_partial_date_is_one(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the message
        PartialDate(text)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2036, 12, 31)))
def test_every_day_is_read_as_it_is_written(day):
    whole = from_date(day)
    for language in ("id", "en"):
        with override(language):
            assert PartialDate.parse(whole.display()) == whole
            month = PartialDate(whole[:7])
            assert PartialDate.parse(month.display()) == month
    assert PartialDate.parse(f"{day.day}/{day.month}/{day.year}") == whole
    assert (whole.first_day, whole.last_day) == (day, day)
    assert month.first_day <= day <= month.last_day


def test_display_is_in_the_reader_s_language():
    with override("id"):
        assert PartialDate("1993-05-11").display() == "11 Mei 1993"
        assert PartialDate("2015-08").display() == "Agustus 2015"
    with override("en"):
        assert PartialDate("1993-05-11").display() == "11 May 1993"
        assert PartialDate("2015").display() == "2015"


def test_first_and_last_day():
    assert PartialDate("2016").first_day == dt.date(2016, 1, 1)
    assert PartialDate("2016").last_day == dt.date(2016, 12, 31)
    assert PartialDate("2016-02").last_day == dt.date(2016, 2, 29)


def test_order_is_told_only_where_it_is_known():
    year, month, day = PartialDate("2015"), PartialDate("2015-06"), PartialDate("2015-06-10")
    assert not year.is_before(month)
    assert year.can_follow(day)
    assert day.can_follow(year)
    assert PartialDate("2014").is_before(month)
    assert not PartialDate("2014").can_follow(day)
    assert sorted([day, month, year]) == [year, month, day]


@pytest.mark.parametrize(
    ("since", "years"),
    [("2018", 8), ("2018-11", 8), ("2018-12", 7), ("2018-11-24", 8), ("2018-11-25", 7)],
)
def test_years_until_counts_whole_years(since, years):
    assert PartialDate(since).years_until(dt.date(2026, 11, 24)) == years
