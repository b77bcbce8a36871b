"""Snapshots of rows in words: names of what they point to, dates, masked and withheld values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core import display
from core.fields import PartialDateField
from core.history_words.events import Event
from core.history_words.told import Snapshot, Told, told

LONGEST = 120
# What the register gives a row by itself and keeps.
NEVER_TOLD = frozenset(["id", "code"])


@dataclass(slots=True)
class Names:
    """Names of the rows that events point to: one query for each model."""

    found: dict[tuple[type[models.Model], Any], str] = field(default_factory=dict)

    def look_up(self, events: Iterable[Event]) -> None:
        wanted: defaultdict[tuple[type[models.Model], str], set[Any]] = defaultdict(set)
        for event in events:
            for key in _foreign_keys(event.source.model):
                for snapshot in (event.new, event.old or {}):
                    if (value := snapshot.get(key.attname)) is not None:
                        wanted[key.related_model, key.target_field.attname].add(value)
        for (model, target), values in wanted.items():
            rows = model._base_manager.filter(**{f"{target}__in": values})
            for value, name in rows.values_list(target, told(model).name):
                self.found[model, value] = str(name)

    def of(self, model: type[models.Model], value: Any) -> str:
        return self.found.get((model, value), "")

    def name_of(self, model: type[models.Model]) -> Callable[[Snapshot, str], str]:
        """Names what a field of this model's snapshots points to."""

        def name(snapshot: Snapshot, field_name: str) -> str:
            key = model._meta.get_field(field_name)
            return self.of(key.related_model, snapshot.get(key.attname))  # type: ignore[arg-type,union-attr]

        return name


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    hidden = told(model).hidden
    keys = [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
    return [
        key
        for key in keys
        if key.name not in hidden and _has_field(key.related_model, told(key.related_model).name)
    ]


def _has_field(model: type[models.Model], lookup: str) -> bool:
    try:
        model._meta.get_field(lookup.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return True


def changed_fields(event: Event) -> list[models.Field[Any, Any]]:
    """The fields whose change is told, in the order of the model."""
    if event.old is None:
        return []
    old, hidden = event.old, told(event.source.model).hidden | NEVER_TOLD
    return [
        f
        for f in event.source.model._meta.concrete_fields
        if f.name not in hidden
        and f.attname in event.new
        and event.new[f.attname] != old.get(f.attname)
    ]


def in_words(field: models.Field[Any, Any], value: Any, words: Told, names: Names) -> str:
    """A value as the reader may see it who may see the field; "" for none."""
    if value is None or value == "":
        return ""
    if field.name in words.masked:
        return words.masked[field.name](value)
    if field.name in words.words:
        return words.words[field.name](value)
    if isinstance(field, models.ForeignKey):
        return names.of(field.related_model, value) or _("something else")
    return Truncator(_plain(field, value)).chars(LONGEST)


def _plain(field: models.Field[Any, Any], value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, PartialDateField | models.DateField):
        return _date(field, value)
    is_number = isinstance(value, int | float) and not isinstance(
        field, models.PositiveSmallIntegerField
    )
    return number_format(value) if is_number else str(value)


def _date(field: models.Field[Any, Any], value: str) -> str:
    if isinstance(field, models.DateTimeField):
        return display.moment(parse_datetime(value))
    day: dt.date | str | None = value if isinstance(field, PartialDateField) else parse_date(value)
    return display.long_date(day)
