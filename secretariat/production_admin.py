"""Production in the admin site: commodities to keep, harvests to read; cards have their pages."""

from __future__ import annotations

from django.contrib import admin

from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from secretariat.models import Commodity, Harvest


@admin.register(Commodity)
class CommodityAdmin(RegisterAdmin):
    list_display = ("name", "most_yield")
    search_fields = ("name",)
    fields = ("name", "most_yield")


@admin.register(Harvest)
class HarvestAdmin(ReadOnlyAdmin):
    list_display = ("commodity", "group", "harvested_on", "quantity_kg")
    list_select_related = ("commodity", "group")
    list_filter = ("commodity",)
    exclude = ("person", "note")
