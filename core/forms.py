"""The base of every form: choices within one's scope, no silent overwriting, worded refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core.constraints import sentence

_Result = TypeVar("_Result")


class ScopedForm(forms.BaseForm):
    """Knows its user and act; every choice of rows is narrowed to those that the user may use."""

    def __init__(self, *args: Any, user: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.act = user, act
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and hasattr(queryset, "allowed"):
                field.queryset = queryset.allowed(user, act)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def attempt(self, act: Callable[[], _Result]) -> _Result | None:
        """Run a writing act in one transaction; None where it is refused.

        The refusal stands on the form as a sentence, and nothing is half done.
        """
        try:
            with transaction.atomic():
                return act()
        except IntegrityError as error:
            self.add_error(None, sentence(error))
        except ValidationError as error:
            self.add_error(None, error)
        return None


class ActForm(ScopedForm, forms.Form):
    """The input of an act that is more than one row."""


class RowForm(ScopedForm, forms.ModelForm):
    """One row: created, or changed on the version that the user has seen."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.cleaned_data.get("seen_version")
        if self.instance.pk and seen is not None and seen != self.instance.version:
            raise ValidationError(
                _(
                    "Somebody else has changed this meanwhile. Your input is kept below:"
                    " compare it with the page, then save again."
                ),
                code="conflict",
            )
        return cleaned

    def try_save(self) -> Any:
        """Save within the user's scope; None, with the reason on the form, where that fails."""
        if not self.is_valid():
            return None
        return self.attempt(self._save_in_scope)

    def _save_in_scope(self) -> models.Model:
        row = self.save()
        check_in_scope(row, self.user, self.act)
        return row


def check_in_scope(row: models.Model, user: Any, act: str) -> None:
    """The saved row must still be one on which the user may do the act.

    Raises ValidationError, which rolls the act back.
    """
    if not type(row)._default_manager.allowed(user, act).filter(pk=row.pk).exists():  # type: ignore[attr-defined]
        raise ValidationError(
            _("With this place the record would leave your area. Choose a place within it.")
        )
