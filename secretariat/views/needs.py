"""Kebutuhan: what somebody needs, asked when she comes home and later."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import acts_brought, requires
from members.forms.ending import EndForm
from members.views.people import find_person
from secretariat.forms.needs import NeedForm
from secretariat.models import Need

VIEW, ADD = "secretariat.view_need", "secretariat.add_need"
LIST = "secretariat:need_list"


@require_safe
@requires(VIEW)
def need_list(request: HttpRequest, code: str) -> HttpResponse:
    """What she needs, and what she no longer does."""
    person = find_person(request, code, VIEW, [ADD])
    needs = list(person.needs.order_by("-asked_on", "-id"))
    context = {
        "person": person,
        "current": [need for need in needs if need.ended_on is None],
        "ended": [need for need in needs if need.ended_on],
        "may_change": ADD in acts_brought(person) and not person.deceased_on,
    }
    return render(request, "secretariat/need_list.html", context)


@requires(ADD)
def need_create(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what she needs; nobody is asked after a death."""
    person = find_person(request, code, ADD)
    if person.deceased_on:
        raise Http404
    form = NeedForm(request.POST or None, person=person, user=request.user, act=ADD)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("What she needs is written down."))
        return redirect(person)
    return render(request, "secretariat/need_create.html", {"form": form, "person": person})


@requires(ADD)
def need_end(request: HttpRequest, code: str, need: str) -> HttpResponse:
    """What she no longer needs: since when, and why."""
    needs = Need.objects.allowed(request.user, ADD).current().select_related("person")
    row = get_object_or_404(needs, code=need, person__code=code)
    form = EndForm(request.POST or None, row=row, user=request.user, act=ADD)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(LIST, code)
    context = {"form": form, "person": row.person, "need": row}
    return render(request, "secretariat/need_end.html", context)
