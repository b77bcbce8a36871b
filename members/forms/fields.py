"""Fields that several forms of people share: plain text, phone, RT/RW, a day in the past."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import display
from core.fields import PartialDateFormField
from core.indonesia import DESTINATIONS, countries, parse_phone
from core.partial_dates import PartialDate, from_date
from members.models import Group

EARLIEST_DAY = dt.date(1990, 1, 1)


class PlainField(forms.CharField):
    """One line of text without doubled spaces and invisible characters."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        seen = "".join(" " if _is_invisible(letter) else letter for letter in text)
        return " ".join(seen.split())


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")


class PhoneField(forms.CharField):
    """A telephone number in any usual spelling; kept as E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        return parse_phone(value)

    def prepare_value(self, value: Any) -> Any:
        is_kept = isinstance(value, str) and re.fullmatch(r"\+\d+", value)
        return display.phone(value) if is_kept else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and (initial or "") != self.to_python(data)
        except ValidationError:
            return True


class ThreeDigitsField(forms.CharField):
    """RT or RW: "5", "05" and "RT 005" are all 005."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "5"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "digits": _("RT and RW have up to three digits."),
    }

    def to_python(self, value: Any) -> str:
        text = re.sub(r"(?i)^\s*r[tw]\b|[\s.\-]+", "", super().to_python(value) or "")
        if not text.strip("0"):
            return ""
        digits = text.lstrip("0").zfill(3)
        if len(digits) > 3 or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(self.error_messages["digits"], code="digits")
        return digits


class DayField(PartialDateFormField):
    """A day in the past that is known in full, typed in any usual way; cleans to a date."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "day": _("Write the day too, for example 11 May 2023."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 11 May 2023."))
        super().__init__(earliest=EARLIEST_DAY, latest=timezone.localdate, **kwargs)

    def to_python(self, value: object) -> Any:
        found = super().to_python(value)
        if found is not None and found.day is None:
            raise ValidationError(self.error_messages["day"], code="day")
        return found.first_day if found else None

    def prepare_value(self, value: object) -> object:
        return from_date(value).display() if isinstance(value, dt.date) else value


class GroupField(forms.ModelChoiceField):
    """A group that still exists, by its code; the form narrows it to those of the user's act."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": _("This group cannot be chosen. Choose one of the list."),
        "required": _("Choose a group."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Group"))
        kwargs.setdefault("empty_label", "—")
        groups = Group.objects.not_dissolved()
        super().__init__(queryset=groups, to_field_name="code", **kwargs)


def past_date(label: Any, **kwargs: Any) -> PartialDateFormField:
    """A field for a year, month or day that is not in the future."""
    kwargs.setdefault("required", False)
    return PartialDateFormField(label=label, latest=timezone.localdate, **kwargs)


def today() -> PartialDate:
    """Today, as the first answer of a date that is most often today's."""
    return PartialDate(timezone.localdate().isoformat())


def country_choices() -> list[Any]:
    """The countries abroad by name, those where most people go first."""
    names = countries()
    often = [(code, names[code]) for code in DESTINATIONS]
    others = [item for item in names.items() if item[0] not in (*DESTINATIONS, "ID")]
    return [("", "—"), (_("Most frequent"), often), (_("Other countries"), others)]
