"""The pages of one group: read, found, change, photo, history."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core import timeline
from core.access import requires
from core.storage import PHOTO_SIZES, serve
from core.undo.saying import say_done
from members import group_page
from members.forms.groups import GroupContactForm, GroupForm
from members.models import Group


def find_group(request: HttpRequest, code: str, act: str, acts: Iterable[str] = ()) -> Group:
    """The group, where the user may do the act on it; 404 otherwise.

    It brings along which of further acts the user may do on it.
    """
    groups = Group.objects.allowed(request.user, act).select_related("village", "coached_by")
    if acts:
        groups = groups.with_acts(request.user, acts)
    return get_object_or_404(groups, code=code)


def find_living_group(request: HttpRequest, code: str, act: str) -> Group:
    """A group that can still be changed; a dissolved one is read only."""
    group = find_group(request, code, act)
    if group.is_dissolved:
        raise Http404
    return group


@requires("members.view_group")
def group_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who the group is and how to reach it, what is missing, who belongs to it, its story."""
    group = find_group(request, code, "members.view_group", group_page.acts())
    page = group_page.build(group, request.user)
    context = {
        "group": group,
        "page": page,
        "tasks": group_page.tasks(group, page),
        "timeline": timeline.entries("group", group, request.user),
    }
    return render(request, "members/group_detail.html", context)


@requires("members.add_group")
def group_create(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    form = GroupForm(request.POST or None, user=request.user, act="members.add_group")
    if request.method == "POST" and (group := form.try_save()):
        say_done(request, _("%(group)s is recorded.") % {"group": group})
        return redirect(group)
    return render(request, "members/group_create.html", {"form": form})


@requires("members.change_group")
def group_update(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the office records of a group."""
    act = "members.change_group"
    group = find_living_group(request, code, act)
    form = GroupForm(request.POST or None, instance=group, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(group)
    return render(request, "members/group_update.html", {"form": form, "group": group})


@requires("members.change_group_contact")
def group_contact(request: HttpRequest, code: str) -> HttpResponse:
    """Change how the group is reached, what it grows, and its photo."""
    act = "members.change_group_contact"
    group = find_living_group(request, code, act)
    form = GroupContactForm(
        request.POST or None, request.FILES or None, instance=group, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(group)
    return render(request, "members/group_contact.html", {"form": form, "group": group})


@requires("members.view_group")
def group_photo(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """The group's photo, large or small."""
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, find_group(request, code, "members.view_group").photo, size)
