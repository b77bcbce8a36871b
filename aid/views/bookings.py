"""Giliran: the week and the month of a machine, taking, moving and cancelling a turn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aid import calendar_page, clash, periods, use_page
from aid.forms.bookings import BookingForm, CancelForm, MoveForm, TakeForm
from aid.models import Booking, Equipment
from aid.names import name_of, with_names
from aid.periods import Slot
from core.access import requires
from core.undo.saying import say_done

VIEW, ADD, CHANGE = "aid.view_booking", "aid.add_booking", "aid.change_booking"


def find_machine(request: HttpRequest, code: str, act: str, acts: Iterable[str] = ()) -> Equipment:
    """The machine, where the user may do the act on it; 404 otherwise."""
    machines = Equipment.objects.allowed(request.user, act)
    machines = machines.select_related("kind", "group", "group__village")
    if acts:
        machines = machines.with_acts(request.user, acts)
    return get_object_or_404(machines, code=code)


def find_turn(request: HttpRequest, code: str, act: str) -> Any:
    """A turn with its machine and member, where the user may do the act on it."""
    turns = with_names(Booking.objects.allowed(request.user, act), request.user)
    return get_object_or_404(turns.select_related("equipment__kind", "equipment__group"), code=code)


def find_open_turn(request: HttpRequest, code: str) -> Any:
    """A turn that can still be changed."""
    turn = find_turn(request, code, CHANGE)
    if not turn.is_open:
        raise Http404
    return turn


@requires(VIEW)
def booking_week(request: HttpRequest, code: str) -> HttpResponse:
    """Seven days of a machine: who has it, and what is still free to take."""
    machine = find_machine(request, code, VIEW, use_page.ACTS)
    may = use_page.may(machine)
    day = calendar_page.day_of(request.GET.get("day", ""))
    page = calendar_page.week(machine, request.user, day, may_take=may["take"])
    return render(request, "aid/booking_week.html", {"machine": machine, "page": page, "may": may})


@requires(VIEW)
def booking_month(request: HttpRequest, code: str) -> HttpResponse:
    """A month of a machine, with its turns below."""
    machine = find_machine(request, code, VIEW, use_page.ACTS)
    first = calendar_page.month_of(request.GET.get("month", ""))
    context = {
        "machine": machine,
        "page": calendar_page.month(machine, request.user, first),
        "may": use_page.may(machine),
        "weekdays": calendar_page.weekdays(),
    }
    return render(request, "aid/booking_month.html", context)


@requires(ADD)
def booking_take(request: HttpRequest, code: str, day: str, slot: str) -> HttpResponse:
    """Take a free half-day: choose the member, and it is hers."""
    machine = find_machine(request, code, ADD)
    date, part = _slot_or_404(day, slot)
    period = periods.slot_span(date, part)
    form = TakeForm(
        request.POST or None, equipment=machine, slot_period=period, user=request.user, act=ADD
    )
    if request.method == "POST" and (turn := form.try_save()):
        return _taken(request, turn)
    context = {
        "machine": machine,
        "form": form,
        "when": periods.in_words(period),
        "clash": clash.of_slot(form, date, part),
        "week_url": _week_url(machine, date.isoformat()),
        "full_url": f"{reverse('aid:booking_create', args=[code])}?day={date}&slot={part}",
    }
    return render(request, "aid/booking_take.html", context)


def _slot_or_404(day: str, slot: str) -> tuple[Any, Slot]:
    try:
        date, part = parse_date(day), Slot(slot)
    except ValueError as error:
        raise Http404 from error
    if date is None or not 2000 <= date.year <= 2100:
        raise Http404
    return date, part


def _week_url(machine: Equipment, day: str) -> str:
    return f"{reverse('aid:booking_week', args=[machine.code])}?day={day}"


def _taken(request: HttpRequest, turn: Booking) -> HttpResponse:
    words = {"person": turn.person, "time": periods.in_words(turn.period)}
    say_done(request, _("%(person)s has the turn: %(time)s.") % words)
    return redirect(_week_url(turn.equipment, f"{periods.day_of_start(turn.period)}"))


@requires(ADD)
def booking_create(request: HttpRequest, code: str) -> HttpResponse:
    """Take a turn with times of one's own."""
    machine = find_machine(request, code, ADD)
    form = BookingForm(
        request.POST or None,
        equipment=machine,
        initial=use_page.first_times(request.GET),
        user=request.user,
        act=ADD,
    )
    if request.method == "POST" and (turn := form.try_save()):
        return _taken(request, turn)
    context = {"machine": machine, "form": form, "clash": clash.of_span(form, request.path)}
    return render(request, "aid/booking_create.html", context)


@requires(VIEW)
def booking_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One turn: whose, when, what for, and what can be done about it."""
    turn = find_turn(request, code, VIEW)
    context = {"turn": turn, "machine": turn.equipment} | use_page.of_turn(turn, request.user)
    return render(request, "aid/booking_detail.html", context)


@requires(CHANGE)
def booking_move(request: HttpRequest, code: str) -> HttpResponse:
    """Another time for a turn, or another member."""
    turn = find_open_turn(request, code)
    form = MoveForm(request.POST or None, booking=turn, user=request.user, act=CHANGE)
    if request.method == "POST" and (moved := form.try_save()):
        return _taken(request, moved)
    context = {
        "turn": turn,
        "machine": turn.equipment,
        "form": form,
        "when": periods.in_words(turn.period),
        "clash": clash.of_span(form, request.path),
    }
    return render(request, "aid/booking_move.html", context)


@requires(CHANGE)
def booking_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give a turn back, with a reason."""
    turn = find_open_turn(request, code)
    form = CancelForm(request.POST or None, booking=turn, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The turn is cancelled. Its time is free again."))
        return redirect(_week_url(turn.equipment, f"{periods.day_of_start(turn.period)}"))
    facts = use_page.turn_facts(turn)
    context = {"turn": turn, "machine": turn.equipment, "form": form, "facts": facts}
    return render(request, "aid/booking_cancel.html", context)


@require_POST
@requires(CHANGE)
def booking_checkout(request: HttpRequest, code: str) -> HttpResponse:
    """The member fetches the machine now."""
    turn = find_open_turn(request, code)
    if turn.taken_at is None:
        turn.take()
        say_done(request, _("Noted: the machine is with %(name)s.") % {"name": name_of(turn)})
    return redirect(turn)


@require_POST
@requires(CHANGE)
def booking_checkin(request: HttpRequest, code: str) -> HttpResponse:
    """The machine is back; what it was used for is asked next."""
    turn = find_open_turn(request, code)
    if turn.taken_at is not None and turn.returned_at is None:
        turn.give_back()
        say_done(request, _("Noted: the machine is back. Now write down the use."))
    return redirect(f"{reverse('aid:use_create', args=[turn.equipment.code])}?turn={turn.code}")
