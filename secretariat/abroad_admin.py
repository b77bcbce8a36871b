"""Contacts, needs and openings in the admin site: to read."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin
from secretariat.models import Contact, Need, Opening


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    list_display = ("person", "day", "told_by", "channel")
    list_select_related = ("person",)
    list_filter = ("told_by",)


@admin.register(Need)
class NeedAdmin(ReadOnlyAdmin):
    list_display = ("person", "kind", "asked_on", "ended_on")
    list_select_related = ("person",)
    list_filter = ("kind",)


@admin.register(Opening)
class OpeningAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "office", "until", "published_on", "withdrawn_on")
    list_select_related = ("office",)
    list_filter = ("kind",)
    search_fields = ("title",)
