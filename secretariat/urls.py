"""Addresses of the secretariat. Codes, never numbers."""

from typing import Any

from django.urls import path

from secretariat.views import harvests, livelihoods, production

app_name = "secretariat"
urlpatterns: list[Any] = []

# service desk

# still abroad

# openings

# coaching visits

# meeting minutes

# monthly check

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
