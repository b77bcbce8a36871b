"""What a recorded write changed, value by value, as its reader may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.history_words.events import Event
from core.history_words.told import Snapshot, Told, told
from core.history_words.values import Names, changed_fields, in_words


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its label, the value before and after, as the reader may see them."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: ``may(act, event)`` says whether she may do the act where the row belongs."""

    user: Any
    names: Names
    may: Callable[[str, Event], bool]

    def changes(self, event: Event, about: str = "") -> list[Change]:
        """Each changed field in words; ``about`` names the row where several are told together."""
        return [self._change(changed, event, about) for changed in changed_fields(event)]

    def _change(self, changed: models.Field[Any, Any], event: Event, about: str) -> Change:
        words = told(event.source.model)
        label = words.label_of(changed)
        label = f"{about} · {label}" if about else label[:1].upper() + label[1:]
        old, new = event.old or {}, event.new
        before, after = old.get(changed.attname), new.get(changed.attname)
        if changed.name in words.present:
            return Change(label, *_presence(before, after, str(words.present[changed.name])))
        return Change(
            label,
            self._value(changed, before, words, self._shows(changed, words, event, old)),
            self._value(changed, after, words, self._shows(changed, words, event, new)),
        )

    def _value(self, field: models.Field[Any, Any], value: Any, words: Told, is_shown: bool) -> str:
        if is_shown:
            return in_words(field, value, words, self.names)
        return _("withheld") if value not in (None, "") else ""

    def _shows(
        self, field: models.Field[Any, Any], words: Told, event: Event, snapshot: Snapshot
    ) -> bool:
        act = words.withheld.get(field.name, "")
        if act and words.writer and snapshot.get(words.writer) == self.user.pk:
            return True
        return not act or self.may(act, event)


def _presence(old: Any, new: Any, words: str) -> tuple[str, str]:
    if old and new:
        return words, _("replaced")
    return (words if old else "", words if new else "")
