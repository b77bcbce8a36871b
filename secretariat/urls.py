"""Addresses of the secretariat. Codes, never numbers."""

from typing import Any

app_name = "secretariat"
urlpatterns: list[Any] = []

# service desk

# still abroad

# openings

# coaching visits

# meeting minutes

# monthly check

# production
