"""Unduh hasil: the filtered list of people or of groups as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from core.access import may, requires
from core.again import asks_again
from members import export_page
from members.export_answer import export_answer
from members.forms.exports import LayoutExportForm, NikExportForm

PEOPLE, NIKS, GROUPS = "members.export_people", "members.export_niks", "members.export_groups"


@requires(PEOPLE)
def person_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the people that the list shows; NIK masked."""
    return export_answer(
        request,
        export_page.people(request.GET, request.user, PEOPLE),
        PEOPLE,
        "members/person_export.html",
        form_class=LayoutExportForm,
        may_niks=may(request.user, NIKS),
    )


@requires(NIKS)
@asks_again
def person_export_niks(request: HttpRequest) -> HttpResponse:
    """The same with NIKs in full, for a reason that is recorded."""
    page = export_page.people(request.GET, request.user, NIKS)
    template = "members/person_export_niks.html"
    return export_answer(request, page, NIKS, template, form_class=NikExportForm)


@requires(GROUPS)
def group_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the groups that the list shows."""
    page = export_page.groups(request.GET, request.user, GROUPS)
    template = "members/group_export.html"
    return export_answer(request, page, GROUPS, template, form_class=LayoutExportForm)
