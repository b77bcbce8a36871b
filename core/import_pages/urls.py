"""The addresses of one kind of import."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.access import requires
from core.import_pages import views
from core.import_pages.pages import ImportPages

STEPS = (
    ("", "create", views.import_create),
    ("template/", "template", views.import_template),
    ("<slug:code>/", "detail", views.import_detail),
    ("<slug:code>/read/", "read", views.import_read),
    ("<slug:code>/progress/", "progress", views.import_progress),
    ("<slug:code>/columns/", "columns", views.import_columns),
    ("<slug:code>/correct/", "correct", views.import_correct),
    ("<slug:code>/confirm/", "confirm", views.import_confirm),
    ("<slug:code>/cancel/", "cancel", views.import_cancel),
    ("<slug:code>/refused/", "refused", views.import_refused),
)


def import_urls(pages: ImportPages) -> list[URLPattern]:
    """To be included below a path of the app; each bears the act of these pages."""
    name = pages.name.rpartition(":")[2]
    return [
        path(route, requires(pages.act)(view), {"pages": pages}, name=f"{name}_{step}")
        for route, step, view in STEPS
    ]
