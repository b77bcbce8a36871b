"""Addresses of groups and people. Codes, never numbers."""

app_name = "members"
urlpatterns: list = []
