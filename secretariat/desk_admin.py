"""The service desk in the admin site: the topics; services to read. Sealed cases are not there."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from secretariat.models import Referral, Service, ServiceNote, ServiceTopic


@admin.register(ServiceTopic)
class ServiceTopicAdmin(RegisterAdmin):
    list_display = ("name", "words", "seals")
    search_fields = ("name",)
    fields = ("name", "words", "seals")


@admin.register(Service)
class ServiceAdmin(ReadOnlyAdmin):
    list_display = ("opened_on", "topic", "asker_name", "group", "state")
    list_select_related = ("topic", "group")
    list_filter = ("state", "urgency", "topic")
    search_fields = ("asker_name", "about_name")


@admin.register(ServiceNote)
class ServiceNoteAdmin(ReadOnlyAdmin):
    list_display = ("service", "at", "author", "for_family")
    list_select_related = ("service", "author")


@admin.register(Referral)
class ReferralAdmin(ReadOnlyAdmin):
    list_display = ("service", "institution", "referred_on", "answered_on")
    list_select_related = ("service", "institution")
