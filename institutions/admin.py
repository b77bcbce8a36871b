"""Institutions in the admin site: who they are, who signs for them."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import RegisterAdmin
from institutions.models import Institution


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
