"""What happens to a piece: its condition, its custodian, another group, its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aid.ending import turns_to_come
from aid.forms.equipment_acts import ConditionForm, CustodyForm, EndForm, MoveForm, OfEquipment
from aid.models import Equipment
from aid.views.equipment import find_living
from core.access import requires
from core.undo.saying import say_done


def form_of(form_class: type[OfEquipment], request: HttpRequest, piece: Equipment, act: str) -> Any:
    return form_class(request.POST or None, equipment=piece, user=request.user, act=act)


@requires("aid.report_condition")
def equipment_condition(request: HttpRequest, code: str) -> HttpResponse:
    """Say how the piece is: one tap."""
    act = "aid.report_condition"
    piece = find_living(request, code, act)
    form = form_of(ConditionForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("Thank you. The condition is recorded."))
        return redirect(piece)
    return render(request, "aid/equipment_condition.html", {"form": form, "piece": piece})


@requires("aid.change_custody")
def custody_change(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody else answers for the piece; who did so gives it up on that day."""
    act = "aid.change_custody"
    piece = find_living(request, code, act)
    form = form_of(CustodyForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The custodian is recorded."))
        return redirect(piece)
    held = piece.custodies.open().select_related("person").first()
    context = {"form": form, "piece": piece, "held": held}
    return render(request, "aid/custody_change.html", context)


@requires("aid.move_equipment")
def equipment_move(request: HttpRequest, code: str) -> HttpResponse:
    """Give the piece to another group of the region."""
    act = "aid.move_equipment"
    piece = find_living(request, code, act)
    form = form_of(MoveForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The equipment is with its new group."))
        return redirect(piece)
    context = {"form": form, "piece": piece, "turns": turns_to_come(piece, request.user)}
    return render(request, "aid/equipment_move.html", context)


@requires("aid.end_equipment")
def equipment_end(request: HttpRequest, code: str) -> HttpResponse:
    """End the piece, with the date and the reason."""
    act = "aid.end_equipment"
    piece = find_living(request, code, act)
    form = form_of(EndForm, request, piece, act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The end of the equipment is recorded."))
        return redirect(piece)
    context = {"form": form, "piece": piece, "turns": turns_to_come(piece, request.user)}
    return render(request, "aid/equipment_end.html", context)
