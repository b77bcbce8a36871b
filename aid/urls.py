"""Addresses of equipment aid. Codes, never numbers."""

from typing import Any

from django.urls import include, path

from aid.bulk import EQUIPMENT as EQUIPMENT_BULK
from aid.bulk import PROPOSALS as PROPOSALS_BULK
from aid.inventory_pages import InventoryPages
from aid.views import (
    audit,
    bookings,
    care,
    cashbook,
    decrees,
    equipment,
    equipment_acts,
    exports,
    handover_lines,
    handover_papers,
    handovers,
    idle,
    labels,
    proposals,
    turn_export,
    use_logs,
    visits,
)
from core.bulk_edit.urls import bulk_urls
from core.import_pages.urls import import_urls

app_name = "aid"
urlpatterns: list[Any] = []

# rows of a list together
urlpatterns += [
    path("equipment/bulk/", include(bulk_urls(EQUIPMENT_BULK))),
    path("proposals/bulk/", include(bulk_urls(PROPOSALS_BULK))),
]

# proposals, visits, decrees
urlpatterns += [
    path("", proposals.proposal_list, name="proposal_list"),
    path("proposals/export/", exports.proposal_export, name="proposal_export"),
    path("proposals/add/", proposals.proposal_create, name="proposal_create"),
    path("groups/<slug:code>/", proposals.group_proposals, name="group_proposals"),
    path("proposals/<slug:code>/", proposals.proposal_detail, name="proposal_detail"),
    path("proposals/<slug:code>/edit/", proposals.proposal_update, name="proposal_update"),
    path("proposals/<slug:code>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("proposals/<slug:code>/scan/", proposals.proposal_scan, name="proposal_scan"),
    path("proposals/<slug:code>/history/", proposals.proposal_history, name="proposal_history"),
    path("proposals/<slug:code>/visit/", visits.proposal_verify, name="proposal_verify"),
    path(
        "proposals/<slug:code>/lines/<int:number>/end/",
        proposals.proposal_line_end,
        name="proposal_line_end",
    ),
    path("visits/<slug:code>/", visits.visit_update, name="visit_update"),
    path("visits/<slug:code>/paper/", visits.visit_paper, name="visit_paper"),
    path("visits/<slug:code>/scan/", visits.visit_scan, name="visit_scan"),
    path(
        "visits/<slug:code>/photos/<int:number>/<slug:size>/",
        visits.visit_photo,
        name="visit_photo",
    ),
    path("decrees/", decrees.decree_list, name="decree_list"),
    path("decrees/add/", decrees.decree_create, name="decree_create"),
    path("decrees/export/", exports.decree_export, name="decree_export"),
    path("decrees/<slug:code>/", decrees.decree_detail, name="decree_detail"),
    path("decrees/<slug:code>/edit/", decrees.decree_update, name="decree_update"),
    path("decrees/<slug:code>/history/", decrees.decree_history, name="decree_history"),
    path("decrees/<slug:code>/lines/", decrees.decree_add_lines, name="decree_add_lines"),
    path("decrees/<slug:code>/scan/", decrees.decree_scan, name="decree_scan"),
]
# Turns, use, cash book, idle machines.
urlpatterns += [
    path("equipment/<slug:code>/turns/", bookings.booking_week, name="booking_week"),
    path("equipment/<slug:code>/turns/month/", bookings.booking_month, name="booking_month"),
    path("equipment/<slug:code>/turns/export/", turn_export.booking_export, name="booking_export"),
    path("equipment/<slug:code>/turns/add/", bookings.booking_create, name="booking_create"),
    path(
        "equipment/<slug:code>/turns/<slug:day>/<slug:slot>/",
        bookings.booking_take,
        name="booking_take",
    ),
    path("turns/<slug:code>/", bookings.booking_detail, name="booking_detail"),
    path("turns/<slug:code>/move/", bookings.booking_move, name="booking_move"),
    path("turns/<slug:code>/cancel/", bookings.booking_cancel, name="booking_cancel"),
    path("turns/<slug:code>/fetch/", bookings.booking_checkout, name="booking_checkout"),
    path("turns/<slug:code>/return/", bookings.booking_checkin, name="booking_checkin"),
    path("equipment/<slug:code>/uses/", use_logs.use_list, name="use_list"),
    path("equipment/<slug:code>/uses/add/", use_logs.use_create, name="use_create"),
    path("equipment/<slug:code>/uses/form/", use_logs.use_form, name="use_form"),
    path("equipment/<slug:code>/uses/export/", use_logs.use_export, name="use_export"),
    path("uses/<slug:code>/", use_logs.use_update, name="use_update"),
    path("uses/<slug:code>/cancel/", use_logs.use_cancel, name="use_cancel"),
    path("equipment/<slug:code>/cashbook/", cashbook.cashbook_detail, name="cashbook_detail"),
    path("equipment/<slug:code>/cashbook/paper/", cashbook.cashbook_paper, name="cashbook_paper"),
    path("idle/", idle.idle_list, name="idle_list"),
    path("idle/export/", idle.idle_export, name="idle_export"),
    path("equipment/<slug:code>/idle/", idle.idle_answer, name="idle_answer"),
    path("idle/<slug:code>/", idle.idle_note, name="idle_note"),
    path("idle/<slug:code>/settle/", idle.idle_settle, name="idle_settle"),
]

# Equipment: its list and page, what happens to it, its upkeep, its labels.
EQUIPMENT = "equipment/<str:code>/"
INSPECTION = f"{EQUIPMENT}inspections/<str:row_code>/"
UPKEEP = f"{EQUIPMENT}upkeep/<str:row_code>/"
urlpatterns += [
    path("equipment/", equipment.equipment_list, name="equipment_list"),
    path("equipment/add/", equipment.equipment_create, name="equipment_create"),
    path("equipment/export/", exports.equipment_export, name="equipment_export"),
    path("equipment/labels/", labels.equipment_labels, name="equipment_labels"),
    path("equipment/import/", include(import_urls(InventoryPages()))),
    path(EQUIPMENT, equipment.equipment_detail, name="equipment_detail"),
    path(f"{EQUIPMENT}change/", equipment.equipment_update, name="equipment_update"),
    path(f"{EQUIPMENT}history/", equipment.equipment_history, name="equipment_history"),
    path(f"{EQUIPMENT}photo/", equipment.equipment_photo_update, name="equipment_photo_update"),
    path(f"{EQUIPMENT}photo/<str:size>/", equipment.equipment_photo, name="equipment_photo"),
    path(
        f"{EQUIPMENT}handover-photo/<str:size>/",
        care.equipment_handover_photo,
        name="equipment_handover_photo",
    ),
    path(f"{EQUIPMENT}label/", labels.equipment_label, name="equipment_label"),
    path(f"{EQUIPMENT}condition/", equipment_acts.equipment_condition, name="equipment_condition"),
    path(f"{EQUIPMENT}custody/", equipment_acts.custody_change, name="custody_change"),
    path(f"{EQUIPMENT}move/", equipment_acts.equipment_move, name="equipment_move"),
    path(f"{EQUIPMENT}end/", equipment_acts.equipment_end, name="equipment_end"),
    path(f"{EQUIPMENT}inspections/add/", care.inspection_create, name="inspection_create"),
    path(f"{INSPECTION}photo/<str:size>/", care.inspection_photo, name="inspection_photo"),
    path(f"{INSPECTION}change/", care.inspection_update, name="inspection_update"),
    path(f"{INSPECTION}cancel/", care.inspection_cancel, name="inspection_cancel"),
    path(f"{EQUIPMENT}upkeep/add/", care.upkeep_create, name="upkeep_create"),
    path(f"{UPKEEP}change/", care.upkeep_update, name="upkeep_update"),
    path(f"{UPKEEP}cancel/", care.upkeep_cancel, name="upkeep_cancel"),
    path(f"{EQUIPMENT}faults/add/", care.fault_create, name="fault_create"),
    path(f"{EQUIPMENT}faults/<str:fault_code>/", care.fault_handle, name="fault_handle"),
]

# Handovers.
urlpatterns += [
    path("handovers/", handovers.handover_list, name="handover_list"),
    path("handovers/export/", exports.handover_export, name="handover_export"),
    path("handovers/audit/", audit.audit_pack, name="audit_pack"),
    path("handovers/add/", handovers.handover_start, name="handover_start"),
    path("handovers/add/<slug:code>/", handovers.handover_create, name="handover_create"),
    path("handovers/<slug:code>/", handovers.handover_detail, name="handover_detail"),
    path("handovers/<slug:code>/edit/", handovers.handover_update, name="handover_update"),
    path("handovers/<slug:code>/issue/", handovers.handover_issue, name="handover_issue"),
    path("handovers/<slug:code>/cancel/", handovers.handover_cancel, name="handover_cancel"),
    path("handovers/<slug:code>/history/", handovers.handover_history, name="handover_history"),
    path(
        "handovers/<slug:code>/lines/add/",
        handover_lines.handover_line_create,
        name="handover_line_create",
    ),
    path(
        "handovers/<slug:code>/lines/<slug:line_code>/",
        handover_lines.handover_line_update,
        name="handover_line_update",
    ),
    path(
        "handovers/<slug:code>/lines/<slug:line_code>/remove/",
        handover_lines.handover_line_remove,
        name="handover_line_remove",
    ),
    path(
        "handovers/<slug:code>/witnesses/",
        handover_lines.handover_witnesses,
        name="handover_witnesses",
    ),
    path(
        "handovers/<slug:code>/papers/<slug:paper>/",
        handover_papers.handover_paper,
        name="handover_paper",
    ),
    path("handovers/<slug:code>/scan/", handover_papers.handover_scan, name="handover_scan"),
    path(
        "handovers/<slug:code>/scan/file/",
        handover_papers.handover_scan_file,
        name="handover_scan_file",
    ),
    path(
        "handovers/<slug:code>/agreement/",
        handover_papers.handover_agreement,
        name="handover_agreement",
    ),
    path(
        "handovers/<slug:code>/agreement/file/",
        handover_papers.handover_agreement_file,
        name="handover_agreement_file",
    ),
    path(
        "handovers/<slug:code>/photos/add/",
        handover_papers.handover_photo_create,
        name="handover_photo_create",
    ),
    path(
        "handovers/<slug:code>/photos/<slug:key>/remove/",
        handover_papers.handover_photo_remove,
        name="handover_photo_remove",
    ),
    path(
        "handovers/<slug:code>/photos/<slug:key>/<slug:size>/",
        handover_papers.handover_photo,
        name="handover_photo",
    ),
]
