"""Pendaftaran: a whole group, members by search, and who is not registered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import requires
from core.codes import is_code
from core.undo.saying import say_done
from members.models import Group
from training import people, services
from training.forms.participants import EnrolForm, GroupChoice, GroupEnrolForm, NamedForm
from training.models import Participant
from training.services import ADD
from training.views.participants import find_person, search, show, to_list
from training.views.trainings import find_training

NOBODYS = "none"


def _say_enrolled(request: HttpRequest, done: services.Enrolled) -> None:
    added = done.new + done.back
    said = ngettext("%(n)s participant is enrolled.", "%(n)s participants are enrolled.", added)
    say_done(request, said % {"n": added})
    if done.back:
        messages.info(request, _("Of these back on the list: %(n)s.") % {"n": done.back})


@requires(ADD)
def participant_group(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol the members of a whole group."""
    training = find_training(request, code, ADD)
    named = request.POST.get("group") or request.GET.get("group", "")
    groups = Group.objects.allowed(request.user, ADD).not_dissolved()
    group = groups.filter(code=named).first() if is_code(named) else None
    form = GroupEnrolForm(
        request.POST or None,
        training=training,
        initial={"group": group and group.code},
        user=request.user,
        act=ADD,
    )
    if request.method == "POST" and (done := form.try_save()):
        _say_enrolled(request, done)
        return to_list(training)
    rows = people.offered(people.members(request.user, ADD, group)) if group else []
    context = {
        "form": form,
        "choice": GroupChoice(initial={"group": named}, user=request.user, act=ADD),
        "group": group,
        "rows": people.to_tick(rows, training, form.ticked),
    }
    return show(request, training, "participant_group", context)


@requires(ADD)
def participant_add(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol members by search, several in a row."""
    training = find_training(request, code, ADD)
    form = EnrolForm(request.POST or None, training=training, user=request.user, act=ADD)
    if request.method == "POST" and (done := form.try_save()):
        _say_enrolled(request, done)
        return redirect("training:participant_add", code=training.code)
    text = request.GET.get("q", "")
    found = people.found(request.user, ADD, text)
    if form.ticked is not None:
        found = people.sent(request.user, ADD, form.ticked)
    rows = people.offered(found, most=people.MOST_FOUND)
    ticked = form.ticked if form.is_bound or len(rows) == 1 else ()
    context = {"form": form, "text": text, "rows": people.to_tick(rows, training, ticked)}
    return show(request, training, "participant_add", context)


@requires(ADD)
def participant_named(request: HttpRequest, code: str) -> HttpResponse:
    """Enrol somebody who is not registered: first of which member, then who."""
    training = find_training(request, code, ADD)
    of = request.POST.get("relative_of") or request.GET.get("of", "")
    member = find_person(request, ADD, of)
    form = NamedForm(
        request.POST or None,
        instance=Participant(training=training),
        initial={"relative_of": member and member.code},
        user=request.user,
        act=ADD,
    )
    if request.method == "POST" and (participant := form.try_save()):
        words = {"name": participant, "n": participant.number}
        say_done(request, _("%(name)s is on the list as No. %(n)s.") % words)
        return to_list(training)
    is_asked = form.is_bound or member is not None or of == NOBODYS
    context = {"form": form, "member": member, "is_asked": is_asked}
    return show(request, training, "participant_named", context | search(request, ADD))
