"""Unduh giliran: the turns of one machine in a season or year as a file."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aid import periods
from aid.exports.turns import TurnExport
from aid.forms.turn_export import TurnExportForm
from aid.models import Booking, Equipment, Span
from aid.models.seasons import spans_since
from aid.use_list_page import chosen
from aid.views.bookings import find_machine
from core.access import requires
from core.exports.answer import Selection, file_answer, log

ACT = "aid.export_aid"


@requires(ACT)
def booking_export(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a season or year; the file names people, so that it is written down."""
    machine = find_machine(request, code, ACT)
    spans = _spans(machine)
    form = TurnExportForm(
        request.POST or None, spans=spans, shown=chosen(spans, ""), user=request.user, act=ACT
    )
    if request.method == "POST" and form.is_valid():
        spec, selection = TurnExport(request.user, machine), _turns(machine, form.chosen)
        words = f"{machine} {machine.code}; {form.chosen.label}"
        log(spec, selection, user=request.user, filters=words)
        return file_answer(spec, selection, form.cleaned_data["file_format"])
    return render(request, "aid/booking_export.html", {"machine": machine, "form": form})


def _spans(machine: Equipment) -> list[Span]:
    """The seasons and years since the machine's first turn."""
    turns: Any = Booking.objects.filter(equipment=machine).order_by()
    ends = turns.aggregate(first=Min("period__startswith"), last=Max("period__startswith"))
    days = (timezone.localtime(at).date() if at else None for at in ends.values())
    return spans_since(*days)


def _turns(machine: Equipment, span: Span) -> Selection:
    whole = periods.between(span.start, span.end)
    turns = Booking.objects.filter(equipment=machine).within(whole.lower, whole.upper)
    return Selection.of(turns, order=("period", "pk"), area="equipment__group__village_id")
