"""Unduh hasil: the filtered lists of trainings, follow-ups and certificates as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from core.access import requires
from members.export_answer import export_answer
from training import export_page
from training.followup_page import ANSWER
from training.training_page import EXPORT
from training.views.trainings import find_training


@requires(EXPORT)
def training_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the trainings that the list shows."""
    page = export_page.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "training/training_export.html")


@requires(EXPORT)
def participant_export(request: HttpRequest, code: str) -> HttpResponse:
    """Who takes part in a training."""
    training = find_training(request, code, EXPORT)
    page = export_page.participants(request.GET, request.user, EXPORT, training)
    return export_answer(
        request, page, EXPORT, "training/participant_export.html", training=training
    )


@requires(EXPORT)
def followup_export(request: HttpRequest, code: str) -> HttpResponse:
    """The answers about a training."""
    training = find_training(request, code, EXPORT)
    page = export_page.answers(request.GET, request.user, EXPORT, training)
    return export_answer(request, page, EXPORT, "training/followup_export.html", training=training)


@requires(ANSWER)
def followup_due_export(request: HttpRequest) -> HttpResponse:
    """Who is to be asked again, to be taken along."""
    page = export_page.due(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "training/followup_due_export.html")


@requires(EXPORT)
def register_export(request: HttpRequest) -> HttpResponse:
    """The register of certificates."""
    page = export_page.register(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "training/register_export.html")
