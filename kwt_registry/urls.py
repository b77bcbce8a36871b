"""All addresses. The parts come from the apps."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from core.access import public

IN_BOTH = public("The sign-in page can be read in both languages.")

urlpatterns = [
    path("", include("core.urls")),
    path("", include("members.urls")),
    path("aid/", include("aid.urls")),
    path("label/", include("aid.label_urls")),
    path("trainings/", include("training.urls")),
    path("secretariat/", include("secretariat.urls")),
    path("openings/", include("secretariat.opening_urls")),
    path("regions/", include("regions.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.sign_in")),
    path("language/setlang/", IN_BOTH(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]

handler500 = "core.views.server_error"
