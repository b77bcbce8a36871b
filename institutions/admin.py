"""Institutions in the admin site: who signs for them, what they pay for, how they number."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Hashable, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin_forms import AdminForm
from core.admin_site import RegisterAdmin
from core.files import read_upload
from core.imports.cells import to_text
from core.imports.columns import Column
from core.imports.errors import CellError
from core.reference_lists import ReferenceList, add_reference, choice_column, text_column
from core.storage import keep_photo, picture_of
from core.text import name_key
from institutions.models import Institution, Programme, Series
from regions.models import Region


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


def _region(cell: Any) -> str:
    """A province, regency or city, by its code or its name; which one must be sure."""
    text = to_text(cell)
    regions = Region.objects.named(text).filter(level__lte=Region.Level.REGENCY)
    found = list(regions.values_list("code", flat=True)[:2])
    if len(found) != 1:
        words = gettext("“%(text)s” is no province, regency or city. Write its code, as 18.01.")
        raise CellError(words % {"text": text[:40]})
    return str(found[0])


def _columns(user: Any) -> tuple[Column, ...]:
    return (
        text_column(Institution, "name", "nama", "lembaga", "nama lembaga"),
        choice_column(Institution, "kind", "jenis"),
        Column("region_id", _("region"), _region, ("wilayah", "kabupaten", "kode wilayah")),
        text_column(Institution, "address", "alamat"),
        text_column(Institution, "phone", "telepon"),
    )


def _named_there(values: Mapping[str, Any]) -> Hashable:
    return name_key(values["name"]), values["region_id"]


add_reference(
    ReferenceList(Institution, _columns, needed=("name", "kind", "region_id"), key=_named_there)
)


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
