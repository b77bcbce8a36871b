"""The forms of a group: what the office records, what the group itself keeps, its papers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.access import scopes_of
from core.files import read_upload
from core.forms import RowForm
from core.models import StoredFile
from core.storage import keep_photo, keep_scan
from institutions.models import Institution
from members.forms.fields import PhoneField, PlainField, past_date
from members.models import Decree, Group, GroupClass
from regions.forms import RegionField

_POINT = re.compile(r"(-?\d{1,2}(?:[.,]\d+)?)\s*[,;\s]\s*(\d{2,3}(?:[.,]\d+)?)", re.ASCII)
PHOTOS = "image/jpeg,image/png,image/webp"


def upload(label: Any, *, is_photo: bool = False, **kwargs: Any) -> forms.FileField:
    """A file field; what comes is checked by its content."""
    accepted = PHOTOS if is_photo else f"application/pdf,{PHOTOS}"
    words = (
        _("JPEG, PNG or WebP, at most 10 MB.")
        if is_photo
        else _("PDF, JPEG, PNG or WebP, at most 10 MB.")
    )
    widget = forms.FileInput(attrs={"accept": accepted})
    return forms.FileField(label=label, help_text=words, widget=widget, **kwargs)


class GroupForm(RowForm):
    """What the office records of a group. A new one is active; dissolving is an act of its own."""

    name = PlainField(label=_("Name"), max_length=120)
    village = RegionField(label=_("Village"))
    founded = past_date(_("Founded"))
    simluhtan_id = PlainField(label=capfirst(_("SIMLUHTAN number")), max_length=40, required=False)
    coached_by = forms.ModelChoiceField(
        label=_("Coached by"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("nobody yet"),
    )
    state_since = past_date(_("In this state since"))

    class Meta:
        model = Group
        fields = [
            "name",
            "kind",
            "village",
            "founded",
            "coached_by",
            "simluhtan_id",
            "state",
            "state_since",
            "state_reason",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [scope.area for scope in scopes_of(self.user, self.act) if scope.area is not None]
        self.fields["village"].near = next(iter(areas), "")
        self.fields["coached_by"].queryset = Institution.objects.serving(areas)
        self.initial["coached_by"] = self.instance.coached_by
        if self.instance.pk is None:
            for name in ("state", "state_since", "state_reason"):
                del self.fields[name]
        else:
            self.fields["state"].choices = [
                choice for choice in Group.State.choices if choice[0] != Group.State.DISSOLVED
            ]


class KeepsFile(RowForm):
    """A form with an upload that replaces the row's stored file.

    The file is kept only when everything else on the form is right.
    """

    file_field = ""
    keep: Callable[[bytes], StoredFile]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        upload = self.cleaned_data.get("upload")
        if upload and not self.errors:
            try:
                stored = type(self).keep(read_upload(upload))
            except ValidationError as error:
                self.add_error("upload", error)
            else:
                setattr(self.instance, self.file_field, stored)
        return cleaned


class GroupContactForm(KeepsFile):
    """What the group keeps itself: how to reach it, what it grows, its photo."""

    file_field, keep = "photo", staticmethod(keep_photo)

    address = PlainField(label=_("Secretariat address"), max_length=240, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    point = forms.CharField(
        label=_("Point on the map"),
        required=False,
        max_length=60,
        help_text=_("Copy both numbers from a map, for example -5.65320, 105.66100."),
    )
    commodities = PlainField(
        label=_("Commodities"),
        max_length=200,
        required=False,
        help_text=_("Separate with commas."),
    )
    land_ha = forms.DecimalField(
        label=_("Land (ha)"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
    )
    upload = forms.FileField(
        label=_("Photo of the group"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": PHOTOS}),
    )

    class Meta:
        model = Group
        fields = ["address", "phone", "commodities", "land_ha"]

    field_order = ["phone", "address", "point", "commodities", "land_ha", "upload"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.latitude is not None:
            self.fields["point"].initial = f"{self.instance.latitude}, {self.instance.longitude}"

    def clean_point(self) -> str:
        text = self.cleaned_data["point"].strip()
        found = _POINT.fullmatch(text)
        if text and not found:
            raise ValidationError(_("Write two numbers, for example -5.65320, 105.66100."))
        latitude, longitude = found.groups() if found else (None, None)
        self.instance.latitude = _degrees(latitude)
        self.instance.longitude = _degrees(longitude)
        return text


def _degrees(text: str | None) -> Decimal | None:
    """Five decimals are a metre."""
    return None if text is None else round(Decimal(text.replace(",", ".")), 5)


class DecreeForm(KeepsFile):
    """An SK pengukuhan, with the scan where the office has one."""

    file_field, keep = "scan", staticmethod(keep_scan)

    number = PlainField(label=_("Number"), max_length=80)
    issuer = PlainField(
        label=_("Issued by"), max_length=160, help_text=_("For example the village head.")
    )
    upload = forms.FileField(
        label=_("Scan"),
        required=False,
        help_text=_("PDF, JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": f"application/pdf,{PHOTOS}"}),
    )

    class Meta:
        model = Decree
        fields = ["number", "date", "issuer"]
        widgets = {"date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def clean_date(self) -> dt.date:
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("This date lies in the future. Compare it with the paper."))
        return date


class GroupClassForm(RowForm):
    """The score of a year; the class follows from it."""

    class Meta:
        model = GroupClass
        fields = ["year", "score"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.year is None:
            self.initial["year"] = timezone.localdate().year
        self.fields["score"].help_text = _(
            "0 to 1000: up to 245 Pemula, up to 455 Lanjut, up to 700 Madya, above Utama."
        )

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year has not begun yet."))
        return year
