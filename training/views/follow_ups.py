"""Tindak lanjut: who is to be asked again, her answer, what of a training is still in use."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import acts_brought, may, requires
from core.undo.saying import say_done
from training import followup_page
from training.filters import AnswerFilters, DueFilters
from training.followup_page import ANSWER, INCOME, VIEW
from training.forms.follow_ups import FollowUpForm
from training.models import FollowUp, Participant
from training.models.due import STAGES
from training.training_page import EXPORT
from training.views.participants import show
from training.views.trainings import find_training


def find_asked(request: HttpRequest, code: str) -> Participant:
    """Whom the user may ask; 404 otherwise. She brings along whether income is asked too."""
    rows = Participant.objects.allowed(request.user, ANSWER).with_acts(request.user, [INCOME])
    return get_object_or_404(rows.select_related("training", "person"), code=code)


@requires(ANSWER)
def followup_due(request: HttpRequest) -> HttpResponse:
    """Who is to be asked again, one after another."""
    filters = DueFilters(request.GET, followup_page.to_ask(request.user))
    page = followup_page.due_page(request.user, request.GET, filters.qs)
    context = {
        "filters": filters,
        "page": page,
        "lines": followup_page.due_lines(page.rows),
        "around": filters.around(page),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "training/followup_due.html", context)


@requires(ANSWER)
def followup_answer(request: HttpRequest, code: str, months: int) -> HttpResponse:
    """What she still uses after so many months; a correction is made here too."""
    if months not in STAGES:
        raise Http404
    participant = find_asked(request, code)
    row = FollowUp.objects.filter(participant=participant, months=months).first()
    closed = followup_page.why_closed(participant, months, is_answered=row is not None)
    form = FollowUpForm(
        request.POST or None,
        instance=row or FollowUp(participant=participant, months=months),
        asks_income=INCOME in acts_brought(participant),
        user=request.user,
        act=ANSWER,
    )
    if request.method == "POST" and not closed and form.try_save():
        return _to_next(request, participant)
    stage = FollowUp.Stage(months).label
    context = {"participant": participant, "stage": stage, "closed": closed, "form": form}
    return render(request, "training/followup_answer.html", context)


def _to_next(request: HttpRequest, participant: Participant) -> HttpResponse:
    """On to the next who is to be asked, with how many are left; to the list after the last."""
    row, left = followup_page.following(request.user, participant)
    saved = _("The answer of %(name)s is saved.") % {"name": participant}
    if left.value:
        more = ngettext("%(n)s is left to ask.", "%(n)s are left to ask.", left.value)
        saved = f"{saved} {more % {'n': left}}"
    say_done(request, saved)
    if row is None:
        return redirect("training:followup_due")
    return redirect("training:followup_answer", code=row["code"], months=row["stage"])


@requires(VIEW)
def followup_list(request: HttpRequest, code: str) -> HttpResponse:
    """What of a training is still in use, stage by stage, and who said what."""
    training = find_training(request, code, VIEW)
    answers = followup_page.answers_of(training, request.user, VIEW)
    filters = AnswerFilters(request.GET, answers)
    page = followup_page.answer_page(filters.qs, answers, request.GET)
    context: dict[str, Any] = {
        "stages": followup_page.stages(training, request.user),
        "reasons": followup_page.reasons(training, request.user),
        "filters": filters,
        "page": page,
        "lines": followup_page.answer_lines(page.rows),
        "around": filters.around(page),
    }
    return show(request, training, "followup_list", context, tab="followups")
