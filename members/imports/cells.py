"""What the cells of a member list say: names, dates, addresses, offices, countries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.imports.cells import text_parser, to_text
from core.imports.errors import CellError, Doubtful
from core.indonesia import find_country, nik_as_number, parse_phone
from core.partial_dates import FIRST_YEAR, PartialDate, today, years_from_today
from core.text import name_key

Parser = Callable[[Any], Any]

# "RT 002 RW 001", "RT.2/RW.1", "RT 2/1", "002/001"; the rest of an address stays text.
RT_RW = re.compile(
    r"(?<!\w)RT[\s.:]*(?P<rt>\d{1,3})\b(?:[\s,./-]*(?:RW[\s.:]*)?(?P<rw>\d{1,3})\b)?"
    r"|(?<!\w)RW[\s.:]*(?P<only_rw>\d{1,3})\b"
    r"|(?<![\w/])(?P<first>\d{1,3})\s*/\s*(?P<second>\d{1,3})(?![\w/])",
    re.IGNORECASE,
)
# Left of an address that names nothing: "Desa", "RT/RW".
EMPTY_WORDS = re.compile(r"\b(?:RT|RW|alamat)\b[\s.:/]*", re.IGNORECASE)
BIRTH = re.compile(r"(?P<place>[^\d]*?)[\s,./-]*(?P<date>\d.*)?")
STILL_ABROAD = re.compile(r"masih\b|belum (?:pulang|kembali)|di (?:ln|luar negeri)\b|sekarang\b")
BACK = re.compile(r"(?:sudah |telah )?(?:pulang|kembali)\b|purna\b|mantan\b|eks\b")
# A year typed into a cell that Excel shows as a date: the day number 2015 is a day in 1905.
YEARS = range(1950, 2100)
FIRST_DAY = dt.date(1899, 12, 30)
UNKNOWN = re.compile(r"(?:tidak|belum) diketahui\b")
ABROAD, RETURNED = "abroad", "returned"


def name(cell: Any) -> str:
    """As on the KTP."""
    text = text_parser(120)(cell)
    if not any(letter.isalpha() for letter in text):
        raise CellError(_("A name holds letters."))
    return text


def nik(cell: Any) -> str:
    """The text of the NIK; a number has lost its last digit and is refused."""
    if not isinstance(cell, str):
        raise CellError(nik_as_number())
    return cell


def past_date(cell: Any) -> str | None:
    """A partial date up to today."""
    latest = today()
    # Most lists hold real dates, and thousands of them: these need no reading.
    if type(cell) is dt.date and cell.year >= FIRST_YEAR and cell <= latest:
        return cell.isoformat()
    return partial_date(cell, latest=latest)


def partial_date(cell: Any, latest: dt.date | None = None) -> str | None:
    try:
        found = PartialDate.parse(cell, latest=latest)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from None
    return None if found is None else str(found)


def year_or_date(cell: Any, latest: dt.date | None = None) -> str | None:
    """A date that lists mostly give as a year; up to today."""
    if isinstance(cell, dt.date) and (days := (_day(cell) - FIRST_DAY).days) in YEARS:
        cell = days
    return partial_date(cell, latest=latest or today())


def departure(cell: Any) -> str | None:
    """Somebody may be about to leave: up to the end of next year."""
    return year_or_date(cell, latest=years_from_today(1))


def _day(cell: dt.date) -> dt.date:
    return cell.date() if isinstance(cell, dt.datetime) else cell


def returned(cell: Any) -> dict[str, str | None]:
    """A date of return, or "masih di LN": then she is abroad."""
    if isinstance(cell, str) and (status := known_status(cell)):
        return {"stay_status": status}
    return {"returned": year_or_date(cell)}


def stay_status(cell: Any) -> Any:
    """A column that says in words whether she is still abroad."""
    text = to_text(cell)
    if status := known_status(text):
        return {"stay_status": status}
    return Doubtful(None, _("“%(text)s” was not understood and is left out.") % {"text": text[:40]})


def known_status(text: str) -> str:
    lower = text.lower()
    if UNKNOWN.match(lower):
        return "unknown"
    return ABROAD if STILL_ABROAD.match(lower) else RETURNED if BACK.match(lower) else ""


def birth(cell: Any) -> dict[str, str | None]:
    """ "Kalianda, 11 Mei 1993": a place, a date, or both in one cell."""
    if not isinstance(cell, str):
        return {"birth_date": past_date(cell)}
    found = BIRTH.fullmatch(cell)
    if found is None or not (found["place"] or found["date"]):
        raise CellError(_("“%(text)s” is no place and date of birth.") % {"text": cell[:40]})
    place = text_parser(80)(found["place"].strip(" ,.-/"))
    return {
        "birth_place": place or None,
        "birth_date": past_date(found["date"]) if found["date"] else None,
    }


def address(cell: Any) -> dict[str, str | None]:
    """RT and RW, wherever they stand; what is left names the hamlet (or the village)."""
    text = to_text(cell)
    found: dict[str, str | None] = {}

    def take(match: re.Match[str]) -> str:
        rt, rw = match["rt"] or match["first"], match["rw"] or match["only_rw"] or match["second"]
        found.update({k: v.zfill(3) for k, v in (("rt", rt), ("rw", rw)) if v})
        return " "

    rest = EMPTY_WORDS.sub(" ", RT_RW.sub(take, text))
    rest = re.sub(r"[\s,./-]*,[\s,./-]*", ", ", " ".join(rest.split())).strip(" ,./-")
    if rest:
        found["hamlet"] = text_parser(80)(rest)
    return found


def rt_or_rw(cell: Any) -> str:
    """ "2", "002" or "RT 02": three digits."""
    found = re.fullmatch(r"(?:R[TW][\s.:]*)?(\d{1,3})", to_text(cell), re.IGNORECASE)
    if found is None:
        raise CellError(_("RT and RW have up to three digits."))
    return found[1].zfill(3)


def rt_rw(cell: Any) -> dict[str, str | None]:
    """A column "RT/RW"; spreadsheets turn "5/2" into a date: 5 February."""
    if isinstance(cell, dt.date):
        return {"rt": f"{cell.day:03}", "rw": f"{cell.month:03}"}
    if re.fullmatch(r"\d{1,3}", to_text(cell)):
        return {"rt": to_text(cell).zfill(3)}
    return address(cell)


def phone(cell: Any) -> str | None:
    try:
        return parse_phone(cell) or None
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from None


def country_parser(spellings: Mapping[str, str]) -> Parser:
    """``spellings`` are the office's own: name_key of each → alpha-2."""

    def parse(cell: Any) -> str:
        text = to_text(cell)
        found = find_country(text, spellings)
        if found is None:
            raise CellError(_("There is no country “%(text)s”.") % {"text": text[:40]})
        if found == "ID":
            raise CellError(_("Work abroad needs a country abroad."))
        return found

    return parse


def word_parser(words: Mapping[str, str], fallback: str | None, sentence: Parser) -> Parser:
    """A word of a closed list (name_key → value); another one gives ``fallback`` and a warning."""

    def parse(cell: Any) -> Any:
        text = to_text(cell)
        found = words.get(name_key(text))
        return Doubtful(fallback, sentence(text[:40])) if found is None else found

    return parse
