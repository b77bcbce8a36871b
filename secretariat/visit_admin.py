"""Visits and minutes in the admin site, to be read."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin
from secretariat.models import Meeting, MeetingAttendance, Visit, VisitFollowUp, VisitOfficer


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ("group", "planned_on", "held_on", "purpose", "state")
    list_select_related = ("group",)
    list_filter = ("state",)
    search_fields = ("group__name", "purpose")


@admin.register(VisitOfficer)
class VisitOfficerAdmin(ReadOnlyAdmin):
    list_display = ("visit", "user", "name", "ended")
    list_select_related = ("visit__group", "user")


@admin.register(VisitFollowUp)
class VisitFollowUpAdmin(ReadOnlyAdmin):
    list_display = ("what", "visit", "due_on", "done_on")
    list_select_related = ("visit__group",)
    search_fields = ("what",)


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("group", "date", "agenda", "cancelled_on")
    list_select_related = ("group",)
    search_fields = ("group__name", "agenda")


@admin.register(MeetingAttendance)
class MeetingAttendanceAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "person", "state")
    list_select_related = ("meeting", "person")
    list_filter = ("state",)
