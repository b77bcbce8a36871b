"""All addresses. The parts come from the apps."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("members.urls")),
    path("regions/", include("regions.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.sign_in")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
