"""Fields that forms of aid share: papers, photos, numbers, why dates stand in reverse order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import read_upload
from core.forms import RowForm
from core.models import StoredFile
from core.storage import keep_photo, keep_scan
from members.forms.fields import PlainField
from members.forms.groups import PHOTOS, KeepsFile

MOST_PHOTOS = 8
PHOTOS_HELP = gettext_lazy(
    "Up to 8 photos (JPEG, PNG or WebP), 30 MB together. More can be added later."
)
# Two papers may each bring a reason; both stand on the line.
LONGEST_ORDER_REASON = 140


def scan_field(label: Any, **kwargs: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": f"application/pdf,{PHOTOS}"}),
        **kwargs,
    )


def quantity_field(label: Any, **kwargs: Any) -> forms.DecimalField:
    """How much: whole pieces or parts of a unit, with a comma or a point."""
    return forms.DecimalField(
        label=label,
        max_digits=9,
        decimal_places=2,
        min_value=Decimal("0.01"),
        localize=True,
        error_messages={"min_value": gettext_lazy("Write a quantity above zero.")},
        **kwargs,
    )


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos at once; cleans to a list of uploads."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", PHOTOS_HELP)
        super().__init__(widget=ManyFilesInput(attrs={"accept": PHOTOS}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = data if isinstance(data, list | tuple) else [data]
        found = [super(PhotosField, self).clean(each, initial) for each in uploads if each]
        if len(found) > MOST_PHOTOS:
            raise ValidationError(_("Choose at most %(n)s photos.") % {"n": MOST_PHOTOS})
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class KeepsScan(KeepsFile):
    """A form whose upload is a signed or stamped paper."""

    file_field, keep = "scan", staticmethod(keep_scan)


class AsksWhyReversed(RowForm):
    """A form with a date that may lie before that of an earlier paper.

    The database refuses that without a reason; the field for it shows once it is needed.
    """

    said_at: ClassVar[dict[str, str]] = {"proposalline_dates_in_order": "date"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order_reason"] = PlainField(
            label=_("Why the dates stand in reverse order"),
            required=False,
            max_length=LONGEST_ORDER_REASON,
            help_text=_("Only for papers of the past. It shows beside the line for good."),
            widget=forms.HiddenInput,
        )
        if self.data.get("order_reason"):
            self._show_order_reason()

    def _show_order_reason(self) -> None:
        self.fields["order_reason"].widget = forms.TextInput()

    def refuse(self, constraint: str, words: str) -> None:
        if constraint == "proposalline_dates_in_order":
            self._show_order_reason()
        super().refuse(constraint, words)


class KeepsPhotos(RowForm):
    """A form with a field ``photos``; they are kept when all else is right."""

    kept: list[StoredFile]

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        self.kept = []
        if not self.errors:
            for upload in self.cleaned_data.get("photos") or []:
                self._keep(upload)
        return self.cleaned_data

    def _keep(self, upload: Any) -> None:
        try:
            self.kept.append(keep_photo(read_upload(upload)))
        except ValidationError as error:
            words = " ".join(error.messages)
            self.add_error("photos", f"{upload.name}: {words}")
