"""Inspections, upkeep and fault reports of a piece."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aid.equipment_page import handover_photos
from aid.forms.care import FaultForm, HandleForm, InspectionForm, UpkeepForm
from aid.models import Inspection, Upkeep
from aid.views.equipment import VIEW, find_equipment, find_living
from aid.views.equipment_acts import form_of
from core.access import requires
from core.storage import PHOTO_SIZES, serve


@requires("aid.add_inspection")
def inspection_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who looked at the piece, how it is, with a photo."""
    act = "aid.add_inspection"
    piece = find_living(request, code, act)
    form = InspectionForm(
        request.POST or None,
        request.FILES or None,
        instance=Inspection(equipment=piece),
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The inspection is recorded."))
        return redirect(piece)
    return render(request, "aid/inspection_create.html", {"form": form, "piece": piece})


@requires("aid.add_upkeep")
def upkeep_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was done to the piece, and when it is due again."""
    act = "aid.add_upkeep"
    piece = find_living(request, code, act)
    form = UpkeepForm(
        request.POST or None, instance=Upkeep(equipment=piece), user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The upkeep is recorded."))
        return redirect(piece)
    return render(request, "aid/upkeep_create.html", {"form": form, "piece": piece})


@requires("aid.report_fault")
def fault_create(request: HttpRequest, code: str) -> HttpResponse:
    """Report a fault as a member or the office."""
    act = "aid.report_fault"
    piece = find_living(request, code, act)
    form = form_of(FaultForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        said = _("The fault is reported.") if form.is_new else _("This is reported already.")
        messages.success(request, said)
        return redirect(piece)
    return render(request, "aid/fault_create.html", {"form": form, "piece": piece})


@requires("aid.handle_fault")
def fault_handle(request: HttpRequest, code: str, fault_code: str) -> HttpResponse:
    """Say what was done about a report; who repaired something goes on to the upkeep."""
    act = "aid.handle_fault"
    piece = find_equipment(request, code, act)
    fault = get_object_or_404(piece.faults.open(), code=fault_code)
    form = HandleForm(request.POST or None, fault=fault, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The report is answered."))
        goes_on = form.cleaned_data["opens_upkeep"] and not piece.is_ended
        return redirect(reverse("aid:upkeep_create", args=[piece.code]) if goes_on else piece)
    context = {"form": form, "piece": piece, "fault": fault}
    return render(request, "aid/fault_handle.html", context)


@requires(VIEW)
def inspection_photo(
    request: HttpRequest, code: str, inspection_code: str, size: str
) -> HttpResponse:
    """What an inspection saw."""
    if size not in PHOTO_SIZES:
        raise Http404
    piece = find_equipment(request, code, VIEW)
    inspections = piece.inspections.select_related("photo")
    return serve(request, get_object_or_404(inspections, code=inspection_code).photo, size)


@requires(VIEW)
def equipment_handover_photo(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """How the piece looked when it was handed over."""
    photo = handover_photos(find_equipment(request, code, VIEW)).select_related("file").first()
    if photo is None or size not in PHOTO_SIZES:
        raise Http404
    return serve(request, photo.file, size)
