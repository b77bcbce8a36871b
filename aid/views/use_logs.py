"""Catatan pemakaian: the uses of a machine, written down mostly afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aid import use_list_page, use_page
from aid.exports.uses import UseExport
from aid.forms.cancelling import CancelRowForm
from aid.forms.use_logs import UseLogForm, first_answers
from aid.models import Booking, Equipment, UseLog
from aid.use_papers import blank_form
from aid.views.bookings import find_machine
from core.access import requires
from core.documents import paper_answer
from core.exports.answer import XLSX, Selection, file_answer, log
from core.undo.saying import say_done

VIEW, ADD, CHANGE = "aid.view_uselog", "aid.add_uselog", "aid.change_uselog"
EXPORT = "aid.export_aid"


@requires(VIEW)
def use_list(request: HttpRequest, code: str) -> HttpResponse:
    """The uses of a machine in a season or year, with totals."""
    machine = find_machine(request, code, VIEW, use_page.ACTS)
    spans = use_list_page.spans(machine)
    span = use_list_page.chosen(spans, request.GET.get("span", ""))
    page = use_list_page.page_of(machine, request.user, span, request.GET)
    context = {
        "machine": machine,
        "may": use_page.may(machine),
        "spans": spans,
        "span": span,
        "page": page,
        "lines": use_list_page.lines(page.rows),
        "totals": use_page.totals(machine, span),
        "around": use_list_page.around(page, span),
    }
    return render(request, "aid/use_list.html", context)


@require_POST
@requires(EXPORT)
def use_export(request: HttpRequest, code: str) -> HttpResponse:
    """The uses of a season or year as a file; it names people, so that it is written down."""
    machine = find_machine(request, code, EXPORT)
    span = use_list_page.chosen(use_list_page.spans(machine), request.POST.get("span", ""))
    uses = UseLog.objects.filter(equipment=machine).between(span.start, span.end)
    order, area = use_list_page.LATEST.columns, "equipment__group__village_id"
    spec, selection = UseExport(request.user, machine), Selection.of(uses, order=order, area=area)
    log(spec, selection, user=request.user, filters=f"{machine} {machine.code}; {span.label}")
    return file_answer(spec, selection, XLSX)


@requires(ADD)
def use_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a use; of a turn with what the turn tells already."""
    machine = find_machine(request, code, ADD)
    turn = _turn_or_404(machine, request.GET.get("turn", ""))
    form = UseLogForm(
        request.POST or None,
        instance=UseLog(equipment=machine, booking=turn),
        initial=first_answers(turn) if turn else {},
        user=request.user,
        act=ADD,
    )
    if request.method == "POST" and (log := form.try_save()):
        say_done(request, _("The use is written down."))
        return _after(request, log)
    return render(request, "aid/use_create.html", {"form": form, "machine": machine, "turn": turn})


def _turn_or_404(machine: Equipment, code: str) -> Any:
    """The turn that the use belongs to; None where none is named."""
    if not code:
        return None
    turns = Booking.objects.standing().filter(equipment=machine).select_related("person")
    return get_object_or_404(turns.without_log(), code=code)


def _after(request: HttpRequest, log: UseLog) -> HttpResponse:
    """On to the list; a damage asks for a report on the machine's page."""
    if log.is_damaged_afterwards:
        messages.warning(request, _("You wrote that it is damaged. Report the damage here."))
        return redirect(log.equipment)
    return redirect("aid:use_list", code=log.equipment.code)


@requires(CHANGE)
def use_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what was written down."""
    log = _standing_or_404(request, code)
    form = UseLogForm(request.POST or None, instance=log, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect("aid:use_list", code=log.equipment.code)
    context = {"form": form, "machine": log.equipment, "log": log}
    return render(request, "aid/use_update.html", context)


@requires(CHANGE)
def use_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Take back what was written down by mistake; its turn waits for its use again."""
    log = _standing_or_404(request, code)
    form = CancelRowForm(request.POST or None, row=log, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The use is cancelled. It counts for nothing any more."))
        return redirect("aid:use_list", code=log.equipment.code)
    lines = use_list_page.facts(log, request.user)
    context = {"form": form, "machine": log.equipment, "log": log, "facts": lines}
    return render(request, "aid/use_cancel.html", context)


def _standing_or_404(request: HttpRequest, code: str) -> UseLog:
    logs = UseLog.objects.allowed(request.user, CHANGE).standing()
    related = ("equipment__kind", "equipment__group", "booking", "person")
    return get_object_or_404(logs.select_related(*related), code=code)


@require_safe
@requires(ADD)
def use_form(request: HttpRequest, code: str) -> HttpResponse:
    """A form to fill in by hand beside the machine; it names nobody."""
    made = blank_form(find_machine(request, code, ADD), request.user)
    return paper_answer(made.pdf, made.title)
