"""Equipment aid in the admin site: the list of goods; papers to read."""

from __future__ import annotations

from django.contrib import admin

from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    GoodsKind,
    Handover,
    HandoverLine,
    Proposal,
    ProposalLine,
    Verification,
    Witness,
)
from core.admin_site import ReadOnlyAdmin, RegisterAdmin


@admin.register(GoodsKind)
class GoodsKindAdmin(RegisterAdmin):
    list_display = ("name", "handling", "unit", "meter", "idle_days")
    list_filter = ("handling",)
    search_fields = ("name",)
    fields = ("name", "handling", "unit", "meter", "idle_days")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ("group", "proposed_on", "number", "programme")
    list_select_related = ("group", "programme")
    list_filter = ("proposed_by",)
    search_fields = ("number",)


@admin.register(ProposalLine)
class ProposalLineAdmin(ReadOnlyAdmin):
    list_display = ("proposal", "kind", "quantity", "state", "proposed_on", "decreed_on")
    list_select_related = ("proposal", "kind")
    list_filter = ("state",)


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    list_display = ("proposal", "visited_on", "verifier", "fits_land", "can_run", "can_repair")
    list_select_related = ("proposal",)


@admin.register(AidDecree)
class AidDecreeAdmin(ReadOnlyAdmin):
    list_display = ("number", "date", "issuer", "office")
    list_select_related = ("office",)
    search_fields = ("number",)


@admin.register(Handover)
class HandoverAdmin(ReadOnlyAdmin):
    list_display = ("group", "handed_on", "register_number", "giver_number", "state")
    list_select_related = ("group",)
    list_filter = ("state", "title")
    search_fields = ("register_number", "giver_number")
    exclude = ("verify_code", "content")


@admin.register(HandoverLine)
class HandoverLineAdmin(ReadOnlyAdmin):
    list_display = ("handover", "kind", "brand", "quantity", "unit", "unit_price")
    list_select_related = ("handover", "kind")


@admin.register(Witness)
class WitnessAdmin(ReadOnlyAdmin):
    list_display = ("handover", "name", "position")
    list_select_related = ("handover",)


@admin.register(Equipment)
class EquipmentAdmin(RegisterAdmin):
    list_display = ("kind", "brand", "serial", "group", "condition", "state")
    list_select_related = ("kind", "group")
    list_filter = ("state", "condition", "title")
    search_fields = ("serial", "brand")
    autocomplete_fields = ("group", "kind", "programme")
    fields = (
        *("group", "kind", "brand", "serial", "specification", "built", "acquired_on", "title"),
        *("programme", "funding", "value", "condition", "place", "note"),
    )


@admin.register(Custody)
class CustodyAdmin(ReadOnlyAdmin):
    list_display = ("equipment", "person", "since", "until")
    list_select_related = ("equipment__kind", "person")
