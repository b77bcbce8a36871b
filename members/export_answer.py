"""The answer of an export's page: the choice of columns, or the file."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.exports.answer import file_answer, log
from members.export_page import ExportPage
from members.forms.exports import ExportForm


def export_answer(
    request: HttpRequest,
    page: ExportPage,
    act: str,
    template: str,
    *,
    form_class: type[ExportForm] = ExportForm,
    **more: Any,
) -> HttpResponse:
    """The page on which columns are chosen, with ``more`` for its template; then the file."""
    form = form_class(
        request.POST or None,
        parts=page.parts,
        usual=page.usual,
        total=page.total,
        refusal=page.refusal,
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.is_valid():
        return _file(page, form)
    return render(request, template, {"page": page, "form": form} | more)


def _file(page: ExportPage, form: ExportForm) -> HttpResponse:
    """Write down who takes what, then the file."""
    make: Any = page.make
    if form.has_niks:
        make = partial(make, with_niks=True)
    spec = make(form.user, page.chosen(form.chosen_layout, form.chosen_keys))
    selection = page.select()
    log(
        spec,
        selection,
        user=form.user,
        filters=page.in_words,
        has_niks=form.has_niks,
        reason=form.cleaned_data.get("reason", ""),
    )
    return file_answer(spec, selection, form.cleaned_data["file_format"])
