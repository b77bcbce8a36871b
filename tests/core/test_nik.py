import datetime as dt

import pytest
import time_machine
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.indonesia import check_nik, clean_nik, nik_as_number
from core.partial_dates import PartialDate

GOOD = "1801105105930001"


@pytest.fixture(autouse=True)
def a_day_in_2026():
    moment = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
    with time_machine.travel(moment, tick=False), override("id"):
        yield


def test_a_good_nik_says_when_born_which_sex_and_where_registered():
    nik = check_nik(GOOD)
    assert nik.is_valid
    assert (nik.errors, nik.warnings) == ((), ())
    assert nik.digits == GOOD
    assert nik.birth_date == dt.date(1993, 5, 11)
    assert nik.sex == "F"
    assert nik.region_code == "18.01.10"


def test_a_man_s_day_stands_as_it_is():
    nik = check_nik("1801101105930001")
    assert (nik.sex, nik.birth_date) == ("M", dt.date(1993, 5, 11))


@pytest.mark.parametrize(
    "typed",
    [
        "1801 1051 0593 0001",
        "'1801105105930001",
        "’1801105105930001",
        "18-01-10-510593-0001",
        "18.01.10.510593.0001",
        " 1801105105930001\n",
        "1801105105930001\u00a0",
    ],
)
def test_noise_is_cleaned(typed):
    assert clean_nik(typed) == GOOD
    assert check_nik(typed).digits == GOOD


LENGTH = "NIK ini %s angka, seharusnya 16. Salin lagi dari KTP."
DIGITS = "NIK hanya berisi angka. Salin 16 angkanya dari KTP."
DATE = "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Cocokkan dengan KTP."
SERIAL = "NIK tidak pernah berakhir 0000. Salin empat angka terakhir dari KTP."
SAME = "NIK tidak pernah berisi 16 angka yang sama. Salin dari KTP."
PROVISIONAL = "Nomor berawalan 0 adalah nomor sementara dari aplikasi desa. Tulis NIK dari KTP."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("180110510593000", LENGTH % 15),
        ("18011051059300012", LENGTH % 17),
        ("", DIGITS),
        ("18011051059300O1", DIGITS),
        ("١٨٠١١٠٥١٠٥٩٣٠٠٠١", DIGITS),
        ("1801103205930001", DATE),
        ("1801104005930001", DATE),
        ("1801107205930001", DATE),
        ("1801107002930001", DATE),
        ("1801105113930001", DATE),
        ("1801105105930000", SERIAL),
        ("1111111111111111", SAME),
        ("0801105105930001", PROVISIONAL),
    ],
)
def test_errors(typed, sentence):
    nik = check_nik(typed)
    assert nik.errors == (sentence,)
    assert not nik.is_valid


@pytest.mark.parametrize("typed", ["1.80110510593E+15", "1,80110510593E+15", "1.8E15"])
def test_a_nik_that_a_spreadsheet_shortened(typed):
    assert check_nik(typed).errors == (nik_as_number(),)
    assert "angka terakhirnya hilang" in nik_as_number()


def test_an_unknown_region_is_a_warning():
    nik = check_nik("9901105105930001")
    assert nik.is_valid
    assert nik.warnings == (
        "Kode wilayah 99.01.10 pada NIK tidak ada di daftar sekarang. Cocokkan dengan KTP.",
    )
    assert check_nik(GOOD, knows_region={"18.01.10"}.__contains__).warnings == ()
    assert check_nik(GOOD, knows_region=set().__contains__).warnings


@pytest.mark.parametrize("region", ["18", "18.01", "18.01.10", "18.01.10.2013", ""])
def test_the_same_region_at_any_level_is_no_warning(region):
    assert check_nik(GOOD, region=region).warnings == ()


@pytest.mark.parametrize("region", ["19", "18.02", "18.01.06", "18.01.06.2001"])
def test_another_region_is_a_warning(region):
    nik = check_nik(GOOD, region=region)
    assert nik.is_valid
    assert nik.warnings == ("NIK pertama terdaftar di wilayah lain (18.01.10). Periksa alamatnya.",)


@pytest.mark.parametrize("known", ["1993", "1993-05", "1993-05-11"])
def test_an_agreeing_birth_date_is_no_warning(known):
    assert check_nik(GOOD, birth_date=PartialDate(known), sex="F").warnings == ()


@pytest.mark.parametrize(
    "known", [PartialDate("1992"), PartialDate("1993-06"), dt.date(1993, 5, 12)]
)
def test_another_birth_date_is_a_warning(known):
    nik = check_nik(GOOD, birth_date=known)
    assert nik.is_valid
    assert nik.warnings == ("Menurut NIK lahir 11 Mei 1993. Cocokkan tanggal lahir dengan KTP.",)


def test_another_sex_is_a_warning():
    assert check_nik(GOOD, sex="M").warnings == (
        "NIK ini nomor perempuan. Cocokkan jenis kelamin dengan KTP.",
    )
    assert check_nik("1801101105930001", sex="F").warnings == (
        "NIK ini nomor laki-laki. Cocokkan jenis kelamin dengan KTP.",
    )


@pytest.mark.parametrize(
    ("ddmmyy", "known", "year"),
    [
        ("240126", None, 2026),
        ("251126", None, 1926),
        ("010127", None, 1927),
        ("290200", None, 2000),
        ("010120", PartialDate("1920"), 1920),
        ("010120", PartialDate("1921"), 2020),
    ],
)
def test_the_century_is_the_known_one_or_the_latest_past(ddmmyy, known, year):
    nik = check_nik(f"180110{ddmmyy}0001", birth_date=known)
    assert nik.birth_date is not None
    assert nik.birth_date.year == year


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    nik = check_nik(text)
    assert nik.is_valid or nik.errors


@given(
    st.dates(dt.date(1927, 1, 1), dt.date(2026, 11, 24)),
    st.sampled_from(["F", "M"]),
    st.integers(1, 9999),
)
def test_every_nik_that_can_be_is_accepted(born, sex, serial):
    day = born.day + (40 if sex == "F" else 0)
    nik = check_nik(f"180110{day:02}{born:%m%y}{serial:04}", birth_date=born, sex=sex)
    assert nik.errors == nik.warnings == ()
    assert (nik.birth_date, nik.sex) == (born, sex)
