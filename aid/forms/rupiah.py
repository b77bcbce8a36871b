"""Amounts of money as the office writes them."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aid.models.conditions import MOST_RUPIAH
from core import display

# "18.500.000", "18 500 000", "18,500,000" or "18500000", with sen only where there are none.
_AMOUNT = re.compile(
    r"(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:,(?:00|-))?",
    re.IGNORECASE | re.ASCII,
)


class RupiahField(forms.CharField):
    """Whole rupiah; cleans to an integer, None where nothing is written."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "amount": _("Write whole rupiah, for example 18.500.000."),
        "too_much": _("Write a value from 0 to 1,000,000,000,000 rupiah."),
    }

    def to_python(self, value: Any) -> Any:
        text = " ".join(str(value or "").split())
        if not text:
            return None
        found = _AMOUNT.fullmatch(text[:60])
        if not found:
            raise ValidationError(self.error_messages["amount"], code="amount")
        digits = re.sub(r"\D", "", found[1])
        if len(digits) > 15 or int(digits) > MOST_RUPIAH:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return int(digits)

    def prepare_value(self, value: Any) -> Any:
        return display.rupiah(value).removeprefix("Rp") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and initial != self.to_python(data)
        except ValidationError:
            return True
