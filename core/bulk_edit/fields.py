"""What can be changed in many rows at once: a column, or an act of the app's services."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.conflicts import in_words

Row = Mapping[str, Any]
Rule = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field is set to; a ``value`` of None clears it. ``more`` answers what else it asks."""

    value: Any
    words: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


class BulkField:
    """One line of the form. ``act`` is what the user needs besides on each row, ``excludes`` names
    the fields that cannot be answered together with it, and ``does`` is its way besides leaving it
    alone."""

    key: str
    label: Any
    act: str
    may_clear: ClassVar[bool] = False
    does: ClassVar[Any] = gettext_lazy("set to")
    excludes: ClassVar[tuple[str, ...]] = ()

    def is_offered(self, rows: Any) -> bool:
        """Whether it can be answered for all of these rows alike."""
        return True

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        """What it asks: "" is the value itself, the others go with it."""
        raise NotImplementedError

    def columns(self) -> dict[str, Any]:
        """What it reads of a row: name → expression, or None for a column of that name."""
        raise NotImplementedError

    def refusal(self, row: Row, answer: Answer) -> str:
        """Why this row cannot be given the answer; "" where it can."""
        return ""

    def is_same(self, row: Row, answer: Answer) -> bool:
        """Whether the row is so already, so that nothing is to be written."""
        raise NotImplementedError

    def before(self, row: Row) -> str:
        """What the row holds now, in words."""
        raise NotImplementedError


class ActField(BulkField):
    """A change that a service makes, so that all its rules hold."""

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        """Do it, for all of them or none. Raises ValidationError or IntegrityError."""
        raise NotImplementedError


class ColumnField(BulkField):
    """A column of the row itself. ``shown`` reads its value in words where that is another one,
    ``rule`` says why a row must not be changed, from what it ``reads`` (as ``columns``)."""

    def __init__(
        self,
        column: models.Field[Any, Any],
        act: str,
        *,
        make: Callable[[Any], forms.Field],
        shown: str = "",
        may_clear: bool | None = None,
        rule: Rule | None = None,
        reads: Mapping[str, Any] | None = None,
    ) -> None:
        self.column, self.act, self.make, self.rule = column, act, make, rule
        self.key, self.label = column.name, capfirst(column.verbose_name)
        self.shown, self.reads = shown or column.attname, reads or {}
        self.may_clear = column.blank if may_clear is None else may_clear  # type: ignore[misc]

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        return {"": self.make(user)}

    def columns(self) -> dict[str, Any]:
        return dict.fromkeys((self.column.attname, self.shown)) | dict(self.reads)

    def refusal(self, row: Row, answer: Answer) -> str:
        return self.rule(row) if self.rule else ""

    def is_same(self, row: Row, answer: Answer) -> bool:
        return bool(row[self.column.attname] == self.stored(answer))

    def before(self, row: Row) -> str:
        value = row[self.shown]
        if self.column.choices:
            return str(dict(self.column.flatchoices).get(value, ""))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value is None else str(value)

    def stored(self, answer: Answer) -> Any:
        """The answer as the column holds it."""
        value = answer.value
        if isinstance(value, models.Model):
            return getattr(value, self.column.target_field.attname)  # type: ignore[attr-defined]
        if value is None:
            return None if self.column.null else ""
        return value


def words_of(asked: forms.Field, value: Any) -> str:
    """An answer as its reader knows it."""
    if isinstance(asked, forms.ModelChoiceField):
        return str(asked.label_from_instance(value))
    return in_words(asked, value)
