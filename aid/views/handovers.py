"""Serah terima: the list, one paper and its changes, its draft, issuing and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aid import handover_page
from aid.forms.handovers import CancelForm, HandoverForm, HandoverGroupForm
from aid.handover_checks import blockers, cancel_refusal, issue_refusal, warnings
from aid.handover_filters import HandoverFilters
from aid.handover_listing import FIELDS, handover_lines
from aid.models import Handover
from aid.services_handovers import cancel_handover, issue_handover
from core import history
from core.access import may, requires
from core.forms import ActForm
from core.lists import paginate
from core.undo.saying import say_done
from members.views.groups import find_living_group
from members.views.history import history_page

ADD, CHANGE, ISSUE = "aid.add_handover", "aid.change_handover", "aid.issue_handover"
CANCEL, VIEW = "aid.cancel_handover", "aid.view_handover"
HISTORY = "members.view_history"


def find_handover(request: HttpRequest, code: str, act: str) -> Handover:
    """The paper, where the user may do the act on it; 404 otherwise.

    It brings along what else the user may do on it. What a POST is about to change is held
    until it has ended, so that nothing is written on a paper while it is being issued.
    """
    papers = Handover.objects.allowed(request.user, act).with_acts(request.user, handover_page.ACTS)
    if request.method == "POST":
        papers = papers.select_for_update(of=("self",))
    return get_object_or_404(papers.select_related(*handover_page.RELATED), code=code)


def on_draft(act: str) -> Callable[[Any], Any]:
    """The view works on a draft; who comes too late is told, and led to the paper as it is."""

    def wrap(view: Any) -> Any:
        @wraps(view)
        def inner(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
            handover = find_handover(request, code, act)
            if not handover.is_draft:
                messages.warning(request, str(Handover.trigger_messages["handover_state_by_table"]))
                return redirect(handover)
            return view(request, handover, **kwargs)

        return inner

    return wrap


MAY = {
    "add": ADD,
    "audit": "aid.export_audit_pack",
    "decrees": "aid.view_aiddecree",
    "export": "aid.export_aid",
}


@requires(VIEW)
def handover_list(request: HttpRequest) -> HttpResponse:
    """The papers that the user may see, newest first."""
    papers = Handover.objects.allowed(request.user, VIEW)
    filters = HandoverFilters(request.GET, papers, user=request.user, act=VIEW)
    page = paginate(filters.qs, base=papers, fields=FIELDS, sort=filters.order, params=request.GET)
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": handover_lines(page.rows),
        "may": {verb: may(request.user, act) for verb, act in MAY.items()},
    }
    return render(request, "aid/handover_list.html", context)


@requires(VIEW)
def handover_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a paper says, what hangs on it, and what comes next."""
    handover = find_handover(request, code, VIEW)
    page = handover_page.build(handover, request.user)
    return render(request, "aid/handover_detail.html", {"handover": handover, "page": page})


@requires(ADD)
def handover_start(request: HttpRequest) -> HttpResponse:
    """A new paper begins with the group that receives the goods."""
    form = HandoverGroupForm(request.POST or None, user=request.user, act=ADD)
    if request.method == "POST" and form.is_valid():
        return redirect("aid:handover_create", code=form.cleaned_data["group"].code)
    return render(request, "aid/handover_start.html", {"form": form})


@requires(ADD)
def handover_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write the paper for this group; decreed lines of its proposals become goods."""
    group = find_living_group(request, code, ADD)
    form = HandoverForm(
        request.POST or None, instance=Handover(group=group), user=request.user, act=ADD
    )
    if request.method == "POST" and (handover := form.try_save()):
        say_done(request, _("The draft is saved. Now the goods and the witnesses."))
        return redirect(handover)
    return render(request, "aid/handover_create.html", {"form": form, "group": group})


@requires(CHANGE)
@on_draft(CHANGE)
def handover_update(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Change a draft."""
    form = HandoverForm(request.POST or None, instance=handover, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(handover)
    context = {"form": form, "handover": handover}
    return render(request, "aid/handover_update.html", context)


@requires(ISSUE)
@on_draft(ISSUE)
def handover_issue(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Look once more, then number the paper and put the goods into the group's hands."""
    if issue_refusal(handover, request.user):
        return redirect(handover)  # its page says why
    form = ActForm(request.POST or None, user=request.user, act=ISSUE)
    if request.method == "POST" and form.is_valid():
        issued = form.attempt(lambda: _issue(request, handover))
        if issued:
            messages.success(
                request, _("The handover is recorded: %(number)s.") % {"number": issued.heading}
            )
            return redirect(issued)
        handover.refresh_from_db()
    page = handover_page.build(handover, request.user)
    context = {
        "form": form,
        "handover": handover,
        "page": page,
        "blockers": blockers(handover, page.rows),
        "warnings": warnings(handover, page.rows),
    }
    return render(request, "aid/handover_issue.html", context)


def _issue(request: HttpRequest, handover: Handover) -> Handover:
    def address(code: str) -> str:
        return request.build_absolute_uri(reverse("core:verify_detail", args=[code]))

    return issue_handover(handover=handover, actor=request.user, address=address)


@requires(CANCEL)
def handover_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a paper, with the reason; what it brought about is taken back."""
    handover = find_handover(request, code, CANCEL)
    if handover.state == Handover.State.CANCELLED:
        messages.info(request, _("This paper is already cancelled."))
        return redirect(handover)
    if refusal := cancel_refusal(handover, request.user):
        messages.warning(request, refusal)
        return redirect(handover)
    form = CancelForm(request.POST or None, user=request.user, act=CANCEL)
    if request.method == "POST" and form.is_valid():
        given = {"actor": request.user, "reason": form.cleaned_data["reason"]}
        history.give_reason(given["reason"])
        if form.attempt(lambda: cancel_handover(handover=handover, **given)):
            messages.success(request, _("The handover is cancelled."))
            return redirect(handover)
    page = handover_page.build(handover, request.user)
    context = {"form": form, "handover": handover, "page": page}
    return render(request, "aid/handover_cancel.html", context)


@requires(HISTORY)
def handover_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a paper, its goods, witnesses and photos."""
    return history_page(request, find_handover(request, code, HISTORY))
