"""The photo or scan of a signed attendance sheet."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.storage import keep_scan
from members.forms.fields import PlainField
from members.forms.groups import PHOTOS, KeepsFile
from training.models import TrainingFile


class SheetPhotoForm(KeepsFile):
    """The paper as it was signed; several pages are several photos."""

    file_field, keep = "file", staticmethod(keep_scan)

    upload = forms.FileField(
        label=_("Photo or scan of the signed sheet"),
        help_text=_("PDF, JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": f"application/pdf,{PHOTOS}"}),
    )
    caption = PlainField(
        label=_("Which page"), max_length=160, required=False, help_text=_("For example: page 2.")
    )

    class Meta:
        model = TrainingFile
        fields = ["caption"]

    field_order = ["upload", "caption"]
