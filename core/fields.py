"""Fields of the register's own: a date of which only the year or the month may be known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from core.partial_dates import PartialDate, from_date

# As ``trusted``, without the call: a file of people reads three dates a row.
_new = str.__new__
Bound = dt.date | Callable[[], dt.date] | None

if TYPE_CHECKING:
    _TextField = models.CharField[str | dt.date | None, PartialDate | None]
else:
    _TextField = models.CharField


class PartialDateFormField(forms.CharField):
    """One text input for "2015", "Mei 2015" or "11 Mei 1993"; what was typed stays on an error.

    ``earliest`` and ``latest`` narrow the bounds (inclusive); a callable is asked each time.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Write a date: a year alone is enough.")
    }

    def __init__(self, *, earliest: Bound = None, latest: Bound = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        kwargs.setdefault("help_text", _("For example 2015, May 2015 or 11 May 1993."))
        kwargs["empty_value"] = None
        kwargs["max_length"] = None
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": "20"}

    def to_python(self, value: object) -> PartialDate | None:
        return PartialDate.parse(
            value, earliest=_resolve(self.earliest), latest=_resolve(self.latest)
        )

    def prepare_value(self, value: object) -> object:
        return value.display() if isinstance(value, PartialDate) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return not self.disabled and self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _resolve(bound: Bound) -> dt.date | None:
    return bound() if callable(bound) else bound


class _PartialDateAttribute(DeferredAttribute):
    """Turns assigned text and dates into partial dates; leaves the rest for ``full_clean``."""

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = _as_partial(value)


def _as_partial(value: object) -> object:
    if isinstance(value, dt.date):
        return from_date(value)
    if isinstance(value, str) and not isinstance(value, PartialDate):
        try:
            return PartialDate(value) if value else None
        except ValueError:
            return value
    return value


class PartialDateField(_TextField):
    """A ``PartialDate`` or None; pair it with ``core.checks.valid_or_empty`` in a constraint."""

    description = _("Date, of which the day or the month may be unknown")
    descriptor_class = _PartialDateAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=10, null=True, db_collation="C")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "db_collation"):
            kwargs.pop(fixed, None)
        return name, path, list(args), kwargs

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return None if value is None else _new(PartialDate, value)

    def to_python(self, value: object) -> PartialDate | None:
        return PartialDate.parse(value)

    def get_prep_value(self, value: Any) -> Any:
        value = models.Field.get_prep_value(self, value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        found = self.to_python(value)
        return None if found is None else str(found)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", PartialDateFormField)
        return models.Field.formfield(self, **kwargs)
