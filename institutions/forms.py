"""The choice of a programme: by its name, year and money, and never by its number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.text import name_key
from institutions.models import Programme


def key_of(programme: Programme) -> str:
    return f"{programme.year}-{programme.funding}-{name_key(programme.name)}"


class ProgrammeField(forms.ModelChoiceField):
    """One of the programmes on the office's list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "—")
        super().__init__(queryset=Programme.objects.all(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return key_of(value) if isinstance(value, Programme) else value

    def to_python(self, value: Any) -> Programme | None:
        if value in self.empty_values:
            return None
        found = (row for row in Programme.objects.all() if key_of(row) == value)
        programme = next(found, None)
        if programme is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return programme
