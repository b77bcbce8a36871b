"""Ekspor daftar anggota & PMI: which columns the file can have, and what each of them shows.

The headers and words are those that the import of a member list reads, so that a file comes back
without a change. What the user may not see says *dirahasiakan*, which the import takes for empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress
from typing import Any, ClassVar

from django.db import models
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from core import display, indonesia
from core.access import is_allowed
from core.crypto import DecryptionError, decrypt
from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    add_list,
    each,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports import looked_up
from members.exports.looked_up import (
    COUNTRY,
    DEPARTED,
    OCCUPATION,
    RETURNED,
    SECTOR,
    STATUS,
    as_text,
)
from members.listing import lacks, place
from members.models import Membership, OfficeTerm, Person, Placement
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


PERSON = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True, is_ours=True),
    Column("name", _("name"), named("name"), ("name",), 28, is_fixed=True),
    Column("nickname", _("nickname"), named("nickname"), ("nickname",)),
    Column("nik", "NIK", nik_on_file, ("nik_cipher",), 19, is_ours=True),
    Column("sex", _("sex"), choice("sex", Person.Sex), ("sex",), 12, is_ours=True),
    Column("birth_place", _("birth place"), plain("birth_place"), ("birth_place",)),
    Column(
        "birth_date", _("birth date"), contact("birth_date", day), ("birth_date",), 13, is_ours=True
    ),
    Column("age", _("age in years"), age, ("birth_date",), 8, is_ours=True),
    Column("village", _("village"), village("village__path"), ("village__path",), 26),
    Column("hamlet", _("hamlet (dusun)"), contact("hamlet"), ("hamlet",)),
    Column("rt", "RT", contact("rt"), ("rt",), 6),
    Column("rw", "RW", contact("rw"), ("rw",), 6),
    Column("phone", _("phone"), phone, ("phone", "has_no_phone"), 19),
    Column(
        "education",
        _("education"),
        choice("education", Person.Education),
        ("education",),
        is_ours=True,
    ),
    Column(
        "marital_status",
        _("marital status"),
        choice("marital_status", Person.MaritalStatus),
        ("marital_status",),
        is_ours=True,
    ),
)
MEMBERSHIP = (
    Column("group", _("group"), plain("group__name"), ("group__name",), 26),
    Column(
        "group_code",
        _("code of the group"),
        plain("group__code"),
        ("group__code",),
        13,
        is_ours=True,
    ),
    Column(
        "member_status", _("status of membership"), standing, ("own__status",), 18, is_ours=True
    ),
    Column("office", _("office"), office, ("own__status",), 14, is_ours=True),
    Column(
        "joined",
        _("date of joining"),
        lambda chunk: each(day, chunk["own__joined"]),
        ("own__joined",),
        13,
        is_ours=True,
    ),
)
WORK = (
    Column("country", _("country"), stay(COUNTRY, last_country), (), 18, is_ours=True),
    Column("departed", _("date of departure"), stay(DEPARTED, day), (), 13, is_ours=True),
    Column("returned", _("date of return"), stay(RETURNED, day), (), 13, is_ours=True),
    Column("stay", _("status of the work abroad"), stay(STATUS, last_status), (), 20, is_ours=True),
    Column("occupation", _("work abroad as"), stay(OCCUPATION), (), 22),
    Column("sector", _("sector"), stay(SECTOR)),
    Column("stays", _("all stays abroad"), stays, (), 40),
)
DATA = (
    Column(
        "missing",
        _("incomplete"),
        missing,
        (*(f"lacks_{what}" for what in MISSING), "deceased_on"),
        30,
    ),
)
# How the page of the choice parts them.
PARTS = (
    (_("Personal data"), PERSON),
    (_("Group"), MEMBERSHIP),
    (_("Work abroad"), WORK),
    (_("Data"), DATA),
)
COLUMNS = (*PERSON, *MEMBERSHIP, *WORK, *DATA)
# Ticked at first: what a list is mostly asked for.
USUAL = tuple(c.key for c in COLUMNS if c.key not in ("age", "stays", "missing", "group_code"))
ALWAYS = ("pk", "shows_phone", "is_abroad", "is_named")
PARTIAL_DATES = frozenset(["birth_date", "own__joined", "deceased_on"])
WITH_NIK = Column("nik", "NIK", nik, ("nik_cipher",), 19, is_number=True)


class PeopleExport(ExportSpec):
    """The file of people; ``with_niks`` shows the NIKs in full, an act of its own."""

    kind: ClassVar[str] = "members.people"

    def __init__(
        self, user: Any, columns: Sequence[Column] = COLUMNS, *, with_niks: bool = False
    ) -> None:
        self.user = user
        self.title = in_indonesian(_("Members and migrants"))
        shown = (WITH_NIK if with_niks and c.key == "nik" else c for c in columns)
        self.columns = headed(shown)
        self.keys = {column.key for column in columns}

    def load(self, ids: Sequence[int]) -> Chunk:
        names = (*ALWAYS, *self.fields())
        shows_phone = is_allowed(Person.access, self.user, "members.view_contact")
        people = Person.objects.filter(pk__among=set(ids)).for_files(self.user)
        open_one = FilteredRelation("memberships", condition=Q(memberships__left__isnull=True))
        asked = {name: lack for name, lack in lacks().items() if name in names}
        rows = people.annotate(own=open_one, shows_phone=shows_phone, **asked).order_by()
        read = (as_text(name) if name in PARTIAL_DATES else name for name in names)
        chunk = Chunk(names, in_order(ids, rows.values_list(*read)))
        if chunk.size:
            self.look_up(chunk)
        return chunk

    def look_up(self, chunk: Chunk) -> None:
        """What lies in other tables, by a query each for the whole chunk."""
        if "stays" in self.keys or self.keys & {column.key for column in WORK}:
            chunk.more["stays"] = found = looked_up.stays(chunk["pk"])
            lasts = (all_[0] if all_ else looked_up.NO_STAY for all_ in found)
            chunk.more["last_stay"] = list(zip(*lasts, strict=True))
        if "office" in self.keys:
            chunk.more["office"] = looked_up.offices(chunk["pk"])
        if "member_status" in self.keys:
            chunk.more["was_member"] = looked_up.former_members(chunk["pk"], chunk["own__status"])


add_list(PeopleExport.kind, _("members and migrants"))
