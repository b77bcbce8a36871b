"""Months as the monthly check names them: by their first day, ``2026-05`` in an address."""

from __future__ import annotations

import datetime as dt
import re

from core import display

_WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2100


def first(day: dt.date) -> dt.date:
    """The month of a day."""
    return day.replace(day=1)


def back(month: dt.date, number: int = 1) -> dt.date:
    """The month that lies so many before."""
    year, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return dt.date(year, index + 1, 1)


def between(earlier: dt.date, later: dt.date) -> int:
    """How many months lie between the two."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def key(month: dt.date) -> str:
    return f"{month:%Y-%m}"


def read(text: str) -> dt.date | None:
    """The month of an address; None where it names none."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return dt.date(int(found[1]), int(found[2]), 1)


def named(month: dt.date) -> str:
    """``Mei 2026``."""
    return display.long_date(key(month))


def of_year(year: int) -> list[dt.date]:
    return [dt.date(year, number, 1) for number in range(1, 13)]
