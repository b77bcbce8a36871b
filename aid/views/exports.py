"""Unduh hasil: the filtered lists of proposals, decrees, handovers and equipment as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from aid import decree_export_page, equipment_export_page, export_page, handover_export_page
from core.access import requires
from members.export_answer import export_answer

ACT, DECREES = "aid.export_aid", "aid.export_aiddecree"


@requires(ACT)
def proposal_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the lines of the proposals that the list shows."""
    page = export_page.lines(request.GET, request.user, ACT)
    return export_answer(request, page, ACT, "aid/proposal_export.html")


@requires(DECREES)
def decree_export(request: HttpRequest) -> HttpResponse:
    """The decrees that the list shows."""
    page = decree_export_page.build(request.GET, request.user, DECREES)
    return export_answer(request, page, DECREES, "aid/decree_export.html")


@requires(ACT)
def handover_export(request: HttpRequest) -> HttpResponse:
    """The handovers that the list shows."""
    page = handover_export_page.build(request.GET, request.user, ACT)
    return export_answer(request, page, ACT, "aid/handover_export.html")


@requires(ACT)
def equipment_export(request: HttpRequest) -> HttpResponse:
    """The equipment that the list shows."""
    page = equipment_export_page.build(request.GET, request.user, ACT)
    return export_answer(request, page, ACT, "aid/equipment_export.html")
