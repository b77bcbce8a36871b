"""The base of every form: choices within one's scope, no silent overwriting, worded refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext as _

from core import conflicts, once
from core.constraints import sentence, violated

_Result = TypeVar("_Result")

NO_CHOICE = "—"


class ScopedForm(forms.BaseForm):
    """Knows its user and act; every choice of rows is narrowed to those that the user may use."""

    keeps_input: ClassVar[bool] = True
    # The field at which a violated constraint is said, by the constraint's name.
    said_at: ClassVar[dict[str, str]] = {}

    # What Django types more narrowly than a form knows of itself.
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    data: Any
    _errors: Any

    def __init__(self, *args: Any, user: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.act = user, act
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and hasattr(queryset, "allowed"):
                field.queryset = queryset.allowed(user, act)
            _shorten_blank(field)
        self.fields[once.FIELD] = once.FormKeyField(user, keeps_input=self._keeps_input())
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        # A layout need not name the key, nor the version that the user has seen.
        self.helper.render_hidden_fields = True

    def _keeps_input(self) -> bool:
        """Whether what is typed may wait for a new sign-in; a password never does."""
        asks_secret = any(isinstance(f.widget, forms.PasswordInput) for f in self.fields.values())
        return self.keeps_input and not asks_secret

    def full_clean(self) -> None:
        # Django's own sentence repeats what was sent, which may be 5,000 letters.
        for field in self.fields.values():
            if "%(value)s" in str(field.error_messages.get("invalid_choice", "")):
                field.error_messages["invalid_choice"] = _("Choose one of the answers offered.")
        super().full_clean()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        self.cleaned_data.pop(once.FIELD, None)

    def attempt(self, act: Callable[[], _Result]) -> _Result | None:
        """Run a writing act in one transaction; None where it is refused.

        The refusal stands on the form as a sentence, and nothing is half done.
        """
        try:
            with transaction.atomic():
                return act()
        except IntegrityError as error:
            self.refuse(violated(error), sentence(error))
        except ValidationError as error:
            self.add_error(None, error)
        return None

    def refuse(self, constraint: str, words: str) -> None:
        """Say what the database refused, at the field where it can be mended."""
        name = self.said_at.get(constraint)
        self.add_error(name if name in self.fields else None, words)


def _shorten_blank(field: Any) -> None:
    """No choice yet is one dash, as everywhere, instead of the framework's nine."""
    if getattr(field, "empty_label", None) == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = NO_CHOICE
    elif isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        if list(choices)[:1] == BLANK_CHOICE_DASH:
            field.choices = [("", NO_CHOICE), *list(choices)[1:]]


class ActForm(ScopedForm, forms.Form):
    """The input of an act that is more than one row."""


class RowForm(ScopedForm, forms.ModelForm):
    """One row: created, or changed on the version that the user has seen."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_file = self.instance.version if self.instance.pk else None
        self.fields["seen_version"].initial = self.on_file
        self.differing: list[str] = []

    @property
    def is_stale(self) -> bool:
        """Whether the row has changed since the form was drawn, or compared the last time."""
        seen = str(self.data.get(self.add_prefix("seen_version")) or "")
        return bool(self.on_file and seen) and seen != str(self.on_file)

    def full_clean(self) -> None:
        if self.is_bound and not self.is_stale:
            for name in conflicts.left_as_recorded(self):
                self.fields[name].disabled = True
        super().full_clean()
        if self.is_bound and (self.is_stale or not conflicts.is_answered(self)):
            conflicts.compare(self, is_new=self.is_stale)

    def tell_difference(self, words: dict[str, tuple[str, str]]) -> None:
        """Where both values are shown; ``words`` gives (typed, recorded) for each field."""
        conflicts.on_one_page(self, words)

    def words_on_file(self, name: str) -> str:
        """What is recorded now, as the reader knows it."""
        return conflicts.in_words(self.fields[name], self[name].initial)

    def words_typed(self, name: str) -> str:
        return conflicts.in_words(self.fields[name], self.cleaned_data[name])

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
        now = rows.values_list("version", flat=True).filter(pk=self.instance.pk).first()
        if now != self.on_file:
            raise ValidationError(
                _("Somebody else has changed this at the same moment. Save again to compare.")
            )


def check_in_scope(row: models.Model, user: Any, act: str) -> None:
    """The saved row must still be one on which the user may do the act.

    Raises ValidationError, which rolls the act back.
    """
    if not type(row)._default_manager.allowed(user, act).filter(pk=row.pk).exists():  # type: ignore[attr-defined]
        raise ValidationError(
            _("With this place the record would leave your area. Choose a place within it.")
        )
