"""Addresses of equipment aid. Codes, never numbers."""

from typing import Any

from django.urls import path

from aid.views import decrees, proposals, visits

app_name = "aid"
urlpatterns: list[Any] = []

# proposals, visits, decrees
urlpatterns += [
    path("", proposals.proposal_list, name="proposal_list"),
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
    path("visits/<slug:code>/scan/", visits.visit_scan, name="visit_scan"),
    path(
        "visits/<slug:code>/photos/<int:number>/<slug:size>/",
        visits.visit_photo,
        name="visit_photo",
    ),
    path("decrees/", decrees.decree_list, name="decree_list"),
    path("decrees/add/", decrees.decree_create, name="decree_create"),
    path("decrees/<slug:code>/", decrees.decree_detail, name="decree_detail"),
    path("decrees/<slug:code>/edit/", decrees.decree_update, name="decree_update"),
    path("decrees/<slug:code>/lines/", decrees.decree_add_lines, name="decree_add_lines"),
    path("decrees/<slug:code>/scan/", decrees.decree_scan, name="decree_scan"),
]
