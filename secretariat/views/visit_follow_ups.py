"""What is to be done after a visit: add it, correct it, say that it is done, drop it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from secretariat.forms.visit_follow_ups import DropForm, FinishForm, FollowUpForm
from secretariat.models import Visit, VisitFollowUp
from secretariat.views.visits import while_standing
from secretariat.visit_page import CHANGE, FINISH, follow_up_line


def find_follow_up(request: HttpRequest, code: str, act: str) -> VisitFollowUp:
    """One that was not dropped, of a visit that stands, where the user may do the act on it."""
    rows = VisitFollowUp.objects.allowed(request.user, act).standing()
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    rows = rows.exclude(visit__state=Visit.State.CANCELLED)
    return get_object_or_404(rows.select_related("visit__group", "owner"), code=code)


@requires(CHANGE)
@while_standing
def visit_followup_create(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One more thing to do."""
    row = VisitFollowUp(visit=visit)
    form = FollowUpForm(request.POST or None, instance=row, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The follow-up is added."))
        return redirect(visit)
    return render(request, "secretariat/visit_followup_create.html", {"form": form, "visit": visit})


@requires(CHANGE)
def visit_followup_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what is to be done, by whom and until when."""
    row = find_follow_up(request, code, CHANGE)
    form = FollowUpForm(request.POST or None, instance=row, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(row.visit)
    context = {"form": form, "visit": row.visit, "row": row}
    return render(request, "secretariat/visit_followup_update.html", context)


@requires(FINISH)
def visit_followup_finish(request: HttpRequest, code: str) -> HttpResponse:
    """It is done; the group says so of its own."""
    row = find_follow_up(request, code, FINISH)
    if not row.is_open:
        messages.info(request, _("This is done already."))
        return redirect(row.visit)
    form = FinishForm(request.POST or None, row=row, user=request.user, act=FINISH)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("It is written down as done."))
        return redirect(row.visit)
    context = {"form": form, "visit": row.visit, "line": follow_up_line(row)}
    return render(request, "secretariat/visit_followup_finish.html", context)


@requires(CHANGE)
def visit_followup_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """It is no longer to be done, and why."""
    row = find_follow_up(request, code, CHANGE)
    if not row.is_open:
        messages.info(request, _("This is done already."))
        return redirect(row.visit)
    form = DropForm(request.POST or None, row=row, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The follow-up is dropped."))
        return redirect(row.visit)
    context = {"form": form, "visit": row.visit, "row": row}
    return render(request, "secretariat/visit_followup_cancel.html", context)
