"""A group's papers: its decrees with their scans, and its ability class by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from core.storage import serve
from core.undo.saying import say_done
from members.forms.groups import DecreeForm, GroupClassForm
from members.models import Decree, GroupClass
from members.views.groups import find_group, find_living_group

ACT = "members.change_group"


@requires(ACT)
def decree_create(request: HttpRequest, code: str) -> HttpResponse:
    """Record the decree that confirms a group."""
    group = find_living_group(request, code, ACT)
    form = DecreeForm(
        request.POST or None,
        request.FILES or None,
        instance=Decree(group=group),
        user=request.user,
        act=ACT,
    )
    if request.method == "POST" and (decree := form.try_save()):
        messages.success(request, _("Decree %(number)s is recorded.") % {"number": decree})
        return redirect(group)
    return render(request, "members/decree_create.html", {"form": form, "group": group})


@requires(ACT)
def decree_update(request: HttpRequest, code: str, decree_code: str) -> HttpResponse:
    """Change a decree, or add its scan."""
    group = find_living_group(request, code, ACT)
    decree = get_object_or_404(group.decrees, code=decree_code)
    form = DecreeForm(
        request.POST or None, request.FILES or None, instance=decree, user=request.user, act=ACT
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(group)
    context = {"form": form, "group": group, "decree": decree}
    return render(request, "members/decree_update.html", context)


@requires("members.view_contact")
def decree_scan(request: HttpRequest, code: str, decree_code: str) -> HttpResponse:
    """The scanned paper; it often lists the members, so that only who sees their data opens it."""
    group = find_group(request, code, "members.view_contact")
    decree = get_object_or_404(group.decrees.select_related("scan"), code=decree_code)
    return serve(request, decree.scan, filename=f"sk-{decree.code}")


@requires(ACT)
def class_create(request: HttpRequest, code: str) -> HttpResponse:
    """Record the score of a year."""
    group = find_living_group(request, code, ACT)
    form = GroupClassForm(
        request.POST or None, instance=GroupClass(group=group), user=request.user, act=ACT
    )
    if request.method == "POST" and (ability := form.try_save()):
        say_done(request, _("The class of %(year)s is recorded.") % {"year": ability.year})
        return redirect(group)
    return render(request, "members/class_create.html", {"form": form, "group": group})


@requires(ACT)
def class_update(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Correct the score of a year."""
    group = find_living_group(request, code, ACT)
    ability = get_object_or_404(group.classes, year=year)
    form = GroupClassForm(request.POST or None, instance=ability, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(group)
    context = {"form": form, "group": group, "ability": ability}
    return render(request, "members/class_update.html", context)
