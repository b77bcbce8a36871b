"""What is typed as a number: hours, hectares and litres, with a comma."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aid.amounts import amount

_AMOUNT = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?", re.ASCII)


class AmountField(forms.Field):
    """A number with up to two decimals: "1,5" and "1.5" are the same, and "1,50" is no change."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "number": _("Write a number, for example 1,5."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 8}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        if not _AMOUNT.fullmatch(text):
            raise ValidationError(self.error_messages["number"], code="number")
        return Decimal(text.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return amount(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and initial != self.to_python(data)
        except ValidationError:
            return True
