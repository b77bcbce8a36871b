"""Regions in the admin site: to choose from, never to change; they come from a package."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin
from regions.models import Region


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("name", "code", "level", "path")
    list_filter = ("level",)
    search_fields = ("name",)
    fields = ("code", "name", "level", "path", "is_current")
