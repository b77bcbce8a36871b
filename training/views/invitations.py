"""Undangan: by WhatsApp, and by letter for who has no phone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.access import requires
from core.documents import paper_answer
from training import invitation_documents, invitation_page, roster, services
from training.forms.invitations import InviteForm, Way
from training.models import Training
from training.services import ADD
from training.views.participants import show
from training.views.trainings import find_training


@requires(ADD)
def participant_invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite chosen participants; who is invited is noted with the day."""
    training = find_training(request, code, ADD)
    form = InviteForm(request.POST or None, training=training, user=request.user, act=ADD)
    if request.method == "POST" and form.is_valid():
        chosen = _rows(request, training).filter(pk__in=form.cleaned_data["people"])
        way = _letters if form.cleaned_data["way"] == Way.LETTER else _messages
        return way(request, training, list(chosen))
    rows = invitation_page.to_tick(_rows(request, training), form.ticked)
    return show(request, training, "participant_invite", {"form": form, "rows": rows})


def _rows(request: HttpRequest, training: Training) -> Any:
    rows = roster.participants_of(training, request.user, ADD).enrolled()
    homes = ("person__village", "person__group__village", "village")
    return roster.with_sight(rows, request.user).select_related("person", *homes)


def _messages(request: HttpRequest, training: Training, chosen: list[Any]) -> HttpResponse:
    """The texts to send, one tap each; who cannot be reached so is named for the letter."""
    reached = [each for each in chosen if invitation_page.phone_of(each)]
    services.invite(participants=[each.pk for each in reached], actor=request.user)
    context = {
        "messages_to_send": invitation_page.messages(training, reached),
        "without_phone": [each for each in chosen if each not in reached],
        "form": InviteForm(training=training, user=request.user, act=ADD),
    }
    return show(request, training, "participant_invited", context)


def _letters(request: HttpRequest, training: Training, chosen: list[Any]) -> HttpResponse:
    services.invite(participants=[each.pk for each in chosen], actor=request.user)
    pdf = invitation_documents.letters(training, chosen, request.user)
    return paper_answer(pdf, f"Undangan {training.title}")
