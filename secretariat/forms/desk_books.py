"""Which month's book, of which group."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import works_in_groups
from core.forms import ActForm
from members.forms.fields import GroupField

EARLIEST_YEAR = 1990


class MonthField(forms.CharField):
    """A month as the browser's own field gives it: ``2026-03``; cleans to its first day."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            month = dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=dt.UTC).date()
        except ValueError:
            raise ValidationError(_("Choose a month, for example 2026-03.")) from None
        if not month.year >= EARLIEST_YEAR or month > timezone.localdate():
            raise ValidationError(_("This month is not plausible."))
        return month


class BookForm(ActForm):
    """The month, and whose book."""

    month = MonthField(label=gettext_lazy("Month"))
    group = GroupField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].initial = f"{timezone.localdate():%Y-%m}"
        field = self.fields["group"]
        if works_in_groups(self.user, self.act):
            field.required = True
            if len(groups := field.queryset[:2]) == 1:
                field.initial, field.empty_label = groups[0].code, None
        else:
            field.empty_label = _("all of the region")
