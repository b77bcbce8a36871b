"""The base of every form: choices within one's scope, no silent overwriting, worded refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from core.constraints import sentence

_Result = TypeVar("_Result")


class ScopedForm(forms.BaseForm):
    """Knows its user and act; every choice of rows is narrowed to those that the user may use."""

    # What Django types more narrowly than a form knows of itself.
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    data: Any

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

    def full_clean(self) -> None:
        # Django's own sentence repeats what was sent, which may be 5,000 letters.
        for field in self.fields.values():
            if "%(value)s" in str(field.error_messages.get("invalid_choice", "")):
                field.error_messages["invalid_choice"] = _("Choose one of the answers offered.")
        super().full_clean()

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
        self.on_file = self.instance.version if self.instance.pk else None
        self.fields["seen_version"].initial = self.on_file

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.on_file and self.cleaned_data.get("seen_version") not in (None, self.on_file):
            self._refuse_stale()
        return cleaned

    def _refuse_stale(self) -> None:
        """Say what is recorded now; saving again means that it has been read."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(self.on_file)
        self.add_error(
            None,
            _(
                "Somebody else has changed this meanwhile. Your input is kept below:"
                " compare it with what is recorded now, then save again."
            ),
        )
        for name in set(self.changed_data) & set(self._meta.fields or ()):
            words = _in_words(self[name])
            self.add_error(name, _("Now recorded: %(value)s") % {"value": words or "–"})

    def try_save(self) -> Any:
        """Save within the user's scope; None, with the reason on the form, where that fails."""
        if not self.is_valid():
            return None
        return self.attempt(self._save_in_scope)

    def _save_in_scope(self) -> models.Model:
        self._lock()
        row = self.save()
        check_in_scope(row, self.user, self.act)
        return row

    def _lock(self) -> None:
        """Of two who save at the same moment, the second is told."""
        if not self.on_file:
            return
        rows = type(self.instance)._base_manager.select_for_update()
        now = rows.values_list("version", flat=True).get(pk=self.instance.pk)
        if now != self.on_file:
            raise ValidationError(
                _("Somebody else has changed this at the same moment. Save again to compare.")
            )


def _in_words(field: forms.BoundField) -> str:
    """A field's value on file as the reader knows it."""
    value, asked = field.initial, field.field
    if isinstance(asked, forms.ModelChoiceField) and asked.queryset is not None:
        return str(asked.queryset.filter(pk=value).first() or "")
    if isinstance(asked, forms.ChoiceField):
        choices: Any = asked.choices
        return str(dict(flatten_choices(choices)).get(value, ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shown = asked.prepare_value(value)
    return str(getattr(shown, "text", shown) or "")


def check_in_scope(row: models.Model, user: Any, act: str) -> None:
    """The saved row must still be one on which the user may do the act.

    Raises ValidationError, which rolls the act back.
    """
    if not type(row)._default_manager.allowed(user, act).filter(pk=row.pk).exists():  # type: ignore[attr-defined]
        raise ValidationError(
            _("With this place the record would leave your area. Choose a place within it.")
        )
