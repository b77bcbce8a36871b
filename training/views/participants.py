"""Peserta: the list, corrections, withdrawal, joining to a person, scores."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import requires
from core.codes import is_code
from core.lists import page_number
from core.undo.saying import say_done
from members.models import Person
from training import people, roster, services, training_page
from training.forms.participants import CONTACT, JoinForm, ParticipantForm, WithdrawForm
from training.forms.scores import ScoresForm
from training.models import Participant, Training
from training.views.trainings import find_training

VIEW, CHANGE = roster.VIEW, services.CHANGE
SCORES_ON_A_PAGE = 200


def find_participant(request: HttpRequest, training: Training, code: str) -> Participant:
    """One of the training's participants, where the user may change her row; 404 otherwise."""
    rows = roster.participants_of(training, request.user, CHANGE)
    rows = rows.with_acts(request.user, [CONTACT]).select_related("person", "relative_of")
    participant = get_object_or_404(rows, code=code)
    participant.training = training
    return participant


def find_person(request: HttpRequest, act: str, code: str) -> Person | None:
    """The person that an address names, where the user may do the act on her."""
    if not is_code(code):
        return None
    return Person.objects.allowed(request.user, act).living().filter(code=code).first()


def show(
    request: HttpRequest,
    training: Training,
    template: str,
    context: dict[str, Any],
    tab: str = "participants",
) -> HttpResponse:
    """A page below the head of the training."""
    head = training_page.head(training, tab)
    shown = {"training": training, "head": head} | context
    return render(request, f"training/{template}.html", shown)


def to_list(training: Training) -> HttpResponse:
    return redirect("training:participant_list", code=training.code)


@requires(VIEW)
def participant_list(request: HttpRequest, code: str) -> HttpResponse:
    """Who is on the list, in the order of the paper."""
    training = find_training(request, code, VIEW)
    page = roster.page_of(training, request.user, request.GET)
    context = {
        "page": page,
        "lines": roster.lines(page.rows, training, request.user),
        "stats": roster.stats(training, request.user),
        "around": roster.around(page),
    }
    return show(request, training, "participant_list", context)


@requires(CHANGE)
def participant_update(request: HttpRequest, code: str, participant_code: str) -> HttpResponse:
    """Correct a number, a score, or who a named participant is."""
    training = find_training(request, code, CHANGE)
    participant = find_participant(request, training, participant_code)
    form = ParticipantForm(
        request.POST or None, instance=participant, user=request.user, act=CHANGE
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return to_list(training)
    context = {"form": form, "participant": participant}
    return show(request, training, "participant_update", context)


@requires(CHANGE)
def participant_withdraw(request: HttpRequest, code: str, participant_code: str) -> HttpResponse:
    """Somebody does not take part after all; her row stays."""
    training = find_training(request, code, CHANGE)
    participant = find_participant(request, training, participant_code)
    form = WithdrawForm(
        request.POST or None, participant=participant, user=request.user, act=CHANGE
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("%(name)s is withdrawn.") % {"name": participant})
        return to_list(training)
    context = {"form": form, "participant": participant}
    return show(request, training, "participant_withdraw", context)


@require_POST
@requires(CHANGE)
def participant_return(request: HttpRequest, code: str, participant_code: str) -> HttpResponse:
    """Who had withdrawn takes part again, in her old row."""
    training = find_training(request, code, CHANGE)
    participant = find_participant(request, training, participant_code)
    services.take_back(participant=participant, actor=request.user)
    say_done(request, _("%(name)s is back on the list.") % {"name": participant})
    return to_list(training)


@requires(CHANGE)
def participant_join(request: HttpRequest, code: str, participant_code: str) -> HttpResponse:
    """A named participant turns out to be somebody who is registered."""
    training = find_training(request, code, CHANGE)
    participant = find_participant(request, training, participant_code)
    if participant.person is not None:
        messages.info(request, _("This participant is registered already."))
        return to_list(training)
    named = request.POST.get("person") or request.GET.get("person", "")
    chosen = find_person(request, CHANGE, named)
    form = JoinForm(
        request.POST or None,
        participant=participant,
        initial={"person": chosen and chosen.code},
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and (person := form.try_save()):
        say_done(request, _("The participant is %(name)s.") % {"name": person})
        return to_list(training)
    context = {"form": form, "participant": participant, "chosen": chosen}
    return show(request, training, "participant_join", context | search(request, CHANGE))


def search(request: HttpRequest, act: str) -> dict[str, Any]:
    """What was searched, and who was found."""
    text = request.GET.get("q", "")
    found = people.found(request.user, act, text)
    return {"text": text, "rows": people.offered(found, most=people.MOST_FOUND)}


@requires(CHANGE)
def participant_scores(request: HttpRequest, code: str) -> HttpResponse:
    """The scores of the whole list, saved at once; of a long one two hundred a page."""
    training = find_training(request, code, CHANGE)
    rows = roster.participants_of(training, request.user, CHANGE).enrolled()
    number = page_number(request.GET.get("page", ""))
    first, last = (number - 1) * SCORES_ON_A_PAGE, number * SCORES_ON_A_PAGE
    listed = list(
        rows.select_related("person").order_by(*roster.ON_PAPER.columns)[first : last + 1]
    )
    form = ScoresForm(
        request.POST or None,
        participants=listed[:SCORES_ON_A_PAGE],
        user=request.user,
        act=CHANGE,
    )
    following = f"?page={number + 1}" if len(listed) > SCORES_ON_A_PAGE else ""
    if request.method == "POST" and form.try_save():
        say_done(request, _("The scores are saved."))
        return redirect(request.path + following) if following else to_list(training)
    context = {"form": form, "following": following, "previous": number > 1 and number - 1}
    return show(request, training, "participant_scores", context)
