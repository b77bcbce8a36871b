"""Work abroad and relatives, edited on the person's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import acts_on, requires
from core.undo.saying import say_done
from members import ways
from members.forms.ending import EndForm
from members.forms.placements import PlacementForm, RelativeForm
from members.models import Occupation, Placement, Relative
from members.views.people import find_person

ACT = "members.change_person"


@requires(ACT)
def placement_create(request: HttpRequest, code: str) -> HttpResponse:
    """Add a stay abroad."""
    person = find_person(request, code, ACT)
    form = PlacementForm(
        request.POST or None,
        instance=Placement(person=person),
        user=request.user,
        act=ACT,
        shows_sensitive=True,
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The work abroad is recorded."))
        return redirect(ways.after_change(request, person))
    context = {"form": form, "person": person, "occupations": Occupation.objects.all()}
    return render(request, "members/placement_create.html", context)


@requires(ACT)
def placement_update(request: HttpRequest, code: str, placement_code: str) -> HttpResponse:
    """Change a stay abroad; what is withheld from the user stays as it is."""
    stays = Placement.objects.allowed(request.user, ACT).select_related("person")
    stay = get_object_or_404(stays, code=placement_code, person__code=code)
    form = PlacementForm(
        request.POST or None,
        instance=stay,
        user=request.user,
        act=ACT,
        shows_sensitive=_shows_sensitive(stay, request),
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(ways.after_change(request, stay.person))
    context = {"form": form, "person": stay.person, "occupations": Occupation.objects.all()}
    return render(request, "members/placement_update.html", context)


def _shows_sensitive(stay: Placement, request: HttpRequest) -> bool:
    act = "members.view_sensitive"
    may_view = bool(acts_on(stay, request.user, [act]))
    return not stay.has_sensitive or stay.shows_sensitive_to(request.user, may_view=may_view)


@requires(ACT)
def relative_create(request: HttpRequest, code: str) -> HttpResponse:
    """Add somebody of the family."""
    person = find_person(request, code, ACT)
    form = RelativeForm(
        request.POST or None, instance=Relative(person=person), user=request.user, act=ACT
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The relative is recorded."))
        return redirect(ways.after_change(request, person))
    return render(request, "members/relative_create.html", {"form": form, "person": person})


@requires(ACT)
def relative_update(request: HttpRequest, code: str, relative_code: str) -> HttpResponse:
    """Change what is known of a relative, and the word on contact."""
    relative = _find_relative(request, code, relative_code)
    form = RelativeForm(request.POST or None, instance=relative, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(ways.after_change(request, relative.person))
    context = {"form": form, "person": relative.person, "relative": relative}
    return render(request, "members/relative_update.html", context)


@requires(ACT)
def relative_end(request: HttpRequest, code: str, relative_code: str) -> HttpResponse:
    """A relative who is no longer to be named: since when, and why."""
    relative = _find_relative(request, code, relative_code)
    form = EndForm(request.POST or None, row=relative, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(ways.after_change(request, relative.person))
    context = {"form": form, "person": relative.person, "relative": relative}
    return render(request, "members/relative_end.html", context)


def _find_relative(request: HttpRequest, code: str, relative_code: str) -> Relative:
    """A relative who is still named, where the user may change her person."""
    relatives = Relative.objects.allowed(request.user, ACT).filter(ended_on__isnull=True)
    return get_object_or_404(
        relatives.select_related("person"), code=relative_code, person__code=code
    )
