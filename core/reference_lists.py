"""Lists that the offices share, and that a file may fill: occupations, topics, kinds, institutions.

Each app declares its own in its admin.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.access import may
from core.imports.cells import text_parser, to_text
from core.imports.columns import Column
from core.imports.errors import CellError
from core.imports.rows import ImportRow
from core.text import name_key

Text = str | Promise
Values = Mapping[str, Any]


def by_name(values: Values) -> Hashable:
    """Names are one, however they are spelt."""
    return name_key(values["name"])


def nothing_more(row: ImportRow) -> None: ...


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """How a file fills a list.

    ``columns(user)`` are read; ``needed`` are those without which there is no row, and the first
    of them tells a header. ``key`` tells two rows apart. ``finish`` makes the model's columns of
    what a row says, where that is not the same.
    """

    model: type[models.Model]
    columns: Callable[[Any], tuple[Column, ...]]
    needed: tuple[str, ...] = ("name",)
    key: Callable[[Values], Hashable] = by_name
    finish: Callable[[ImportRow], None] = nothing_more

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def label(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))

    def act(self, verb: str) -> str:
        meta = self.model._meta
        return f"{meta.app_label}.{verb}_{meta.model_name}"

    def can_add(self, user: Any) -> bool:
        return may(user, self.act("add"))

    def can_change(self, user: Any) -> bool:
        return may(user, self.act("change"))


_lists: dict[str, ReferenceList] = {}


def add_reference(*lists: ReferenceList) -> None:
    _lists.update({each.name: each for each in lists})


def references_of(user: Any) -> list[ReferenceList]:
    """The lists to which this user may add, by their names."""
    found = [each for each in _lists.values() if each.can_add(user)]
    return sorted(found, key=lambda each: each.label)


def all_references() -> list[ReferenceList]:
    return list(_lists.values())


def reference_of(model: type[models.Model]) -> ReferenceList | None:
    return _lists.get(model._meta.label_lower)


def text_column(model: Any, name: str, *synonyms: str) -> Column:
    """A column of plain text, no longer than its field."""
    field = model._meta.get_field(name)
    return Column(name, field.verbose_name, text_parser(field.max_length), synonyms)


def choice_column(model: Any, name: str, *synonyms: str) -> Column:
    """A column of closed choices, by their words or codes; another word is never guessed."""
    field = model._meta.get_field(name)
    words = {name_key(str(word)): value for value, word in field.flatchoices}
    words |= {name_key(value): value for value, _word in field.flatchoices}
    offered = ", ".join(str(word) for _value, word in field.flatchoices)

    def parse(cell: Any) -> str:
        text = to_text(cell)
        if (found := words.get(name_key(text))) is None:
            said = _("“%(text)s” is none of these: %(words)s.")
            raise CellError(said % {"text": text[:40], "words": offered})
        return str(found)

    return Column(name, field.verbose_name, parse, synonyms)


def number_column(model: Any, name: str, numbers: range, *synonyms: str) -> Column:
    """A column of whole numbers within bounds."""
    field = model._meta.get_field(name)

    def parse(cell: Any) -> int:
        text = to_text(cell).removesuffix(".0")
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) in numbers):
            said = _("“%(text)s” is no number from %(first)s to %(last)s.")
            words = {"text": text[:40], "first": numbers.start, "last": numbers.stop - 1}
            raise CellError(said % words)
        return int(text)

    return Column(name, field.verbose_name, parse, synonyms)
