"""Two records side by side: what each says, what hangs on each, what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.merging import merge_parts
from members.listing import place
from members.models import NotSamePerson, Person
from members.services_merging import VALUES

Row = dict[str, Any]


def _photo(person: Person) -> str:
    if person.photo_refused:
        return _("would rather not be photographed")
    return _("there is one") if person.photo_id else ""


_WORDS: dict[str, Callable[[Person], str]] = {
    "nik": lambda person: _("on file") if person.has_nik else "",
    "sex": lambda person: capfirst(person.get_sex_display()),
    "birth_date": lambda person: display.long_date(person.birth_date),
    "village": lambda person: person.village.path if person.village else "",
    "phone": lambda person: (
        _("none, or would rather not say") if person.has_no_phone else display.phone(person.phone)
    ),
    "education": lambda person: capfirst(person.get_education_display()),
    "marital_status": lambda person: capfirst(person.get_marital_status_display()),
    "photo": _photo,
    "deceased_on": lambda person: display.long_date(person.deceased_on),
    "keeper": lambda person: person.group.name if person.group else _("the office"),
}


def label(name: str) -> str:
    """The name of a value, as the forms have it."""
    if name == "nik":
        return "NIK"
    field = Person._meta.get_field(VALUES[name][0])
    return str(capfirst(field.verbose_name))  # type: ignore[union-attr]


def in_words(person: Person, name: str) -> str:
    """What a record says about a value; of a NIK only that there is one."""
    words = _WORDS.get(name)
    return words(person) if words else getattr(person, name)


def sides(first: Person, second: Person) -> list[Row]:
    """Both records, as their pages begin."""
    titles = (_("First record"), _("Second record"))
    return [_side(*pair) for pair in zip(titles, (first, second), strict=True)]


def _side(title: str, person: Person) -> Row:
    village = person.group.village if person.group else person.village
    facts = [
        {"label": _("Group"), "value": person.group.name if person.group else ""},
        {"label": _("Place"), "value": place(village.path) if village else ""},
        {"label": _("Born"), "value": display.long_date(person.birth_date)},
        {"label": _("Phone"), "value": display.phone(person.phone)},
        {"label": _("Code"), "value": person.code},
    ]
    return {
        "title": title,
        "name": person.name,
        "url": person.get_absolute_url(),
        "photo_url": _thumb(person),
        "facts": facts,
    }


def _thumb(person: Person) -> str:
    if not person.photo_id:
        return ""
    return reverse("members:person_photo", args=[person.code, "thumb"])


def hanging(first: Person, second: Person) -> list[Row]:
    """What hangs on either, by kind; kinds of which there is nothing are left out."""
    rows = [
        {"label": part.label, "first": part.count(first), "second": part.count(second)}
        for part in merge_parts()
    ]
    return [row for row in rows if row["first"] or row["second"]]


def was_denied(first: Person, second: Person) -> bool:
    """Whether somebody has said that they are two."""
    return NotSamePerson.objects.of_both(first, second).standing().exists()
