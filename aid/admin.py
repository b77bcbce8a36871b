"""Equipment aid in the admin site: the list of goods; papers to read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from aid import admin_ends, periods
from aid.exports import equipment as equipment_columns
from aid.exports.equipment import EquipmentExport
from aid.models import (
    AidDecree,
    Booking,
    Custody,
    Equipment,
    EquipmentMove,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    IdleAnswer,
    Inspection,
    Proposal,
    ProposalLine,
    Season,
    Upkeep,
    UseLog,
    Verification,
    Witness,
)
from core.admin_bulk import AdminExport
from core.admin_forms import AdminForm
from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from core.imports.columns import Column
from core.reference_lists import (
    ReferenceList,
    add_reference,
    choice_column,
    number_column,
    text_column,
)


def _kind_columns(user: Any) -> tuple[Column, ...]:
    return (
        text_column(GoodsKind, "name", "nama", "jenis barang", "jenis alat"),
        choice_column(GoodsKind, "handling", "penanganan"),
        text_column(GoodsKind, "unit", "satuan"),
        choice_column(GoodsKind, "meter", "dihitung dalam"),
        number_column(GoodsKind, "idle_days", range(7, 731), "hari menganggur"),
    )


add_reference(ReferenceList(GoodsKind, _kind_columns))


@admin.register(GoodsKind)
class GoodsKindAdmin(RegisterAdmin):
    list_display = ("name", "handling", "unit", "meter", "idle_days")
    list_filter = ("handling",)
    search_fields = ("name",)
    fields = ("name", "handling", "unit", "meter", "idle_days")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    end = admin_ends.PROPOSAL
    list_display = ("group", "proposed_on", "number", "programme")
    list_select_related = ("group", "programme")
    list_filter = ("proposed_by",)
    search_fields = ("number",)


@admin.register(ProposalLine)
class ProposalLineAdmin(ReadOnlyAdmin):
    end = admin_ends.LINE
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
    export = AdminExport(
        act="aid.export_aid",
        make=EquipmentExport,
        columns=equipment_columns.COLUMNS,
        usual=equipment_columns.USUAL,
        order=("-id",),
        area="group__village_id",
    )
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


@admin.register(Season)
class SeasonAdmin(RegisterAdmin):
    list_display = ("name", "start", "end")
    search_fields = ("name",)
    fields = ("name", "start", "end")


class BookingAdminForm(AdminForm):
    """A turn's time as its two moments; what another turn holds is refused in words."""

    start = forms.DateTimeField(label=_("from"))
    end = forms.DateTimeField(label=_("to"), help_text=_("This moment no longer belongs to it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "start" in self.fields:
            self.initial["start"] = self.instance.period.lower
            self.initial["end"] = self.instance.period.upper

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.instance.pk is None:
            self.instance.asked_by = self.user
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and start < end:
            self.instance.period = periods.span(start, end)
        elif start and end:
            self.add_error("end", _("The turn ends before it begins. Correct the times."))
        return self.cleaned_data


@admin.register(Booking)
class BookingAdmin(RegisterAdmin):
    end = admin_ends.TURN
    form = BookingAdminForm
    list_display = ("equipment", "person", "period", "state")
    list_select_related = ("equipment__kind", "person")
    list_filter = ("state",)
    autocomplete_fields = ("equipment", "person")
    fields = (
        *("equipment", "person", "start", "end", "purpose", "place"),
        *("state", "cancel_reason"),
    )


@admin.register(UseLog)
class UseLogAdmin(ReadOnlyAdmin):
    end = admin_ends.cancelled("aid.change_uselog")
    list_display = (
        *("equipment", "used_on", "person", "work", "hours", "area_ha", "hour_meter", "fee"),
        "cancelled_on",
    )
    list_select_related = ("equipment__kind", "person")
    list_filter = ("work",)


@admin.register(IdleAnswer)
class IdleAnswerAdmin(ReadOnlyAdmin):
    list_display = ("equipment", "asked_for", "answer", "note")
    list_select_related = ("equipment__kind",)
    list_filter = ("answer",)


@admin.register(EquipmentMove)
class EquipmentMoveAdmin(ReadOnlyAdmin):
    list_display = ("equipment", "from_group", "to_group", "moved_on")
    list_select_related = ("equipment__kind", "from_group", "to_group")


@admin.register(Inspection)
class InspectionAdmin(ReadOnlyAdmin):
    end = admin_ends.cancelled("aid.change_inspection")
    list_display = ("equipment", "date", "by", "condition", "cancelled_on")
    list_select_related = ("equipment__kind",)
    list_filter = ("condition",)


@admin.register(Upkeep)
class UpkeepAdmin(ReadOnlyAdmin):
    end = admin_ends.cancelled("aid.change_upkeep")
    list_display = ("equipment", "date", "kind", "cost", "next_due", "new_meter", "cancelled_on")
    list_select_related = ("equipment__kind",)
    list_filter = ("kind",)


@admin.register(FaultReport)
class FaultReportAdmin(ReadOnlyAdmin):
    list_display = ("equipment", "kind", "at", "source", "state")
    list_select_related = ("equipment__kind",)
    list_filter = ("state", "source")
