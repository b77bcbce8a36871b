"""Dates as people remember them: a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Self

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from core.display import long_date

FIRST_YEAR = 1900
YEARS_AHEAD = 10

_CANONICAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[\s.,/'’\-–]*")
# As most lists write a day; needs no look at its words.
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
# What spreadsheets add when they turn a day or a year into text.
_RESIDUE = re.compile(r"([T\s]0?0:00(:00(\.0+)?)?|(?<=^\d{4})\.0)$")

_MONTH_NAMES = {
    1: "januari january jan",
    2: "februari february pebruari feb peb",
    3: "maret march mar mrt",
    4: "april apr",
    5: "mei may",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agust agt agu ags aug",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
_MONTH = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
_FILLERS = frozenset(["tanggal", "tgl", "bulan", "bln", "tahun", "thn", "th", "pada"])
_HARI = frozenset(["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"])
_WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
_IGNORED = _FILLERS | _HARI | _WEEKDAYS

# What stands where, by the kind of each token: Y four digits, n one or two, m a month's name.
_SHAPES = {
    "Y": "y",
    "mY": "my",
    "Ym": "ym",
    "nY": "my",
    "Yn": "ym",
    "nmY": "dmy",
    "mnY": "mdy",
    "Ymn": "ymd",
    "nnY": "dmy",
    "Ynn": "ymd",
    "nmn": "dmy",
    "nnn": "dmy",
}


class PartialDate(str):
    """A date as text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Being text it is stored, compared for equality and sorted as it stands (a year comes before
    its months). Whether one may come before another is asked by ``can_follow`` and its like.
    Raises ValueError for anything else, also for a day that does not exist.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        found = _CANONICAL.fullmatch(text)
        if not found:
            raise ValueError(f"not a partial date: {text!r}")
        year, month, day = (int(part) if part else 1 for part in found.groups())
        dt.date(year, month, day)
        return str.__new__(cls, text)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """From its parts; a day wants a month."""
        parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
        return cls("-".join(parts))

    @classmethod
    def parse(
        cls, value: object, *, earliest: dt.date | None = None, latest: dt.date | None = None
    ) -> PartialDate | None:
        """Read what people type or a spreadsheet holds; None for nothing at all.

        Understands "2015", "Mei 2015", "03/2015", "11 Mei 1993", "6-8-1968" (day first),
        ISO, English months, date and datetime. Bounds are inclusive; without them 1900 to
        ten years from today. Raises ValidationError with a sentence.
        """
        latest = latest or years_from_today(YEARS_AHEAD)
        found = _read(value, latest)
        if found is not None:
            _check_bounds(found, earliest or dt.date(FIRST_YEAR, 1, 1), latest)
        return found

    @property
    def year(self) -> int:
        return int(self[:4])

    @property
    def month(self) -> int | None:
        return int(self[5:7]) if len(self) > 4 else None

    @property
    def day(self) -> int | None:
        return int(self[8:]) if len(self) > 7 else None

    @property
    def first_day(self) -> dt.date:
        """The first day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def display(self) -> str:
        """In the language in use: "11 Mei 1993", "Mei 2015", "2015"."""
        return long_date(self)

    def is_before(self, other: PartialDate) -> bool:
        """Surely earlier, whatever day each of the two was."""
        return self.last_day < other.first_day

    def can_follow(self, other: PartialDate) -> bool:
        """May be the same day as the other or a later one, as far as one can tell."""
        return self.last_day >= other.first_day

    def years_until(self, day: dt.date) -> int:
        """Whole years from it to the day, by the parts that are known."""
        months = (day.year - self.year) * 12 + (day.month - self.month if self.month else 0)
        if self.day and day.day < self.day:
            months -= 1
        return months // 12


def today() -> dt.date:
    """Today, by the site's own clock: no reader has another one, and a list asks for each cell."""
    return dt.datetime.now(timezone.get_default_timezone()).date()


def years_from_today(years: int) -> dt.date:
    """The last day of the year that lies so many years ahead (or, negative, behind)."""
    return dt.date(today().year + years, 12, 31)


def from_date(value: dt.date) -> PartialDate:
    """A day that is known in full; of a datetime only the date counts."""
    return trusted(value.isoformat()[:10])


def trusted(text: str) -> PartialDate:
    """Text that the database has checked, taken without another look."""
    return str.__new__(PartialDate, text)


def _read(value: object, latest: dt.date) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, dt.date):
        return from_date(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if found := _DAY.fullmatch(text):
        return _checked(int(found[3]), int(found[2]), int(found[1]))
    if not text.strip("-–—"):
        return None
    if _CANONICAL.fullmatch(text) is None:
        text = _RESIDUE.sub("", text)
    return _from_tokens(text, latest)


def _from_tokens(text: str, latest: dt.date) -> PartialDate:
    tokens = [token for token in _TOKEN.findall(text.lower()) if token not in _IGNORED]
    roles = _SHAPES.get("".join(_kind(token) for token in tokens))
    if roles is None or not _BETWEEN.fullmatch(_TOKEN.sub("", text)):
        raise ValidationError(_unreadable(text), code="unreadable")
    parts = {
        role: _MONTH.get(token) or int(token) for role, token in zip(roles, tokens, strict=True)
    }
    year = parts["y"] if len(tokens[roles.index("y")]) == 4 else _century(parts["y"], latest)
    return _checked(year, parts.get("m"), parts.get("d"))


@lru_cache(maxsize=4096)
def _kind(token: str) -> str:
    if token in _MONTH:
        return "m"
    if not (token.isascii() and token.isdigit()):
        return "?"
    return {1: "n", 2: "n", 4: "Y"}.get(len(token), "?")


def _century(two_digits: int, latest: dt.date) -> int:
    """The latest year that ends so and is neither in the future nor after ``latest``."""
    limit = min(today().year, latest.year)
    return limit - (limit - two_digits) % 100


def _checked(year: int, month: int | None, day: int | None) -> PartialDate:
    _check_parts(year, month, day)
    return PartialDate.of(year, month, day)


def _check_parts(year: int, month: int | None, day: int | None) -> None:
    if year == 0:
        raise ValidationError(
            _("There is no year 0. Write the year with four digits."), code="year"
        )
    if month is not None and not 1 <= month <= 12:
        message = _("There is no month %(month)s. Write the day first, then the month: 31/12/1990.")
        raise ValidationError(message, code="month", params={"month": month})
    if day is None or month is None:
        return
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        message = _("%(month)s %(year)s has %(days)s days. Correct the day, which is now %(day)s.")
        params = {"month": MONTHS[month], "year": year, "days": days, "day": day}
        raise ValidationError(message, code="day", params=params)


def _check_bounds(found: PartialDate, earliest: dt.date, latest: dt.date) -> None:
    if found.last_day >= earliest and found.first_day <= latest:
        return
    params = {"earliest": _bound(earliest, 1, 1), "latest": _bound(latest, 12, 31)}
    message = _("Write a date from %(earliest)s to %(latest)s.")
    raise ValidationError(message, code="bounds", params=params)


def _bound(day: dt.date, month: int, day_of_month: int) -> str:
    """A bound as people say it: a year's first or last day is just the year."""
    is_whole_year = (day.month, day.day) == (month, day_of_month)
    return str(day.year) if is_whole_year else from_date(day).display()


def _unreadable(text: str) -> str:
    shown = text if len(text) <= 40 else text[:39] + "…"
    sentence = _("“%(text)s” is not a date. Write for example 2015, May 2015 or 11 May 1993.")
    return sentence % {"text": shown}
