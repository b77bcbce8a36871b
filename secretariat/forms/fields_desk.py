"""Fields of the service desk: long texts, the officers who may read, an institution."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from secretariat.models.services import LONGEST_TEXT

LINES = "\n\t"


class LongField(forms.CharField):
    """Several lines as somebody says them; a line break counts as one letter, as in the browser."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        kept = (c for c in text if c in LINES or unicodedata.category(c) not in ("Cc", "Cs"))
        return "".join(kept).strip()


class OfficersField(forms.ModelMultipleChoiceField):
    """The officers who may read what is sealed."""

    def __init__(self, **kwargs: Any) -> None:
        words = {
            "required": _("Name at least two officers who may read it."),
            "invalid_choice": _("One of these cannot be chosen any more. Look again."),
            "invalid_list": _("Name at least two officers who may read it."),
        }
        super().__init__(
            User.objects.none(),
            to_field_name="username",
            label=_("Officers who may read it"),
            widget=forms.CheckboxSelectMultiple,
            error_messages=words,
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        office = f" · {obj.institution}" if obj.institution else ""
        return f"{obj.name}{office}"
