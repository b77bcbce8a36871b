"""The addresses of the bulk edit of one list."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.access import requires
from core.bulk_edit import views
from core.bulk_edit.lists import BulkList

STEPS = (
    ("", "create", views.bulk_create),
    ("<slug:code>/", "detail", views.bulk_detail),
    ("<slug:code>/confirm/", "confirm", views.bulk_confirm),
    ("<slug:code>/run/", "run", views.bulk_run),
    ("<slug:code>/progress/", "progress", views.bulk_progress),
    ("<slug:code>/cancel/", "cancel", views.bulk_cancel),
)


def bulk_urls(bulk: BulkList) -> list[URLPattern]:
    """To be included below a path of the app; each bears the act of this list."""
    name = bulk.name.rpartition(":")[2]
    return [
        path(route, requires(bulk.act)(view), {"bulk": bulk}, name=f"{name}_{step}")
        for route, step, view in STEPS
    ]
