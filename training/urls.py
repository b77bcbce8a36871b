"""Addresses of trainings. Codes, never numbers."""

from typing import Any

from django.urls import path

from training.views import trainings

app_name = "training"
urlpatterns: list[Any] = []

# trainings
urlpatterns += [
    path("", trainings.training_list, name="training_list"),
    path("<slug:code>/", trainings.training_detail, name="training_detail"),
]
