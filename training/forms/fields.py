"""Fields of trainings' forms: several rows at once, and a score."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.codes import is_code

SCORE_WORDS = _("Give a score from 0 to 100.")


class CodesField(forms.ModelMultipleChoiceField):
    """Several rows by their codes; the form narrows them to those of the user's act."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Participants"))
        words = {
            "required": _("Tick at least one name."),
            "invalid_choice": _("One of these cannot be chosen any more. Look again."),
            "invalid_list": _("Tick at least one name."),
        }
        super().__init__(queryset, to_field_name="code", error_messages=words, **kwargs)

    def _check_values(self, value: Any) -> Any:
        if not all(isinstance(code, str) and is_code(code) for code in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super()._check_values(value)  # type: ignore[misc]


class ScoreField(forms.DecimalField):
    """A score from 0 to 100, with a comma or a point; ``80`` and ``80,00`` are the same."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 6}
        words = {"min_value": SCORE_WORDS, "max_value": SCORE_WORDS, "invalid": SCORE_WORDS}
        words |= {"max_whole_digits": SCORE_WORDS, "max_digits": SCORE_WORDS}
        super().__init__(
            required=False,
            localize=True,
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            widget=forms.TextInput(attrs=attrs),
            error_messages=words,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return score_words(value) if isinstance(value, Decimal) else value


def score_words(score: Decimal | None) -> str:
    """``80`` or ``80,5``; "" where there is none."""
    if score is None:
        return ""
    text = f"{score:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
