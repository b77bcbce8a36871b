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


class _NumberField(forms.Field):
    """One line of text that means a number; it is compared by its number, not by its spelling."""

    input_mode = "decimal"
    size = 8

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": self.input_mode, "autocomplete": "off", "size": self.size}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def read(self, text: str) -> Decimal | int | None:
        """The number; None where the text is none."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        found = self.read(text)
        if found is None:
            raise ValidationError(self.error_messages["number"], code="number")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and initial != self.to_python(data)
        except ValidationError:
            return True


class AmountField(_NumberField):
    """A number with up to two decimals: "1,5" and "1.5" are the same."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "number": _("Write a number, for example 1,5."),
    }

    def read(self, text: str) -> Decimal | None:
        return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None

    def prepare_value(self, value: Any) -> Any:
        return amount(value) if isinstance(value, Decimal) else value
