"""Monthly checks in the admin site, to read."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin
from secretariat.models import CheckIn


@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    list_display = ("group", "month", "members_changed", "machines_sound", "has_problem")
    list_select_related = ("group",)
    list_filter = ("month", "has_problem")
