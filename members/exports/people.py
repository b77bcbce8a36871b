"""Ekspor daftar anggota & PMI: which columns the file can have, and how its rows are read.

The headers and words are those that the import of a member list reads, so that a file comes back
without a change: *dirahasiakan* in a cell it takes for empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from core.access import is_allowed
from core.exports.columns import (
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
from members.exports.cells import (
    age,
    choice,
    contact,
    day,
    last_country,
    last_status,
    missing,
    named,
    nik,
    nik_on_file,
    office,
    phone,
    plain,
    standing,
    stay,
    stays,
    village,
)
from members.exports.looked_up import (
    COUNTRY,
    DEPARTED,
    OCCUPATION,
    RETURNED,
    SECTOR,
    STATUS,
    as_text,
)
from members.listing import lacks
from members.models import Person
from members.models.person_queries import MISSING

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
