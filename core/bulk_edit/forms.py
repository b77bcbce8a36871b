"""The form of a bulk edit: each field is left alone unless one says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk_edit.fields import Answer, BulkField, words_of
from core.bulk_edit.lists import BulkList
from core.filters import LightSelect
from core.forms import ActForm

LEAVE, SET, CLEAR = "leave", "set", "clear"
HOW = "-how"
# Of more rows than one takes in at a glance, the history says why they were changed.
REASON_ABOVE = 20


class BulkForm(ActForm):
    """What is to become of each field of a list's rows."""

    def __init__(self, *args: Any, bulk: BulkList, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.offered = bulk.offered(self.user, rows)
        self.demanded: set[str] = set()
        for asked in self.offered:
            self._add(asked)

    def _add(self, asked: BulkField) -> None:
        ways: list[tuple[str, Any]] = [(LEAVE, _("leave as it is")), (SET, asked.does)]
        if asked.may_clear:
            ways.append((CLEAR, _("clear")))
        self.fields[f"{asked.key}{HOW}"] = forms.ChoiceField(
            label=asked.label, choices=ways, required=False, initial=LEAVE, widget=LightSelect()
        )
        for name, field in self._questions(asked).items():
            if field.required:
                self.demanded.add(name)
            field.required = False
            self.fields[name] = field

    def _questions(self, asked: BulkField) -> dict[str, forms.Field]:
        """By their names on the form; their choices within what the user may use for it."""
        found = {}
        for name, field in asked.questions(self.user, self.rows).items():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and hasattr(queryset, "allowed"):
                field.queryset = queryset.allowed(self.user, asked.act)  # type: ignore[attr-defined]
            field.label = field.label or asked.label
            found[_named(asked, name)] = field
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for asked in self.offered:
            self._check(asked)
        if not self.errors and not self.chosen:
            self.add_error(None, _("Say of at least one field what it is to become."))
        self._refuse_both()
        return cleaned

    def _check(self, asked: BulkField) -> None:
        names = [name for name in self.fields if self._is_of(name, asked)]
        if self.how(asked) != SET:
            for name in names:
                self.errors.pop(name, None)
            return
        for name in names:
            is_missing = name in self.demanded and self.cleaned_data.get(name, "") in EMPTY_VALUES
            if is_missing and name not in self.errors:
                self.add_error(name, _("Fill this in, or leave the field as it is."))

    def _refuse_both(self) -> None:
        keys = {asked.key for asked in self.chosen}
        for asked in self.chosen:
            if keys & set(asked.excludes):
                self.add_error(
                    f"{asked.key}{HOW}", _("This cannot be done together with another one here.")
                )

    def _is_of(self, name: str, asked: BulkField) -> bool:
        return name == asked.key or (
            name.startswith(f"{asked.key}-") and name != f"{asked.key}{HOW}"
        )

    def how(self, asked: BulkField) -> str:
        return self.cleaned_data.get(f"{asked.key}{HOW}") or LEAVE

    @property
    def chosen(self) -> list[BulkField]:
        """The fields that are not left alone."""
        return [asked for asked in self.offered if self.how(asked) != LEAVE]

    @property
    def answers(self) -> dict[BulkField, Answer]:
        """What was asked for, of a valid form."""
        return {asked: self._answer(asked) for asked in self.chosen}

    def _answer(self, asked: BulkField) -> Answer:
        if self.how(asked) == CLEAR:
            return Answer(None)
        value = self.cleaned_data[asked.key]
        more = {
            name.removeprefix(f"{asked.key}-"): self.cleaned_data[name]
            for name in self.fields
            if self._is_of(name, asked) and name != asked.key
        }
        return Answer(value, words_of(self.fields[asked.key], value), more)

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        """For the page: how, and what is asked then."""
        for asked in self.offered:
            questions = [self[name] for name in self.fields if self._is_of(name, asked)]
            how = self[f"{asked.key}{HOW}"]
            has_errors = bool(how.errors) or any(field.errors for field in questions)
            yield {"how": how, "questions": questions, "has_errors": has_errors}

    @property
    def typed(self) -> str:
        """What was sent, to be read once more when it is confirmed."""
        kept = QueryDict(mutable=True)
        for name, values in self.data.lists():
            if any(name.startswith(asked.key) for asked in self.offered):
                kept.setlist(name, values)
        return kept.urlencode()


def _named(asked: BulkField, name: str) -> str:
    return f"{asked.key}-{name}" if name else asked.key


class ConfirmForm(ActForm):
    """Why so many rows are changed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands in the change log of each row."),
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number > REASON_ABOVE:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _(
                "Write why: more than %(most)s rows are changed."
            ) % {"most": REASON_ABOVE}
