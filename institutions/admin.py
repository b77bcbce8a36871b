"""Institutions in the admin site: who signs for them, what they pay for, how they number."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin_forms import AdminForm
from core.admin_site import RegisterAdmin
from core.files import read_upload
from core.storage import keep_photo, picture_of
from institutions.models import Institution, Programme, Series


class InstitutionForm(AdminForm):
    """An institution with its sign, which is kept only when everything else is right."""

    upload = forms.FileField(
        label=_("New sign"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 10 MB. It stands on certificates and handovers."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    takes_off = forms.BooleanField(label=_("Take the sign off"), required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if upload := self.cleaned_data.get("upload"):
            try:
                self.instance.logo = keep_photo(read_upload(upload))
            except ValidationError as error:
                self.add_error("upload", error)
        elif self.cleaned_data.get("takes_off"):
            self.instance.logo = None
        return cleaned


@admin.register(Institution)
class InstitutionAdmin(RegisterAdmin):
    form = InstitutionForm
    list_display = ("name", "kind", "region", "head_name", "phone")
    list_filter = ("kind",)
    list_select_related = ("region",)
    search_fields = ("name",)
    autocomplete_fields = ("region",)
    fields = (
        *("name", "kind", "region", "address", "phone"),
        *("head_name", "head_title", "head_nip", "letterhead"),
        *("sign", "upload", "takes_off"),
    )
    readonly_fields = ("sign",)

    @admin.display(description=_("sign"))
    def sign(self, institution: Institution) -> str:
        """As papers show it; within the page, since no address leads to a file."""
        picture = picture_of(institution.logo.sha256) if institution.logo else None
        if picture is None:
            return "–"
        source = f"data:image/jpeg;base64,{b64encode(picture).decode()}"
        return format_html('<img src="{}" alt="{}" height="96">', source, institution.name)


@admin.register(Programme)
class ProgrammeAdmin(RegisterAdmin):
    list_display = ("name", "year", "funding", "giver")
    list_filter = ("funding", "year")
    list_select_related = ("giver",)
    search_fields = ("name",)
    autocomplete_fields = ("giver",)
    fields = ("name", "year", "funding", "giver")


@admin.register(Series)
class SeriesAdmin(RegisterAdmin):
    list_display = ("institution", "kind", "template", "code")
    list_filter = ("kind",)
    list_select_related = ("institution",)
    autocomplete_fields = ("institution",)
    fields = ("institution", "kind", "template", "code")
