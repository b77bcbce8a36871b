"""Cari: one field finds people, groups, villages, a code, and whatever else apps contribute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core import old_codes
from core.codes import is_code
from core.filters import LONGEST_SEARCH
from core.registry import Hit, Text, search_sources
from core.text import name_key

SHORTEST = 2
MOST_HITS = 8
# A NIK would stand in the address, and addresses stand in logs; telephones have at most 15 digits.
_NIK = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as far as it is searched for, and why it is not."""

    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind, and the list of them all where there are more."""

    label: Text
    hits: list[Hit]
    all_url: str = ""


def holds_nik(typed: str) -> bool:
    """Whether a text holds what can be a NIK."""
    return _NIK.search(typed) is not None


def read(typed: str) -> Typed:
    """The text to search for, or what is wrong with it."""
    text = " ".join(typed.split())
    if len(text) > LONGEST_SEARCH:
        words = _("Type at most %(n)d letters: a name, a group, a village or a code.")
        return Typed(text[:LONGEST_SEARCH], words % {"n": LONGEST_SEARCH})
    if text and len(name_key(text)) < SHORTEST:
        return Typed(text, _("Type at least two letters or digits."))
    return Typed(text)


def open_code(user: Any, text: str) -> str:
    """The address of the page whose code the text is, where the user may see it; else ""."""
    code = text.lower()
    if not is_code(code):
        return ""
    code = old_codes.current(code)
    return next((url for s in search_sources(user) if (url := s.open_code(user, code))), "")


def sections(user: Any, text: str) -> list[Section]:
    """What the text finds, by kind; kinds without a hit are left out."""
    if not text:
        return []
    found = ((s, s.find(user, text, MOST_HITS + 1)) for s in search_sources(user))
    return [
        Section(s.label, hits[:MOST_HITS], s.all_url(text) if len(hits) > MOST_HITS else "")
        for s, hits in found
        if hits
    ]
