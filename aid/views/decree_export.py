"""Unduh hasil: the filtered list of decrees as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aid import decree_export_page
from aid.forms.exports import AidExportForm
from core.access import requires
from core.exports.answer import file_answer, log

ACT = "aid.export_aiddecree"


@requires(ACT)
def decree_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the decrees that the list shows."""
    page = decree_export_page.build(request.GET, request.user, ACT)
    form = AidExportForm(
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
    return render(request, "aid/decree_export.html", {"page": page, "form": form})
