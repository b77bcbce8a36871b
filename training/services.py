"""Acts on the list of a training: enrol, withdraw, take back, join to a person, scores, invite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import history
from core.access import may
from members.models import Person
from training.models import MOST_PARTICIPANTS, Participant, Training

ADD, CHANGE = "training.add_participant", "training.change_participant"
BACK = {"withdrawn_on": None, "withdrawn_reason": ""}


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of it: how many are new on the list, came back, or stood there already."""

    new: int = 0
    back: int = 0
    there: int = 0


@transaction.atomic
def enrol(*, training: Training, people: Collection[Person], actor: Any) -> Enrolled:
    """Put people on the list, numbered one after another; who had withdrawn has her row again.

    Raises ValidationError where the training is cancelled, or the list would be too long.
    """
    training = _locked(training, actor)
    known = {p.person_id: p for p in training.participants.filter(person__in=people)}
    back = [p.pk for p in known.values() if p.withdrawn_on]
    fresh = [person for person in people if person.pk not in known]
    first = _room(training, len(fresh))
    Participant.objects.filter(pk__in=back).update(**BACK)
    Participant.objects.bulk_create(
        Participant(training=training, person=person, number=number)
        for number, person in enumerate(fresh, first)
    )
    return Enrolled(len(fresh), len(back), len(known) - len(back))


@transaction.atomic
def enrol_named(*, participant: Participant, actor: Any) -> Participant:
    """Put somebody on the list who is not registered. Raises ValidationError as ``enrol``."""
    training = _locked(participant.training, actor)
    participant.number = _room(training, 1)
    participant.save()
    return participant


@transaction.atomic
def withdraw(*, participant: Participant, reason: str, actor: Any) -> None:
    """She does not take part; her row and number stay. Raises ValidationError."""
    _check(actor, CHANGE)
    history.give_reason(reason)
    row = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if row.withdrawn_on:
        raise ValidationError(_("She has withdrawn already."))
    if row.certificates.valid().exists():
        raise ValidationError(_("She has a certificate of this training. Revoke it first."))
    row.withdrawn_on, row.withdrawn_reason = timezone.localdate(), reason
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])


@transaction.atomic
def take_back(*, participant: Participant, actor: Any) -> None:
    """She takes part after all, in her old row."""
    _check(actor, CHANGE)
    Participant.objects.filter(pk=participant.pk).update(**BACK)


@transaction.atomic
def join(*, participant: Participant, person: Person, actor: Any) -> None:
    """Somebody who was only named is this person; the name stays as the list has it.

    Raises ValidationError where that was done before, IntegrityError where the person is on the
    list in a row of her own.
    """
    _check(actor, CHANGE)
    row = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if row.person_id:
        raise ValidationError(_("This participant is registered already."))
    row.person = person
    row.save(update_fields=["person"])


@transaction.atomic
def write_scores(*, scores: Mapping[Participant, Mapping[str, Decimal | None]], actor: Any) -> None:
    """Keep the scores that were typed (``pre_score``, ``post_score``) of these participants."""
    _check(actor, CHANGE)
    for participant, typed in scores.items():
        for name, score in typed.items():
            setattr(participant, name, score)
    Participant.objects.bulk_update(scores, ["pre_score", "post_score"])


@transaction.atomic
def invite(*, participants: Collection[int], actor: Any) -> dt.date:
    """Note of these (their ids) that they are invited today."""
    _check(actor, ADD)
    today = timezone.localdate()
    Participant.objects.enrolled().filter(pk__in=participants).update(invited_on=today)
    return today


def _check(actor: Any, act: str) -> None:
    if not may(actor, act):
        raise ValidationError(_("You may not change this list."))


def _locked(training: Training, actor: Any) -> Training:
    """The training, held: of two who enrol at the same moment the second counts on."""
    _check(actor, ADD)
    held = Training.objects.select_for_update(of=("self",)).get(pk=training.pk)
    if held.state == Training.State.CANCELLED:
        raise ValidationError(_("This training is cancelled. Nobody is enrolled any more."))
    return held


def _room(training: Training, more: int) -> int:
    """The next number, where so many more still fit on the list."""
    rows = training.participants
    if more and rows.count() + more > MOST_PARTICIPANTS:
        most = number_format(MOST_PARTICIPANTS, force_grouping=True)
        raise ValidationError(
            _("A training has at most %(n)s participants. Divide the class.") % {"n": most}
        )
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
