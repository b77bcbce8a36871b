"""Inspections, upkeep and fault reports of a piece."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aid import equipment_page
from aid.forms.cancelling import CancelRowForm
from aid.forms.care import FaultForm, HandleForm, InspectionForm, UpkeepForm
from aid.models import Inspection, Upkeep
from aid.models.cancelled import CancellableRow
from aid.views.equipment import VIEW, find_equipment, find_living
from aid.views.equipment_acts import form_of
from core.access import requires
from core.storage import PHOTO_SIZES, serve
from core.undo.saying import say_done

_Row = TypeVar("_Row", bound=CancellableRow)


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
        say_done(request, _("The inspection is recorded."))
        return redirect(piece)
    return render(request, "aid/inspection_create.html", {"form": form, "piece": piece})


@requires("aid.change_inspection")
def inspection_update(request: HttpRequest, code: str, row_code: str) -> HttpResponse:
    """Correct an inspection; how the piece is follows from it again."""
    act = "aid.change_inspection"
    row = _standing_or_404(Inspection, request, act, code, row_code)
    form = InspectionForm(
        request.POST or None, request.FILES or None, instance=row, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(row.equipment)
    context = {"form": form, "piece": row.equipment, "row": row}
    return render(request, "aid/inspection_update.html", context)


@requires("aid.change_inspection")
def inspection_cancel(request: HttpRequest, code: str, row_code: str) -> HttpResponse:
    """Take back an inspection that was written down by mistake."""
    row = _standing_or_404(Inspection, request, "aid.change_inspection", code, row_code)
    form = CancelRowForm(
        request.POST or None, row=row, user=request.user, act="aid.change_inspection"
    )
    facts = equipment_page.inspection_facts(row)
    said = _("The inspection is cancelled. It counts for nothing any more.")
    return _cancelled(request, "aid/inspection_cancel.html", form, facts, said)


@requires("aid.add_upkeep")
def upkeep_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was done to the piece, and when it is due again."""
    act = "aid.add_upkeep"
    piece = find_living(request, code, act)
    form = UpkeepForm(
        request.POST or None, instance=Upkeep(equipment=piece), user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The upkeep is recorded."))
        return redirect(piece)
    return render(request, "aid/upkeep_create.html", {"form": form, "piece": piece})


@requires("aid.change_upkeep")
def upkeep_update(request: HttpRequest, code: str, row_code: str) -> HttpResponse:
    """Correct upkeep; cash book, next time and condition follow from it again."""
    act = "aid.change_upkeep"
    row = _standing_or_404(Upkeep, request, act, code, row_code)
    form = UpkeepForm(request.POST or None, instance=row, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(row.equipment)
    context = {"form": form, "piece": row.equipment, "row": row}
    return render(request, "aid/upkeep_update.html", context)


@requires("aid.change_upkeep")
def upkeep_cancel(request: HttpRequest, code: str, row_code: str) -> HttpResponse:
    """Take back upkeep that was written down by mistake."""
    row = _standing_or_404(Upkeep, request, "aid.change_upkeep", code, row_code)
    form = CancelRowForm(request.POST or None, row=row, user=request.user, act="aid.change_upkeep")
    facts = equipment_page.upkeep_facts(row)
    said = _("The upkeep is cancelled. It counts for nothing any more.")
    return _cancelled(request, "aid/upkeep_cancel.html", form, facts, said)


def _cancelled(
    request: HttpRequest, template: str, form: CancelRowForm, facts: Any, said: str
) -> HttpResponse:
    """What is known of the row, and the reason why it is taken back; then the piece's page."""
    piece = form.row.equipment
    if request.method == "POST" and form.try_save():
        say_done(request, said)
        return redirect(piece)
    return render(request, template, {"form": form, "piece": piece, "facts": facts})


def _standing_or_404(
    model: type[_Row], request: HttpRequest, act: str, code: str, row_code: str
) -> _Row:
    """A row of this piece that counts, where the user may do the act on it."""
    rows: Any = model._default_manager
    rows = rows.allowed(request.user, act).standing()
    rows = rows.select_related("equipment__kind", "equipment__group")
    return get_object_or_404(rows, code=row_code, equipment__code=code)


@requires("aid.report_fault")
def fault_create(request: HttpRequest, code: str) -> HttpResponse:
    """Report a fault as a member or the office."""
    act = "aid.report_fault"
    piece = find_living(request, code, act)
    form = form_of(FaultForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        said = _("The fault is reported.") if form.is_new else _("This is reported already.")
        say_done(request, said)
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
        say_done(request, _("The report is answered."))
        goes_on = form.cleaned_data["opens_upkeep"] and not piece.is_ended
        return redirect(reverse("aid:upkeep_create", args=[piece.code]) if goes_on else piece)
    context = {"form": form, "piece": piece, "fault": fault}
    return render(request, "aid/fault_handle.html", context)


@requires(VIEW)
def inspection_photo(request: HttpRequest, code: str, row_code: str, size: str) -> HttpResponse:
    """What an inspection saw."""
    if size not in PHOTO_SIZES:
        raise Http404
    piece = find_equipment(request, code, VIEW)
    inspections = piece.inspections.select_related("photo")
    return serve(request, get_object_or_404(inspections, code=row_code).photo, size)


@requires(VIEW)
def equipment_handover_photo(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """How the piece looked when it was handed over."""
    photo = (
        equipment_page.handover_photos(find_equipment(request, code, VIEW))
        .select_related("file")
        .first()
    )
    if photo is None or size not in PHOTO_SIZES:
        raise Http404
    return serve(request, photo.file, size)
