"""Proposals: the list, one of them, propose, change, withdraw, end a line, its letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aid import bulk, proposal_page
from aid.filters.proposals import ProposalFilters
from aid.forms.proposals import LineEndForm, ProposalForm, WithdrawForm
from aid.models import Proposal
from aid.proposal_list import FIELDS, lines_of
from core.access import may, requires
from core.lists import paginate
from core.storage import serve
from core.undo.saying import say_done
from members.models import Group
from members.views.history import history_page

MAY = {"add": "aid.add_proposal", "decrees": "aid.view_aiddecree", "export": "aid.export_aid"}


def find_proposal(request: HttpRequest, code: str, act: str) -> Proposal:
    """The proposal, where the user may do the act on it; 404 otherwise."""
    rows = Proposal.objects.allowed(request.user, act).select_related("group__village")
    return get_object_or_404(rows, code=code)


@requires("aid.view_proposal")
def proposal_list(request: HttpRequest) -> HttpResponse:
    """The proposals that the user may see, newest first."""
    act = "aid.view_proposal"
    proposals = Proposal.objects.allowed(request.user, act)
    filters = ProposalFilters(request.GET, proposals, user=request.user, act=act)
    page = paginate(
        filters.qs, base=proposals, fields=FIELDS, sort=filters.order, params=request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": lines_of(page.rows),
        "bulk": bulk.PROPOSALS.bar(request.user, filters, page),
        "may": {verb: may(request.user, act) for verb, act in MAY.items()},
    }
    return render(request, "aid/proposal_list.html", context)


@requires("aid.view_proposal")
def group_proposals(request: HttpRequest, code: str) -> HttpResponse:
    """From a group's page to its proposals."""
    groups = Group.objects.allowed(request.user, "aid.view_proposal")
    group = get_object_or_404(groups, code=code)
    return redirect(reverse("aid:proposal_list", query={"group": group.code}))


@requires("aid.view_proposal")
def proposal_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who asked for what, and how far each line has come."""
    rows = proposal_page.find(request.user, "aid.view_proposal")
    proposal = get_object_or_404(rows, code=code)
    page = proposal_page.build(proposal, request.user)
    return render(request, "aid/proposal_detail.html", {"proposal": proposal, "page": page})


@requires("aid.add_proposal")
def proposal_create(request: HttpRequest) -> HttpResponse:
    """Propose goods for a group."""
    form = ProposalForm(
        request.POST or None,
        request.FILES or None,
        group=request.GET.get("group", ""),
        user=request.user,
        act="aid.add_proposal",
    )
    if request.method == "POST" and (proposal := form.try_save()):
        say_done(request, _("The proposal is recorded. The office is to visit next."))
        return redirect(proposal)
    return render(request, "aid/proposal_create.html", {"form": form})


@requires("aid.change_proposal")
def proposal_update(request: HttpRequest, code: str) -> HttpResponse:
    """Change a proposal that no office has decided."""
    act = "aid.change_proposal"
    proposal = find_proposal(request, code, act)
    if not proposal.is_untouched or proposal.group.is_dissolved:
        return _too_late(request, proposal)
    form = ProposalForm(
        request.POST or None, request.FILES or None, instance=proposal, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(proposal)
    return render(request, "aid/proposal_update.html", {"form": form, "proposal": proposal})


@requires("aid.change_proposal")
def proposal_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take back what no office has decided, with a reason."""
    act = "aid.change_proposal"
    proposal = find_proposal(request, code, act)
    if not proposal.is_untouched:
        return _too_late(request, proposal)
    form = WithdrawForm(request.POST or None, proposal=proposal, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("It is withdrawn."))
        return redirect(proposal)
    return render(request, "aid/proposal_withdraw.html", {"form": form, "proposal": proposal})


def _too_late(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.warning(
        request, _("The office has decided on this proposal. It can no longer be changed.")
    )
    return redirect(proposal)


@requires("aid.reject_proposal")
def proposal_line_end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Reject or cancel one line, with a reason."""
    act = "aid.reject_proposal"
    proposal = find_proposal(request, code, act)
    line = _line(proposal, number)
    form = LineEndForm(request.POST or None, line=line, user=request.user, act=act)
    if not form.fields["state"].choices:
        messages.warning(request, _("This line has ended or is handed over already."))
        return redirect(proposal)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The line is ended."))
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "line": line}
    return render(request, "aid/proposal_line_end.html", context)


def _line(proposal: Proposal, number: int) -> Any:
    lines = list(proposal.lines.select_related("kind").order_by("pk"))
    if not 0 < number <= len(lines):
        raise Http404
    return lines[number - 1]


@requires("members.view_contact")
def proposal_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The letter; it often names people, so that only who sees their data opens it."""
    rows = Proposal.objects.allowed(request.user, "members.view_contact").select_related("scan")
    proposal = get_object_or_404(rows, code=code)
    return serve(request, proposal.scan, filename=f"usulan-{proposal.code}")


@requires("members.view_history")
def proposal_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a proposal, its lines and visits."""
    rows = Proposal.objects.allowed(request.user, "members.view_history")
    return history_page(request, get_object_or_404(rows, code=code))
