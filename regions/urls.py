"""Addresses of the regions."""

from django.urls import path

from regions import views

app_name = "regions"
urlpatterns = [path("search/", views.region_search, name="region_search")]
