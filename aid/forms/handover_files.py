"""What is attached to a handover, before or after it is issued: scans, the agreement, photos."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.models import Handover, HandoverPhoto
from core.storage import keep_photo, keep_scan
from members.forms.fields import PlainField
from members.forms.groups import KeepsFile, upload


class HandoverScanForm(KeepsFile):
    """The signed paper as a scan; a thumbprint is a photo of the paper."""

    file_field, keep = "scan", staticmethod(keep_scan)

    upload = upload(gettext_lazy("Scan of the signed paper"))

    class Meta:
        model = Handover
        fields: list[str] = []


class AgreementForm(KeepsFile):
    """NPHD, or the agreement on a loan for use."""

    file_field, keep = "agreement_scan", staticmethod(keep_scan)

    agreement_number = PlainField(label=gettext_lazy("Number"), max_length=80)
    upload = upload(gettext_lazy("Scan"), required=False)

    class Meta:
        model = Handover
        fields = ["agreement_number", "agreement_date"]
        widgets = {"agreement_date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement_date"].label = _("Date")
        self.fields["agreement_date"].required = True

    def clean_agreement_date(self) -> dt.date:
        date = self.cleaned_data["agreement_date"]
        if not dt.date(1945, 8, 17) <= date <= timezone.localdate() + dt.timedelta(days=366):
            raise ValidationError(_("This date is not plausible. Compare it with the paper."))
        return date


class HandoverPhotoForm(KeepsFile):
    """What was handed over, or the handing over itself."""

    file_field, keep = "file", staticmethod(keep_photo)

    upload = upload(gettext_lazy("Photo"), is_photo=True)
    caption = PlainField(
        label=gettext_lazy("What it shows"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("For example: the machine with its chassis number."),
    )

    class Meta:
        model = HandoverPhoto
        fields = ["caption"]

    field_order = ["upload", "caption"]
