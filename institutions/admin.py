"""Institutions in the admin site: who signs for them, what they pay for, how they number."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import RegisterAdmin
from institutions.models import Institution, Programme, Series


@admin.register(Institution)
class InstitutionAdmin(RegisterAdmin):
    list_display = ("name", "kind", "region", "head_name", "phone")
    list_filter = ("kind",)
    list_select_related = ("region",)
    search_fields = ("name",)
    autocomplete_fields = ("region",)
    fields = (
        *("name", "kind", "region", "address", "phone"),
        *("head_name", "head_title", "head_nip", "letterhead"),
    )


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
