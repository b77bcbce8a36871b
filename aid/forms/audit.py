"""Which year the auditor's pack is of, and what it is needed for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ActForm
from members.forms.fields import PlainField

FIRST_YEAR = 1945


class AuditYearForm(forms.Form):
    """The year, and of several own regions which one; asked by the address."""

    fields: dict[str, Any]

    year = forms.IntegerField(label=gettext_lazy("Year"))
    area = forms.ChoiceField(label=gettext_lazy("Region"), required=False)

    def __init__(self, *args: Any, regions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", capfirst(_("all my regions")))]
        self.fields["area"].choices = [*every, *regions.items()]
        self.has_regions = len(regions) > 1
        if not self.has_regions:
            self.fields["area"].widget = forms.HiddenInput()
        self.fields["year"].widget.attrs |= {"class": "form-control", "inputmode": "numeric"}
        self.fields["area"].widget.attrs |= {"class": "form-select"}

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        last = timezone.localdate().year
        if not FIRST_YEAR <= year <= last:
            sentence = _("Write a year from %(first)s to %(last)s.")
            raise ValidationError(sentence % {"first": FIRST_YEAR, "last": last})
        return year


class AuditPackForm(ActForm):
    """The reason, for the year and region that stand above it."""

    reason = PlainField(
        label=gettext_lazy("What do you need the pack for?"),
        max_length=300,
        help_text=gettext_lazy("Your name, the time, the year and this reason are recorded."),
    )

    def __init__(self, *args: Any, refusal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = refusal

    def clean(self) -> dict[str, Any] | None:
        if self.refusal:
            raise ValidationError(self.refusal)
        return super().clean()
