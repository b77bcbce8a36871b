"""Daftar anggota: what the import of a group's member list does with its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from core.imports.rows import Change, ImportRow
from core.imports.spec import ImportSpec, Preview
from core.indonesia import check_nik
from core.partial_dates import from_date, trusted
from core.text import name_key
from members.imports import elsewhere, writing
from members.imports.columns import columns
from members.imports.matching import match_rows
from members.imports.plans import ABROAD, Plan, Planner
from members.imports.register import Register, Villages
from members.imports.spellings import Spellings
from members.models import Group


class Roster(ImportSpec):
    """The list of one group. ``lock`` holds what is on file until it is written."""

    kind: ClassVar[str] = "members.people"
    anchors: ClassVar[tuple[str, ...]] = ("name", "nik", "code")

    def __init__(
        self, *, user: Any, group: Group, spellings: Spellings | None = None, lock: bool = False
    ) -> None:
        self.user, self.group, self.lock = user, group, lock
        self.spellings = Spellings.load() if spellings is None else spellings
        self.columns = columns(self.spellings)
        self.synonyms = self.spellings.columns
        self.plans: dict[tuple[int, int], Plan] = {}

    def check(self, row: ImportRow) -> None:
        if row.values.keys().isdisjoint(self.anchors) and not row.is_refused:
            row.refuse(_("The name is missing."), "name")
        check_stay(row)
        check_row_nik(row)

    def marks(self, row: ImportRow) -> Iterable[tuple[str, str]]:
        return [(key, row.values[key]) for key in ("code", "nik") if key in row.values]

    def repeated(self, field_key: str, where: str) -> str:
        if field_key == "nik":
            return _("This NIK stands in %(where)s already.") % {"where": where}
        return super().repeated(field_key, where)

    def resolve(self, rows: list[ImportRow]) -> None:
        if self.lock:
            Group.objects.select_for_update().get(pk=self.group.pk)
        register = Register(self.group, lock=self.lock)
        matches = match_rows(register, rows)
        elsewhere.refuse_held_elsewhere(self.user, matches, self.memory)
        elsewhere.warn_of_alike(self.user, self.group, matches)
        planner = Planner(self.group, register, Villages(self.group))
        for match in matches:
            if match.row.is_refused:
                continue
            match.row.target = match.known.id if match.known else None
            self.plans[match.row.sheet, match.row.number] = planner.plan(match)

    def changes(self, row: ImportRow) -> list[Change]:
        return self.plans[row.sheet, row.number].changes

    def write(self, rows: list[ImportRow]) -> None:
        writing.write(self.group, [self.plans[row.sheet, row.number] for row in rows])

    def notes(self, preview: Preview) -> list[str]:
        """A title only checks the group that was chosen."""
        village = self.group.village.name
        titles = " ".join(title for info in preview.sheets for title in info.titles)
        if "desa" not in titles.lower() or name_key(village) in name_key(titles):
            return []
        sentence = _("The title of the file does not name %(village)s, the village of %(group)s.")
        return [sentence % {"village": village, "group": self.group.name}]


def check_stay(row: ImportRow) -> None:
    """Work abroad needs a country; without one it is left out, never guessed."""
    values = row.values
    if "country" in values:
        check_dates(row)
    elif row.was_misread("country"):
        return
    elif "departed" in values or "returned" in values:
        row.refuse(_("The country is missing."), "country")
    elif "occupation" in values:
        row.warn(_("Without a country the work abroad is left out."), "occupation")


def check_dates(row: ImportRow) -> None:
    values = row.values
    born, departed, returned = map(values.get, ("birth_date", "departed", "returned"))
    if departed and returned and not can_follow(returned, departed):
        row.refuse(_("The return lies before the departure."), "returned")
    if born and departed and not can_follow(departed, born):
        row.refuse(_("The departure lies before the birth."), "departed")
    if values.get("stay_status") != ABROAD:
        return
    if returned:
        row.refuse(_("Still abroad, and yet with a date of return."), "returned")
    else:
        row.warn(_("Still abroad: no date of return."), "returned")


def can_follow(later: str, earlier: str) -> bool:
    """As ``PartialDate.can_follow``, by what both say: a list asks it ten thousand times."""
    known = min(len(later), len(earlier))
    return later[:known] >= earlier[:known]


def check_row_nik(row: ImportRow) -> None:
    """The NIK by itself and against the birth date and sex of the same row."""
    text = row.values.pop("nik", None)
    if text is None:
        return
    born = row.values.get("birth_date")
    nik = check_nik(text, birth_date=trusted(born) if born else None, sex=row.values.get("sex", ""))
    for sentence in nik.errors:
        row.refuse(sentence, "nik")
    if nik.errors:
        return
    for sentence in nik.warnings:
        row.warn(sentence, "nik")
    row.values["nik"] = nik.digits
    if nik.birth_date and not born:
        row.values["nik_birth_date"] = str(from_date(nik.birth_date))
    if nik.sex == "M" and "sex" not in row.values:
        row.values["nik_sex"] = nik.sex
