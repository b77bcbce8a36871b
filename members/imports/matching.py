"""Who of the register a row of a list is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.crypto import keyed_hash
from core.imports.rows import ImportRow
from core.text import name_key
from members.imports.register import Known, Register, agree


@dataclass(slots=True)
class Match:
    """One row with its NIK's hash and whom it means (None: somebody new)."""

    row: ImportRow
    nik_hash: str | None
    known: Known | None = None

    @property
    def brings_nik(self) -> bool:
        """Whether its NIK is not the one on file already."""
        return self.nik_hash is not None and (
            self.known is None or self.known.nik_hash != self.nik_hash
        )


def match_rows(register: Register, rows: Iterable[ImportRow]) -> list[Match]:
    """By code, then NIK, then name with birth date; what cannot be told is refused."""
    matches = [match_row(register, row) for row in rows]
    refuse_doubles(matches)
    return [match for match in matches if not match.row.is_refused]


def match_row(register: Register, row: ImportRow) -> Match:
    nik = row.values.get("nik")
    match = Match(row, keyed_hash(nik) if nik else None)
    if code := row.values.get("code"):
        match.known = register.by_code.get(code.lower())
        if match.known is None:
            row.refuse(_("This code belongs to nobody in the group."), "code")
    else:
        match.known = register.by_nik.get(match.nik_hash or "") or find_by_name(register, match)
        refuse_taken_nik(match)
    if match.known is None and "name" not in row.values and not row.is_refused:
        row.refuse(_("The name is missing."), "name")
    return match


def refuse_taken_nik(match: Match) -> None:
    """A NIK on file with another name and another birth date is somebody else's."""
    known, values = match.known, match.row.values
    if known is None or known.nik_hash != match.nik_hash:
        return
    is_renamed = name_key(values.get("name", "")) not in ("", name_key(known.values["name"]))
    if is_renamed and not agree(known.values["birth_date"], values.get("birth_date")):
        sentence = _("This NIK is on file with %(name)s. Compare it with the KTP.")
        match.row.refuse(sentence % {"name": known.values["name"]}, "nik")


def find_by_name(register: Register, match: Match) -> Known | None:
    """By name and birth date; by the name alone where a birth date is missing or inexact."""
    birth_date = match.row.values.get("birth_date")
    named = [
        known
        for known in register.by_name.get(name_key(match.row.values.get("name", "")), ())
        if agree(known.values["birth_date"], birth_date) and not is_another(known, match)
    ]
    exact = [known for known in named if known.values["birth_date"] == birth_date]
    found = exact or named
    if len(found) > 1:
        sentence = _("Several members have this name. Add the NIK or the birth date.")
        match.row.refuse(sentence, "name")
        return None
    if found and not exact:
        sentence = _("Recognised by the name alone, because a birth date is missing.")
        match.row.warn(sentence, "name")
    return found[0] if found else None


def is_another(known: Known, match: Match) -> bool:
    """Two NIKs are two people, unless the birth date says that one of them was a mistake."""
    if not match.nik_hash or not known.nik_hash or match.nik_hash == known.nik_hash:
        return False
    birth_date = match.row.values.get("birth_date")
    return birth_date is None or known.values["birth_date"] != birth_date


def refuse_doubles(matches: list[Match]) -> None:
    """Refuse a second row for one person: the first stands."""
    seen: dict[object, ImportRow] = {}
    named: dict[object, Match] = {}
    for match in matches:
        if match.row.is_refused:
            continue
        first: ImportRow | None = None
        if match.known is not None:
            first = seen.setdefault(match.known.id, match.row)
        else:
            key = (name_key(match.row.values["name"]), match.row.values.get("birth_date"))
            other = named.setdefault(key, match)
            # Two different NIKs are two people of one name, born on one day.
            first = match.row if other.nik_hash and match.nik_hash else other.row
        if first is not match.row:
            match.row.refuse(_("Row %(row)s is the same person.") % {"row": first.number})
        elif match.brings_nik and match.known is not None and match.known.nik_hash:
            match.row.warn(_("Another NIK is on file; this one replaces it."), "nik")
