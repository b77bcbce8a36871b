"""Addresses of the secretariat. Codes, never numbers."""

from typing import Any

from django.urls import include, path

from core.import_pages.urls import import_urls
from secretariat.import_pages import VisitorPages
from secretariat.views import (
    abroad,
    cases,
    checkins,
    desk_books,
    harvests,
    health,
    livelihoods,
    meetings,
    needs,
    openings,
    production,
    sealed,
    services,
    visit_follow_ups,
    visits,
)

app_name = "secretariat"
urlpatterns: list[Any] = []

# service desk
urlpatterns += [
    path("services/", services.service_list, name="service_list"),
    path("services/add/", services.service_create, name="service_create"),
    path("services/add/<slug:code>/", services.service_visit, name="service_visit"),
    path("services/group/<slug:code>/", services.service_group, name="service_group"),
    path("services/export/", desk_books.service_export, name="service_export"),
    path("services/book/", desk_books.service_book, name="service_book"),
    path("services/book/blank/", desk_books.service_blank_book, name="service_blank_book"),
    path("services/totals/", desk_books.service_totals, name="service_totals"),
    path("services/import/", include(import_urls(VisitorPages()))),
    path("services/numbers/", services.service_numbers, name="service_numbers"),
    path("services/sealed/", services.sealed_list, name="sealed_list"),
    path("services/successors/", sealed.successor_list, name="successor_list"),
    path("services/successors/<slug:code>/", sealed.successor_name, name="successor_name"),
    path("services/<slug:code>/", services.service_detail, name="service_detail"),
    path("services/<slug:code>/change/", services.service_update, name="service_update"),
    path("services/<slug:code>/history/", services.service_history, name="service_history"),
    path("services/<slug:code>/note/", cases.service_note, name="service_note"),
    path("services/<slug:code>/family/", cases.service_family, name="service_family"),
    path("services/<slug:code>/refer/", cases.service_refer, name="service_refer"),
    path(
        "services/<slug:code>/referrals/<slug:referral>/",
        cases.referral_answer,
        name="referral_answer",
    ),
    path("services/<slug:code>/close/", cases.service_close, name="service_close"),
    path("services/<slug:code>/reopen/", cases.service_reopen, name="service_reopen"),
    path("services/<slug:code>/seal/", sealed.service_seal, name="service_seal"),
    path("services/<slug:code>/sealed-note/", sealed.sealed_note, name="sealed_note"),
]

# still abroad
urlpatterns += [
    path("abroad/", abroad.abroad_list, name="abroad_list"),
    path("abroad/export/", abroad.abroad_export, name="abroad_export"),
    path("abroad/<slug:code>/", abroad.abroad_detail, name="abroad_detail"),
    path("abroad/<slug:code>/contact/", abroad.contact_create, name="contact_create"),
    path("abroad/<slug:code>/contact/<slug:contact>/end/", abroad.contact_end, name="contact_end"),
    path("abroad/<slug:code>/returned/", abroad.person_returned, name="person_returned"),
    path("returned/<slug:code>/", abroad.returned_next, name="returned_next"),
    path("returned/<slug:code>/join/", abroad.returned_join, name="returned_join"),
    path("needs/<slug:code>/", needs.need_list, name="need_list"),
    path("needs/<slug:code>/add/", needs.need_create, name="need_create"),
    path("needs/<slug:code>/<slug:need>/end/", needs.need_end, name="need_end"),
]

# openings
urlpatterns += [
    path("openings/", openings.opening_list, name="opening_list"),
    path("openings/add/", openings.opening_create, name="opening_create"),
    path("openings/export/", openings.opening_export, name="opening_export"),
    path("openings/<slug:code>/", openings.opening_detail, name="opening_detail"),
    path("openings/<slug:code>/edit/", openings.opening_update, name="opening_update"),
    path("openings/<slug:code>/publish/", openings.opening_publish, name="opening_publish"),
    path("openings/<slug:code>/withdraw/", openings.opening_withdraw, name="opening_withdraw"),
    path("openings/<slug:code>/fit/", openings.opening_fit_list, name="opening_fit_list"),
]

# coaching visits
urlpatterns += [
    path("visits/", visits.visit_list, name="visit_list"),
    path("visits/plan/", visits.visit_plan, name="visit_plan"),
    path("visits/export/", visits.visit_export, name="visit_export"),
    path("groups/<slug:code>/visits/add/", visits.visit_create, name="visit_create"),
    path("visits/<slug:code>/", visits.visit_detail, name="visit_detail"),
    path("visits/<slug:code>/edit/", visits.visit_update, name="visit_update"),
    path("visits/<slug:code>/record/", visits.visit_record, name="visit_record"),
    path("visits/<slug:code>/cancel/", visits.visit_cancel, name="visit_cancel"),
    path("visits/<slug:code>/letter/", visits.visit_letter, name="visit_letter"),
    path("visits/<slug:code>/history/", visits.visit_history, name="visit_history"),
    path("visits/<slug:code>/photos/add/", visits.visit_photo_create, name="visit_photo_create"),
    path(
        "visits/<slug:code>/photos/<slug:photo>/remove/",
        visits.visit_photo_remove,
        name="visit_photo_remove",
    ),
    path(
        "visits/<slug:code>/photos/<slug:photo>/<slug:size>/",
        visits.visit_photo,
        name="visit_photo",
    ),
    path(
        "visits/<slug:code>/follow-ups/add/",
        visit_follow_ups.visit_followup_create,
        name="visit_followup_create",
    ),
    path(
        "follow-ups/<slug:code>/edit/",
        visit_follow_ups.visit_followup_update,
        name="visit_followup_update",
    ),
    path(
        "follow-ups/<slug:code>/done/",
        visit_follow_ups.visit_followup_finish,
        name="visit_followup_finish",
    ),
    path(
        "follow-ups/<slug:code>/drop/",
        visit_follow_ups.visit_followup_cancel,
        name="visit_followup_cancel",
    ),
]

# meeting minutes
urlpatterns += [
    path("groups/<slug:code>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("groups/<slug:code>/meetings/add/", meetings.meeting_create, name="meeting_create"),
    path("meetings/<slug:code>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<slug:code>/edit/", meetings.meeting_update, name="meeting_update"),
    path(
        "meetings/<slug:code>/attendance/", meetings.meeting_attendance, name="meeting_attendance"
    ),
    path("meetings/<slug:code>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("meetings/<slug:code>/paper/", meetings.meeting_paper, name="meeting_paper"),
    path("meetings/<slug:code>/history/", meetings.meeting_history, name="meeting_history"),
    path(
        "meetings/<slug:code>/photos/add/",
        meetings.meeting_photo_create,
        name="meeting_photo_create",
    ),
    path(
        "meetings/<slug:code>/photos/<slug:photo>/remove/",
        meetings.meeting_photo_remove,
        name="meeting_photo_remove",
    ),
    path(
        "meetings/<slug:code>/photos/<slug:photo>/<slug:size>/",
        meetings.meeting_photo,
        name="meeting_photo",
    ),
]

# monthly check
urlpatterns += [
    path("checks/", checkins.checkin_list, name="checkin_list"),
    path("checks/export/", checkins.checkin_export, name="checkin_export"),
    path("checks/answers/<slug:code>/note/", checkins.checkin_note, name="checkin_note"),
    path("checks/answers/<slug:code>/settle/", checkins.checkin_settle, name="checkin_settle"),
    path("checks/<slug:code>/", checkins.checkin_group, name="checkin_group"),
    path("checks/<slug:code>/<slug:month>/", checkins.checkin_answer, name="checkin_answer"),
    path("health/", health.health_list, name="health_list"),
    path("health/export/", health.health_export, name="health_export"),
    path("health/<slug:code>/", health.health_detail, name="health_detail"),
]

# production
urlpatterns += [
    path("harvests/", harvests.harvest_list, name="harvest_list"),
    path("harvests/export/", harvests.harvest_export, name="harvest_export"),
    path("harvests/add/", harvests.harvest_start, name="harvest_start"),
    path("harvests/groups/<slug:code>/add/", harvests.harvest_create, name="harvest_create"),
    path(
        "harvests/groups/<slug:code>/production/",
        production.production_group,
        name="production_group",
    ),
    path("harvests/production/", production.production_area, name="production_area"),
    path("harvests/<slug:code>/edit/", harvests.harvest_update, name="harvest_update"),
    path("harvests/<slug:code>/cancel/", harvests.harvest_cancel, name="harvest_cancel"),
    path("livelihood/", livelihoods.livelihood_summary, name="livelihood_summary"),
    path("livelihood/to-ask/", livelihoods.livelihood_due, name="livelihood_due"),
    path("livelihood/people/<slug:code>/", livelihoods.livelihood_list, name="livelihood_list"),
    path(
        "livelihood/people/<slug:code>/add/",
        livelihoods.livelihood_create,
        name="livelihood_create",
    ),
    path("livelihood/<slug:code>/edit/", livelihoods.livelihood_update, name="livelihood_update"),
    path("livelihood/<slug:code>/cancel/", livelihoods.livelihood_cancel, name="livelihood_cancel"),
]
