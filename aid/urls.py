"""Addresses of equipment aid. Codes, never numbers."""

from typing import Any

app_name = "aid"
urlpatterns: list[Any] = []
