"""The addresses of openings for everybody: short, to be sent around."""

from django.urls import path

from secretariat.views import public_openings as views

app_name = "openings"
urlpatterns = [
    path("", views.opening_public, name="opening_public"),
    path("feed/", views.opening_feed, name="opening_feed"),
    path("<slug:code>/", views.opening_show, name="opening_show"),
]
