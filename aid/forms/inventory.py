"""The upload of an inventory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.imports.inventory import Inventory
from core.forms import ActForm
from core.imports import parked
from core.imports.engine import read_file, review
from core.imports.errors import ImportFileError
from core.imports.reading import LARGE
from core.models import Import
from members.forms.imports import ACCEPTED


class InventoryForm(ActForm):
    """The file; each of its rows says whose the machine is."""

    file = forms.FileField(
        label=gettext_lazy("File with the inventory"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV, at most 256 KB (some 3,000 rows), as the office keeps it."
        ),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGE:
            raise ValidationError(
                _("The file is larger than 256 KB. Send the inventory in several files.")
            )
        return upload

    def try_park(self) -> Import | None:
        """Read and preview the file, and park it; None, with the reason on the form."""
        if not self.is_valid():
            return None
        try:
            return self._park()
        except ImportFileError as error:
            self.add_error("file", error.message)
            return None

    def _park(self) -> Import:
        upload, spec = self.cleaned_data["file"], Inventory(user=self.user)
        data = upload.read()
        preview = read_file(spec, data, upload.name)
        if preview.needs_columns:
            raise ImportFileError(
                _("No column was recognised. Name them as in the empty list, and send it again.")
            )
        review(spec, preview)
        return parked.park(
            owner=self.user,
            kind=spec.kind,
            target_id=None,
            filename=upload.name,
            data=data,
            preview=preview,
        )
