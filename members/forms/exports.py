"""What a file of people or groups shall hold, and for NIKs in full why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports.answer import CSV, XLSX
from core.exports.columns import Column
from core.exports.xlsxfile import MOST_ROWS
from core.forms import ActForm
from core.lists import Count
from members.forms.fields import PlainField

CHOSEN, SIMLUHTAN = "chosen", "simluhtan"
Parts = Sequence[tuple[Any, Sequence[Column]]]


class ExportForm(ActForm):
    """The columns beside the fixed ones, and the kind of file.

    ``total`` is the number of rows; ``refusal`` says why there can be no file at all.
    """

    has_niks = False

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    file_format = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[
            (XLSX, gettext_lazy("Excel (.xlsx)")),
            (CSV, gettext_lazy("CSV, for other programs")),
        ],
        initial=XLSX,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        parts: Parts,
        usual: Collection[str],
        total: int,
        refusal: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.total, self.refusal = total, refusal
        self.fields["columns"].choices = [
            (label, [(c.key, capfirst(str(c.label))) for c in columns if not c.is_fixed])
            for label, columns in parts
        ]
        self.fields["columns"].initial = list(usual)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        if self.cleaned_data.get("file_format") == XLSX and self.total > MOST_ROWS:
            sentence = _("Excel takes at most %(most)s rows. Choose CSV, or filter further.")
            self.add_error("file_format", sentence % {"most": Count(MOST_ROWS)})
        return cleaned

    @property
    def chosen_layout(self) -> str:
        """Another office's order of columns; "" where none is known or chosen."""
        return self.cleaned_data.get("layout", "")

    @property
    def chosen_keys(self) -> set[str]:
        return set(self.cleaned_data["columns"])


class LayoutExportForm(ExportForm):
    """The same, or SIMLUHTAN's columns in its own order."""

    layout = forms.ChoiceField(
        label=gettext_lazy("Which columns"),
        choices=[
            (CHOSEN, gettext_lazy("Those ticked below")),
            (SIMLUHTAN, gettext_lazy("SIMLUHTAN’s columns")),
        ],
        required=False,
        initial=CHOSEN,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "SIMLUHTAN’s columns stand in its own order; what is not kept here stays empty."
        ),
    )
    field_order: Sequence[str] = ("layout",)


class NikExportForm(LayoutExportForm):
    """The same with NIKs in full."""

    has_niks = True
    reason = PlainField(
        label=gettext_lazy("What do you need the NIKs for?"),
        max_length=300,
        help_text=gettext_lazy("Your name, the time, the filter and this reason are recorded."),
    )
    field_order = ("reason", "layout")

    @property
    def chosen_keys(self) -> set[str]:
        return super().chosen_keys | {"nik"}
