"""Unduh hasil: the lines of the filtered proposals as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aid import export_page
from aid.forms.exports import AidExportForm
from core.access import requires
from core.exports.answer import file_answer, log


@requires("aid.export_aid")
def proposal_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the lines of the proposals that the list shows."""
    act = "aid.export_aid"
    page = export_page.lines(request.GET, request.user, act)
    form = AidExportForm(
        request.POST or None,
        parts=page.parts,
        usual=page.usual,
        total=page.total,
        refusal=page.refusal,
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.is_valid():
        spec = page.make(request.user, page.chosen("", form.cleaned_data["columns"]))
        selection = page.select()
        log(spec, selection, user=request.user, filters=page.in_words)
        return file_answer(spec, selection, form.cleaned_data["file_format"])
    return render(request, "aid/proposal_export.html", {"page": page, "form": form})
