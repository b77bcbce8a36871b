"""The upload of an attendance sheet."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.codes import is_code
from core.import_pages.upload import ListFileField, UploadForm
from training.models import Training

# So many trainings, the latest first, are offered where no page has led here.
OFFERED = 50


class SheetImportForm(UploadForm):
    """Whose sheet it is, and the file."""

    prefilled: ClassVar[tuple[str, ...]] = ("training",)
    field_order = ("training", "file")

    training = forms.ModelChoiceField(
        label=_("Training"),
        queryset=Training.objects.held(),
        to_field_name="code",
        error_messages={
            "required": _("Choose a training."),
            "invalid_choice": _("This training cannot be chosen. Choose one of the list."),
        },
    )
    file = ListFileField(
        label=_("File with the attendance sheet"),
        help_text=_("Excel (.xlsx) or CSV, at most 20 MB and 20,000 rows, as it was typed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["training"]
        asked = str(self.data.get("training") or self.initial.get("training") or "")
        is_one = is_code(asked)
        offered = field.queryset.filter(code=asked) if is_one else field.queryset[:OFFERED]
        named = [(t.code, f"{t.title} · {t.starts_on:%d/%m/%Y}") for t in offered]
        field.widget.choices = named if is_one and named else [("", "—"), *named]

    @property
    def target(self) -> Training:
        return self.cleaned_data["training"]
