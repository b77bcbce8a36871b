"""NIKs of a list that somebody outside the group holds: refused, and told only to who may know."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import may
from core.display import long_date
from core.imports.rows import ImportRow
from core.text import sort_key
from members import transfers
from members.imports.matching import Match
from members.models import Group, Person

TRANSFER = "transfer"
ANSWERED = "answered"


def refuse_held_elsewhere(user: Any, matches: list[Match], memory: dict[str, Any]) -> None:
    """Refuse the rows whose NIK is on file with somebody else.

    Whom the user may see is named by a link. Of the others neither name nor place is told, and
    to who cannot move people only as often a day as for typed NIKs: past that, a list's new NIKs
    are not looked up at all, so that no list can be used to try numbers out. ``memory`` holds
    what has been answered for this list already.
    """
    asked = {m.nik_hash: m.row for m in matches if m.brings_nik and not m.row.is_refused}
    holders = Person.objects.filter(nik_hash__among=asked)
    found = {row["nik_hash"]: row for row in holders.values("id", "nik_hash", "code", "area")}
    seen = Person.objects.allowed(user, "members.view_person")
    visible = set(seen.filter(nik_hash__among=found).values_list("nik_hash", flat=True))
    hidden = {digest: row for digest, row in found.items() if digest not in visible}
    unanswered = _log(user, set(asked), hidden, memory)
    for digest, row in asked.items():
        if digest in visible:
            _refuse_visible(row, found[digest]["code"])
        elif digest in unanswered:
            row.refuse(_("New NIKs are not looked up any more today. Ask the office."), "nik")
        elif digest in hidden:
            offer = TRANSFER if may(user, "members.request_transfer") else ""
            row.refuse(_("This NIK is registered already, outside this group."), "nik", offer=offer)


def _refuse_visible(row: ImportRow, code: str) -> None:
    address = reverse("members:person_detail", args=[code])
    sentence = _("This NIK is registered already. A list moves nobody: open her page.")
    row.refuse(sentence, "nik", link=address)


def _log(user: Any, asked: set[Any], hidden: dict[Any, Any], memory: dict[str, Any]) -> set[Any]:
    """Log the hits; return the NIKs to which no answer may be given any more."""
    answered = set(memory.get(ANSWERED, ()))
    fresh = asked - answered
    people = {row["id"]: row["area"] for digest, row in hidden.items() if digest in fresh}
    # An office reads in the lists of many groups: its hits are logged, not limited.
    is_limited = not may(user, "members.move_person")
    if is_limited and fresh:
        if not transfers.log_hits(actor=user, people=people, is_limited=True):
            return fresh
        memory[ANSWERED] = sorted(answered | fresh)
    elif people:
        transfers.log_hits(actor=user, people=people, is_limited=False)
    return set()


def warn_of_alike(user: Any, group: Group, matches: list[Match]) -> None:
    """Warn of new rows that have the name and birth date of somebody outside the group."""
    new = {
        (sort_key(m.row.values["name"]), m.row.values["birth_date"]): m.row
        for m in matches
        if m.known is None and not m.row.is_refused and "birth_date" in m.row.values
    }
    names, dates = {name for name, _born in new}, {born for _name, born in new}
    people = Person.objects.allowed(user, "members.view_person").exclude(group=group)
    alike = people.filter(sort_key__among=names, birth_date__among=dates)
    for name, key, born in alike.values_list("name", "sort_key", "birth_date"):
        if row := new.get((key, born)):
            sentence = _("%(name)s, born %(date)s, is already registered. Is this the same person?")
            row.warn(sentence % {"name": name, "date": long_date(born)}, "name")
