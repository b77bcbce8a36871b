"""The address that stands on labels: short, and outside the pages of the office."""

from django.urls import path

from aid.views import labels

app_name = "label"
urlpatterns = [path("<str:label_code>/", labels.label_show, name="label_show")]
