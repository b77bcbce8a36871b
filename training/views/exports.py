"""Unduh hasil: the filtered list of trainings as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import requires
from core.exports.answer import file_answer, log
from training import export_page
from training.forms.exports import TrainingExportForm

ACT = "training.export_training"


@requires(ACT)
def training_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the trainings that the list shows."""
    page = export_page.build(request.GET, request.user, ACT)
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
    return render(request, "training/training_export.html", {"page": page, "form": form})
