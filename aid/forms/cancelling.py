"""Taking back a use, an inspection or upkeep that was written down by mistake."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import history
from core.forms import ActForm
from members.forms.fields import PlainField

CHANGED = _("Somebody else has changed this meanwhile. Look at it again before you cancel it.")


class CancelRowForm(ActForm):
    """Why a ``CancellableRow`` should never have been written down."""

    reason = PlainField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: written down twice; belongs to another machine."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row: Any = row
        self.fields["seen_version"].initial = row.version

    def try_save(self) -> bool:
        return bool(self.is_valid() and self.attempt(self._cancel))

    def _cancel(self) -> bool:
        """Of two who write at the same moment, the second is told."""
        rows = type(self.row)._base_manager.select_for_update()
        version = rows.values_list("version", flat=True).get(pk=self.row.pk)
        seen = self.cleaned_data["seen_version"]
        if version != (self.row.version if seen is None else seen):
            self.data = self.data.copy()
            self.data["seen_version"] = str(version)
            raise ValidationError(CHANGED)
        history.give_reason(self.cleaned_data["reason"])
        self.row.cancel(reason=self.cleaned_data["reason"])
        return True
