"""Addresses of the secretariat. Codes, never numbers."""

from typing import Any

from django.urls import path

from secretariat.views import harvests, livelihoods, production
from secretariat.views import abroad, needs
from secretariat.views import abroad, needs, openings

app_name = "secretariat"
urlpatterns: list[Any] = []

# service desk

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
