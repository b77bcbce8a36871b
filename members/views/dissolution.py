"""Dissolving a group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from core.undo.saying import say_done
from members.forms.dissolution import DissolveForm
from members.views.groups import find_living_group


@requires("members.dissolve_group")
def group_dissolve(request: HttpRequest, code: str) -> HttpResponse:
    """End a group, with an answer for everybody and everything that belongs to it."""
    act = "members.dissolve_group"
    group = find_living_group(request, code, act)
    form = DissolveForm(request.POST or None, group=group, user=request.user, act=act)
    if request.method == "POST" and form.try_dissolve():
        say_done(request, _("%(group)s is dissolved.") % {"group": group})
        return redirect(group)
    return render(request, "members/group_dissolve.html", {"form": form, "group": group})
