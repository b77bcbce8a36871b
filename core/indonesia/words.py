"""Numbers, amounts and days in words, as official papers write them."""

from __future__ import annotations

import datetime as dt

from lokal import terbilang

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def rupiah_in_words(amount: int) -> str:
    """``delapan belas juta lima ratus ribu rupiah``."""
    return terbilang(amount, currency=True)


def day_in_words(day: dt.date) -> str:
    """``Rabu tanggal tiga puluh satu bulan Mei tahun dua ribu dua puluh tiga``."""
    number, year = terbilang(day.day), terbilang(day.year)
    month = _MONTHS[day.month - 1]
    return f"{_DAYS[day.weekday()]} tanggal {number} bulan {month} tahun {year}"
