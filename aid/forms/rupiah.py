"""A sum of money as it is written in the office: "18.500.000", "Rp 18.500.000,-", "18500000"."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aid.models.conditions import MOST_RUPIAH

LONGEST = 40
_AMOUNT = re.compile(
    r"(?:Rp\.?)?\s*(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:-|0{1,2}))?", re.IGNORECASE | re.ASCII
)


class RupiahField(forms.CharField):
    """Whole rupiah; cleans to an integer or None."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "20"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "amount": _("Write the sum in whole rupiah, for example 18.500.000."),
        "too_much": _("Write a value from 0 to 1,000,000,000,000 rupiah."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("In whole rupiah, for example 18.500.000."))
        super().__init__(empty_value=None, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        found = _AMOUNT.fullmatch(text) if len(text) <= LONGEST else None
        if not found:
            raise ValidationError(self.error_messages["amount"], code="amount")
        amount = int(re.sub(r"\D", "", found[1]))
        if amount > MOST_RUPIAH:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
