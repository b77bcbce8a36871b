"""The upload of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import ActForm
from core.imports.errors import ImportFileError
from core.imports.reader import check_size
from core.imports.reading import take_in
from core.imports.spec import ImportSpec
from core.models import Import

ACCEPTED = ".xlsx,.csv,.txt,.tsv"


class ListFileField(forms.FileField):
    """An Excel or CSV file. What the file is, its content says and not its name."""

    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Choose a file.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("File with the list"))
        kwargs.setdefault("help_text", _("Excel (.xlsx) or CSV, at most 20 MB and 20,000 rows."))
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(allow_empty_file=True, max_length=None, widget=widget, **kwargs)

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is not None:
            try:
                check_size(upload.size)
            except ImportFileError as error:
                raise ValidationError(error.message) from None
        return upload


class UploadForm(ActForm):
    """The file; a form of an app asks besides what the list is for. `prefilled` are the fields
    that the page's address may answer."""

    prefilled: ClassVar[tuple[str, ...]] = ()

    file = ListFileField()

    @property
    def target(self) -> Any:
        """What the list is for, of a valid form; None where each row says it."""
        return None

    def try_park(self, spec_for: Callable[[Any, Any], ImportSpec]) -> Import | None:
        """Read and preview the file, and park it; None, with the reason on the form.

        ``spec_for`` gives the spec for a user and a target.
        """
        if not self.is_valid():
            return None
        upload, target = self.cleaned_data["file"], self.target
        try:
            return take_in(
                spec=spec_for(self.user, target),
                owner=self.user,
                target_id=target.pk if target else None,
                filename=upload.name,
                data=upload.read(),
            )
        except ImportFileError as error:
            self.add_error("file", error.message)
            return None
