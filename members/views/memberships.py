"""Join, leave, move, offices, and handing somebody over to another group."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import requires
from core.undo.saying import say_done
from members import ways
from members.forms.memberships import (
    JoinForm,
    LeaveForm,
    MembershipForm,
    MoveForm,
    OfficeForm,
    TransferAnswerForm,
    TransferForm,
)
from members.models import Membership, Person, TransferRequest
from members.views.people import find_person


def find_membership(request: HttpRequest, code: str, act: str) -> Membership:
    """The open membership of somebody on whom the user may do the act; 404 otherwise."""
    person = find_person(request, code, act)
    memberships = person.memberships.open().allowed(request.user, act)
    membership = get_object_or_404(memberships.select_related("group"))
    membership.person = person
    return membership


def back_to(request: HttpRequest, person: Person, membership: Membership) -> HttpResponse:
    """To her page, or to the group's where she has gone out of the user's sight."""
    people = Person.objects.allowed(request.user, "members.view_person")
    return redirect(person if people.filter(pk=person.pk).exists() else membership.group)


@requires("members.join_group")
def membership_join(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody who belongs to no group into one."""
    act = "members.join_group"
    person = find_person(request, code, act)
    if person.deceased_on or person.memberships.open().exists():
        raise Http404
    form = JoinForm(request.POST or None, person=person, user=request.user, act=act)
    if request.method == "POST" and (membership := form.try_save()):
        words = {"name": person.name, "group": membership.group.name}
        say_done(request, _("%(name)s belongs to %(group)s now.") % words)
        return redirect(ways.after_change(request, person))
    return render(request, "members/membership_join.html", {"form": form, "person": person})


@requires("members.join_group")
def membership_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct when she joined; make a prospective member a member."""
    act = "members.join_group"
    membership = find_membership(request, code, act)
    form = MembershipForm(request.POST or None, instance=membership, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(ways.after_change(request, membership.person))
    context = {"form": form, "person": membership.person, "membership": membership}
    return render(request, "members/membership_update.html", context)


@requires("members.leave_group")
def membership_leave(request: HttpRequest, code: str) -> HttpResponse:
    """Record that she left: when, why, and who keeps her file."""
    act = "members.leave_group"
    membership = find_membership(request, code, act)
    form = LeaveForm(request.POST or None, membership=membership, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        words = {"name": membership.person.name, "group": membership.group.name}
        say_done(request, _("%(name)s has left %(group)s.") % words)
        return back_to(request, membership.person, membership)
    context = {"form": form, "person": membership.person, "membership": membership}
    return render(request, "members/membership_leave.html", context)


@requires("members.move_person")
def membership_move(request: HttpRequest, code: str) -> HttpResponse:
    """Move her to another group of the region, in one act."""
    act = "members.move_person"
    membership = find_membership(request, code, act)
    form = MoveForm(request.POST or None, membership=membership, user=request.user, act=act)
    if request.method == "POST" and (opened := form.try_save()):
        words = {"name": membership.person.name, "group": opened.group.name}
        say_done(request, _("%(name)s belongs to %(group)s now.") % words)
        return redirect(membership.person)
    context = {"form": form, "person": membership.person, "membership": membership}
    return render(request, "members/membership_move.html", context)


@requires("members.change_office")
def office_change(request: HttpRequest, code: str) -> HttpResponse:
    """Give her an office, another one, or none."""
    act = "members.change_office"
    membership = find_membership(request, code, act)
    form = OfficeForm(request.POST or None, membership=membership, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(ways.after_change(request, membership.person))
    context = {"form": form, "person": membership.person, "membership": membership}
    return render(request, "members/office_change.html", context)


@require_POST
@requires("members.request_transfer")
def transfer_create(request: HttpRequest) -> HttpResponse:
    """Ask for somebody whose NIK is registered elsewhere; her office answers."""
    form = TransferForm(request.POST, user=request.user, act="members.request_transfer")
    if form.try_save():
        messages.success(
            request, _("The request is sent. The office that keeps her data answers it.")
        )
        return redirect("core:home")
    return render(request, "members/transfer_create.html", {"form": form})


@requires("members.answer_transfer")
def transfer_answer(request: HttpRequest, code: str) -> HttpResponse:
    """Hand somebody over to the group that asks for her, or refuse with a reason."""
    act = "members.answer_transfer"
    requests = TransferRequest.objects.allowed(request.user, act)
    related = ("person__group", "person__village", "to_group__village", "asked_by")
    transfer = get_object_or_404(requests.select_related(*related), code=code)
    if transfer.answer != TransferRequest.Answer.WAITING:
        return render(request, "members/transfer_answer.html", {"transfer": transfer})
    form = TransferAnswerForm(request.POST or None, transfer=transfer, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The answer is recorded."))
        return redirect("core:home")
    context = {"form": form, "transfer": transfer, "person": transfer.person}
    return render(request, "members/transfer_answer.html", context)
