"""Unduh hasil: the filtered lists of trainings, follow-ups and certificates as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import requires
from core.exports.answer import file_answer, log
from members.export_page import ExportPage
from training import export_page
from training.followup_page import ANSWER
from training.forms.exports import TrainingExportForm
from training.views.trainings import find_training

ACT = "training.export_training"


@requires(ACT)
def training_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the trainings that the list shows."""
    page = export_page.build(request.GET, request.user, ACT)
    return _export(request, page, "training/training_export.html")


@requires(ACT)
def participant_export(request: HttpRequest, code: str) -> HttpResponse:
    """Who takes part in a training."""
    training = find_training(request, code, ACT)
    page = export_page.participants(request.GET, request.user, ACT, training)
    return _export(request, page, "training/participant_export.html", training=training)


@requires(ACT)
def followup_export(request: HttpRequest, code: str) -> HttpResponse:
    """The answers about a training."""
    training = find_training(request, code, ACT)
    page = export_page.answers(request.GET, request.user, ACT, training)
    return _export(request, page, "training/followup_export.html", training=training)


@requires(ANSWER)
def followup_due_export(request: HttpRequest) -> HttpResponse:
    """Who is to be asked again, to be taken along."""
    page = export_page.due(request.GET, request.user, ACT)
    return _export(request, page, "training/followup_due_export.html")


@requires(ACT)
def register_export(request: HttpRequest) -> HttpResponse:
    """The register of certificates."""
    page = export_page.register(request.GET, request.user, ACT)
    return _export(request, page, "training/register_export.html")


def _export(request: HttpRequest, page: ExportPage, template: str, **more: Any) -> HttpResponse:
    """The choice of columns, or the file, which is written down before it leaves."""
    form = TrainingExportForm(
        request.POST or None,
        parts=page.parts,
        usual=page.usual,
        total=page.total,
        refusal=page.refusal,
        user=request.user,
        act=ACT,
    )
    if request.method == "POST" and form.is_valid():
        spec = page.make(request.user, page.chosen("", form.cleaned_data["columns"]))
        selection = page.select()
        log(spec, selection, user=request.user, filters=page.in_words)
        return file_answer(spec, selection, form.cleaned_data["file_format"])
    return render(request, template, {"page": page, "form": form} | more)
