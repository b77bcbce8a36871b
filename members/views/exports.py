"""Unduh hasil: the filtered list of people or of groups as a file."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import may, requires
from core.again import asks_again
from core.exports.answer import file_answer, log
from members import export_page
from members.export_page import ExportPage
from members.exports.people import PeopleExport
from members.forms.exports import ExportForm, NikExportForm


@requires("members.export_people")
def person_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the people that the list shows; NIK masked."""
    page = export_page.people(request.GET, request.user, "members.export_people")
    form = _form(ExportForm, page, request, "members.export_people")
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form)
    context = {"page": page, "form": form, "may_niks": may(request.user, "members.export_niks")}
    return render(request, "members/person_export.html", context)


@requires("members.export_niks")
@asks_again
def person_export_niks(request: HttpRequest) -> HttpResponse:
    """The same with NIKs in full, for a reason that is recorded."""
    page = export_page.people(request.GET, request.user, "members.export_niks")
    form = _form(NikExportForm, page, request, "members.export_niks")
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form, with_niks=True)
    return render(request, "members/person_export_niks.html", {"page": page, "form": form})


@requires("members.export_groups")
def group_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the groups that the list shows."""
    page = export_page.groups(request.GET, request.user, "members.export_groups")
    form = _form(ExportForm, page, request, "members.export_groups")
    if request.method == "POST" and form.is_valid():
        return _send(request, page, form)
    return render(request, "members/group_export.html", {"page": page, "form": form})


def _form(
    form_class: type[ExportForm], page: ExportPage, request: HttpRequest, act: str
) -> ExportForm:
    return form_class(
        request.POST or None,
        parts=page.parts,
        usual=page.usual,
        total=page.total,
        refusal=page.refusal,
        user=request.user,
        act=act,
    )


def _send(
    request: HttpRequest, page: ExportPage, form: ExportForm, *, with_niks: bool = False
) -> HttpResponse:
    """Log who takes what, then the file."""
    make: Any = partial(PeopleExport, with_niks=True) if with_niks else page.make
    keys = {*form.cleaned_data["columns"], *(("nik",) if with_niks else ())}
    spec = make(request.user, page.chosen(form.cleaned_data["layout"], keys))
    selection = page.select()
    log(
        spec,
        selection,
        user=request.user,
        filters=page.in_words,
        has_niks=with_niks,
        reason=form.cleaned_data.get("reason", ""),
    )
    return file_answer(spec, selection, form.cleaned_data["file_format"])
