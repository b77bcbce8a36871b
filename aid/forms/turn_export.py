"""Which turns of a machine a file shall hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid.models import Span
from core.forms import ActForm
from members.forms.exports import ExportForm


class TurnExportForm(ActForm):
    """The season or year, and the kind of file."""

    span = forms.ChoiceField(label=_("Season or year"))
    file_format = ExportForm.base_fields["file_format"]

    def __init__(self, *args: Any, spans: Sequence[Span], shown: Span, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["span"].choices = [(each.key, capfirst(each.label)) for each in spans]
        self.initial["span"] = shown.key
        self.spans = {each.key: each for each in spans}

    @property
    def chosen(self) -> Span:
        return self.spans[self.cleaned_data["span"]]
