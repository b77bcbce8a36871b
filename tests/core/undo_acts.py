"""Acts for the property tests of undo that take more than a line: an import, a merge."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.imports.engine import review
from core.imports.rows import ImportRow
from members.imports.roster import Roster
from members.models import Group, Person
from members.services_merging import merge_people
from tests.members.lists import preview_of


def nth(model: Any, number: int) -> Any:
    rows = list(model.objects.order_by("pk"))
    return rows[number % len(rows)] if rows else None


def import_list(a: int, b: int) -> None:
    """A list of two: one may be somebody who is there already, with other data."""
    user, group = nth(User, 0), nth(Group, a)
    known = nth(Person, b)
    born = f"{1980 + b}-03-04"
    lines = [f"{known.name};{known.birth_date or born};Mar {b}", f"Impor {a};{born};Im"]
    data = "\n".join(["Nama;Tgl Lahir;Nama panggilan", *lines]).encode()
    preview = preview_of(data, user, group, "daftar.csv")
    spec = Roster(user=user, group=group, lock=True)
    review(spec, preview)
    spec.write([row for row in preview.accepted if row.action != ImportRow.SAME])


def merge(a: int, b: int) -> None:
    kept, other = nth(Person, a), nth(Person, b)
    if kept != other:
        merge_people(
            actor=nth(User, 0), kept=kept, other=other, taken=[], answers={}, reason="Dua kali"
        )
