"""What the cells of a file of people show: for a chunk of rows one value each.

What the user may not see says *dirahasiakan*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import display, indonesia
from core.crypto import DecryptionError, decrypt
from core.exports.columns import Cell, Chunk, each, in_indonesian
from members.exports.looked_up import COUNTRY, DEPARTED, RETURNED
from members.listing import place
from members.models import Membership, OfficeTerm, Placement
from members.models.people import MISSING_LABELS, NIK_PURPOSE
from members.models.person_queries import MISSING

ON_FILE, WITHHELD = _("on file"), _("withheld")
NO_MEMBER, FORMER = _("no member"), _("former member")
# As the import reads it: the column "now" of a list.
STAY_WORDS = {
    Placement.Status.ABROAD: _("still abroad"),
    Placement.Status.RETURNED: _("returned"),
    Placement.Status.UNKNOWN: _("unknown"),
}

Cells = Callable[[Chunk], Sequence[Cell]]


@cache
def words(choices: type[models.TextChoices]) -> dict[str, str]:
    """Each value in Indonesian; nothing for nothing."""
    return {"": "", **{value: in_indonesian(label) for value, label in choices.choices}}


@cache
def stay_words() -> dict[str, str]:
    return {status: in_indonesian(label) for status, label in STAY_WORDS.items()}


def plain(name: str) -> Cells:
    return lambda chunk: chunk[name]


def choice(name: str, choices: type[models.TextChoices]) -> Cells:
    return lambda chunk: [words(choices)[value] for value in chunk[name]]


def day(value: str | None) -> Cell:
    """A real date where it is known in full, so that a spreadsheet can sort by it; else text."""
    if value is None:
        return None
    return dt.date.fromisoformat(value) if len(value) == 10 else str(value)


def contact(name: str, convert: Callable[[Any], Cell] | None = None) -> Cells:
    """What needs ``members.view_contact`` on the row."""

    def cells(chunk: Chunk) -> Sequence[Cell]:
        values = chunk[name] if convert is None else each(convert, chunk[name])
        if all(chunk["shows_phone"]):
            return values
        hidden = in_indonesian(WITHHELD)
        pairs = zip(values, chunk["shows_phone"], strict=True)
        return [value if is_shown else hidden for value, is_shown in pairs]

    return cells


def named(name: str) -> Cells:
    """A name, unless she works abroad and this user may not take her name out."""

    def cells(chunk: Chunk) -> Sequence[Cell]:
        if not any(chunk["is_abroad"]):
            return chunk[name]
        rows = zip(chunk[name], chunk["is_abroad"], chunk["is_named"], strict=True)
        hidden = in_indonesian(WITHHELD)
        return [
            hidden if is_abroad and not is_named else text for text, is_abroad, is_named in rows
        ]

    return cells


def phone(chunk: Chunk) -> Sequence[Cell]:
    hidden, none = in_indonesian(WITHHELD), in_indonesian(_("none to be had"))
    rows = zip(chunk["phone"], chunk["has_no_phone"], chunk["shows_phone"], strict=True)
    return [
        (display.phone(number) or (none if is_none else "")) if is_shown else hidden
        for number, is_none, is_shown in rows
    ]


def nik_on_file(chunk: Chunk) -> Sequence[Cell]:
    on_file = in_indonesian(ON_FILE)
    return [on_file if cipher else "" for cipher in chunk["nik_cipher"]]


def nik(chunk: Chunk) -> Sequence[Cell]:
    return [_opened(cipher) if cipher else "" for cipher in chunk["nik_cipher"]]


def _opened(cipher: str) -> str:
    try:
        return decrypt(cipher, NIK_PURPOSE)
    except DecryptionError:
        return in_indonesian(ON_FILE)


def age(chunk: Chunk) -> Sequence[Cell]:
    months = [display.months_since(born) for born in chunk["birth_date"]]
    return [None if number is None or number < 0 else number // 12 for number in months]


def village(name: str) -> Cells:
    return lambda chunk: each(place, chunk[name])


def standing(chunk: Chunk) -> Sequence[Cell]:
    status = words(Membership.Status)
    ways_out = {True: in_indonesian(FORMER), False: in_indonesian(NO_MEMBER)}
    pairs = zip(chunk["own__status"], chunk["was_member"], strict=True)
    return [status[value] if value else ways_out[was_member] for value, was_member in pairs]


def office(chunk: Chunk) -> Sequence[Cell]:
    offices, member = words(OfficeTerm.Office), words(Membership.Status)["member"]
    pairs = zip(chunk["office"], chunk["own__status"], strict=True)
    return [offices[held] if held else member if status else "" for held, status in pairs]


def stay(index: int, convert: Callable[[Any], Cell] | None = None) -> Cells:
    """A value of the stay that says where she is now; none without a stay."""

    def cells(chunk: Chunk) -> Sequence[Cell]:
        values = chunk["last_stay"][index]
        return values if convert is None else each(convert, values)

    return cells


def stays(chunk: Chunk) -> Sequence[Cell]:
    """All of them, first things first: ``Taiwan 2011–2018; Hong Kong 2019–2021``."""
    return ["; ".join(map(_stay, reversed(all_))) for all_ in chunk["stays"]]


def _stay(row: Sequence[Any]) -> str:
    return f"{country(row[COUNTRY])} {display.period(row[DEPARTED], row[RETURNED])}".rstrip()


def country(code: str) -> str:
    return indonesia.country_name(code, "id")


def last_country(code: str | None) -> Cell:
    return code and country(code)


def last_status(status: str | None) -> Cell:
    return status and stay_words()[status]


def missing(chunk: Chunk) -> Sequence[Cell]:
    labels = [in_indonesian(MISSING_LABELS[what]) for what in MISSING]
    rows = zip(*(chunk[f"lacks_{what}"] for what in MISSING), strict=True)
    found = (", ".join(compress(labels, row)) for row in rows)
    return ["" if died else text for text, died in zip(found, chunk["deceased_on"], strict=True)]
