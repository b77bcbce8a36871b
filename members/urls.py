"""Addresses of groups and people. Codes, never numbers."""

from django.urls import include, path

from core.bulk_edit.urls import bulk_urls
from core.import_pages.urls import import_urls
from members.bulk import GROUPS, PEOPLE
from members.import_pages import RosterPages
from members.views import (
    consents,
    dissolution,
    documents,
    duplicates,
    exports,
    groups,
    history,
    lists,
    memberships,
    papers,
    people,
    placements,
    steps,
)

app_name = "members"
urlpatterns = [
    path("groups/", lists.group_list, name="group_list"),
    path("people/", lists.person_list, name="person_list"),
    path("people/add/", people.person_create, name="person_create"),
    path("people/add/steps/", steps.step_start, name="step_start"),
    path("people/drafts/<slug:code>/check/", steps.step_check, name="step_check"),
    path("people/drafts/<slug:code>/discard/", steps.step_discard, name="step_discard"),
    path("people/drafts/<slug:code>/<slug:key>/", steps.step, name="step"),
    path("people/nik/", people.nik_check, name="nik_check"),
    path("groups/bulk/", include(bulk_urls(GROUPS))),
    path("people/bulk/", include(bulk_urls(PEOPLE))),
    path("people/import/", include(import_urls(RosterPages()))),
    path("people/forms/member/", documents.blank_form, {"form": "member"}, name="member_form"),
    path("people/forms/consent/", documents.blank_form, {"form": "consent"}, name="consent_form"),
    path("people/export/", exports.person_export, name="person_export"),
    path("people/export/nik/", exports.person_export_niks, name="person_export_niks"),
    path("people/duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("people/duplicates/not-same/", duplicates.duplicate_dismissed, name="duplicate_dismissed"),
    path(
        "people/duplicates/<slug:code>/restore/",
        duplicates.duplicate_restore,
        name="duplicate_restore",
    ),
    path(
        "people/duplicates/<slug:code>/<slug:other>/not-same/",
        duplicates.duplicate_dismiss,
        name="duplicate_dismiss",
    ),
    path("people/merge/<slug:code>/<slug:other>/", duplicates.merge, name="merge"),
    path("people/request-transfer/", memberships.transfer_create, name="transfer_create"),
    path("transfers/<slug:code>/", memberships.transfer_answer, name="transfer_answer"),
    path("groups/add/", groups.group_create, name="group_create"),
    path("groups/<slug:code>/papers/<slug:paper>/", documents.group_paper, name="group_paper"),
    path("groups/export/", exports.group_export, name="group_export"),
    path("groups/<slug:code>/", groups.group_detail, name="group_detail"),
    path("groups/<slug:code>/edit/", groups.group_update, name="group_update"),
    path("groups/<slug:code>/contact/", groups.group_contact, name="group_contact"),
    path("groups/<slug:code>/photo/<slug:size>/", groups.group_photo, name="group_photo"),
    path("groups/<slug:code>/history/", history.group_history, name="group_history"),
    path("people/<slug:code>/history/", history.person_history, name="person_history"),
    path("groups/<slug:code>/dissolve/", dissolution.group_dissolve, name="group_dissolve"),
    path("groups/<slug:code>/decrees/add/", papers.decree_create, name="decree_create"),
    path(
        "groups/<slug:code>/decrees/<slug:decree_code>/",
        papers.decree_update,
        name="decree_update",
    ),
    path(
        "groups/<slug:code>/decrees/<slug:decree_code>/scan/",
        papers.decree_scan,
        name="decree_scan",
    ),
    path("groups/<slug:code>/classes/add/", papers.class_create, name="class_create"),
    path("groups/<slug:code>/classes/<int:year>/", papers.class_update, name="class_update"),
]

# Any word would pass for a person's code: her addresses come after all other "people/…".
urlpatterns += [
    path("people/<slug:code>/", people.person_detail, name="person_detail"),
    path("people/<slug:code>/sheet/", documents.person_sheet, name="person_sheet"),
    path("people/<slug:code>/edit/", people.person_update, name="person_update"),
    path("people/<slug:code>/answers/", people.person_answers, name="person_answers"),
    path("people/<slug:code>/answers/<slug:key>/", people.person_answer, name="person_answer"),
    path("people/<slug:code>/photo/<slug:size>/", people.person_photo, name="person_photo"),
    path("people/<slug:code>/nik/", people.person_reveal_nik, name="person_reveal_nik"),
    path("people/<slug:code>/death/", people.person_death, name="person_death"),
    path("people/<slug:code>/merge/", duplicates.merge_start, name="merge_start"),
    path("people/<slug:code>/join/", memberships.membership_join, name="membership_join"),
    path("people/<slug:code>/membership/", memberships.membership_update, name="membership_update"),
    path("people/<slug:code>/leave/", memberships.membership_leave, name="membership_leave"),
    path("people/<slug:code>/move/", memberships.membership_move, name="membership_move"),
    path("people/<slug:code>/office/", memberships.office_change, name="office_change"),
    path("people/<slug:code>/consents/", consents.consent_update, name="consent_update"),
    path(
        "people/<slug:code>/consents/<slug:consent_code>/withdraw/",
        consents.consent_withdraw,
        name="consent_withdraw",
    ),
    path(
        "people/<slug:code>/placements/add/",
        placements.placement_create,
        name="placement_create",
    ),
    path(
        "people/<slug:code>/placements/<slug:placement_code>/",
        placements.placement_update,
        name="placement_update",
    ),
    path("people/<slug:code>/relatives/add/", placements.relative_create, name="relative_create"),
    path(
        "people/<slug:code>/relatives/<slug:relative_code>/",
        placements.relative_update,
        name="relative_update",
    ),
    path(
        "people/<slug:code>/relatives/<slug:relative_code>/end/",
        placements.relative_end,
        name="relative_end",
    ),
]
