"""Minta pindah: a NIK that is registered elsewhere, and what its keeper's office answers.

Whether a NIK is registered must not be found out by trying. So only a few hits a day are
answered to anybody who may not see the person; each is logged where the person's office sees it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import crypto
from core.models import Reveal
from members.models import Group, Membership, Person, TransferRequest
from members.services import join_group, move_person

HITS_A_DAY = 5
HIT = "nik_hit"
PURPOSE = "members.transfer.nik"


class Found(Enum):
    """What a look-up may say to this user."""

    FREE = "free"
    SEEN = "seen"
    ELSEWHERE = "elsewhere"
    NO_MORE = "no more today"


@dataclass(frozen=True, slots=True)
class LookUp:
    """The answer; ``person`` only where the user may see her."""

    found: Found
    person: Person | None = None


@transaction.atomic
def look_up(*, actor: Any, nik: str, besides: Person | None = None) -> LookUp:
    """Whether a checked NIK is on file with somebody else, as far as this user may know."""
    _one_at_a_time(actor)
    others = Person.objects.exclude(pk=besides.pk) if besides and besides.pk else Person.objects
    person = others.filter(nik_hash=crypto.keyed_hash(nik)).first()
    if person is not None and _may_see(actor, person):
        return LookUp(Found.SEEN, person)
    if hits_today(actor) >= HITS_A_DAY:
        return LookUp(Found.NO_MORE)
    if person is None:
        return LookUp(Found.FREE)
    log_hit(actor=actor, person=person)
    return LookUp(Found.ELSEWHERE)


def hits_today(actor: Any) -> int:
    """How many people this user has come upon today by a NIK, without seeing them."""
    return _todays_hits(actor).values("subject").distinct().count()


def log_hit(*, actor: Any, person: Person) -> None:
    """Note that a typed NIK hit somebody whom this user may not see; once a day for each."""
    subject = f"members.person:{person.pk}"
    if _todays_hits(actor).filter(subject=subject).exists():
        return
    Reveal.objects.create(
        user=actor,
        subject=subject,
        what=HIT,
        reason=_("typed a NIK that is registered here"),
        area=person.area,
    )


@transaction.atomic
def log_hits(*, actor: Any, people: dict[int, str], is_limited: bool) -> bool:
    """Note all the hits of a list (person's id → area); False where they are too many for a day.

    Then only as many are noted as the day has left, so that the limit is reached.
    """
    _one_at_a_time(actor)
    known = set(_todays_hits(actor).values_list("subject", flat=True))
    fresh = {f"members.person:{pk}": area for pk, area in people.items()}
    fresh = {subject: area for subject, area in fresh.items() if subject not in known}
    left = max(HITS_A_DAY - len(known), 0) if is_limited else len(fresh)
    reason = _("a list holds a NIK that is registered here")
    Reveal.objects.bulk_create(
        Reveal(user=actor, subject=subject, what=HIT, reason=reason, area=area)
        for subject, area in list(fresh.items())[:left]
    )
    return not is_limited or (len(known) < HITS_A_DAY and len(fresh) <= left)


def seal(actor: Any, nik: str) -> str:
    """A NIK for the way through the page and back: for this user alone, until tomorrow."""
    text = f"{timezone.localdate().isoformat()} {nik}"
    return crypto.encrypt(text, PURPOSE, owner=str(actor.pk))


def unseal(actor: Any, token: str) -> str:
    """The NIK of a sealed token; "" where it is another user's, changed or too old."""
    try:
        day, nik = crypto.decrypt(token, PURPOSE, owner=str(actor.pk)).split(" ")
    except (crypto.DecryptionError, ValueError):
        return ""
    oldest = timezone.localdate() - dt.timedelta(days=1)
    return nik if dt.date.fromisoformat(day) >= oldest else ""


@transaction.atomic
def request_transfer(*, actor: Any, nik: str, to_group: Group, note: str = "") -> TransferRequest:
    """Ask the office that keeps the holder of this NIK to hand her over to a group.

    Raises ValidationError, in the same words whatever the reason that concerns her.
    """
    _one_at_a_time(actor)
    asked = TransferRequest.objects.filter(asked_by=actor, asked_at__gte=_midnight())
    if asked.count() >= HITS_A_DAY:
        raise ValidationError(_("No more requests can be sent today. Try again tomorrow."))
    person = Person.objects.filter(nik_hash=crypto.keyed_hash(nik)).first() if nik else None
    if person is None or to_group.is_dissolved:
        raise ValidationError(_("This request cannot be sent. Type the NIK again."))
    return TransferRequest.objects.create(
        person=person, to_group=to_group, asked_by=actor, note=note
    )


@transaction.atomic
def accept_transfer(*, actor: Any, request: TransferRequest, moved: str) -> Membership:
    """Hand somebody over: she leaves her group that day and joins the one that asked.

    Raises ValidationError where that can no longer be.
    """
    request = _waiting(request)
    _check_can_move(request)
    _settle(request, actor, TransferRequest.Answer.ACCEPTED)
    membership = request.person.memberships.open().first()
    if membership is None:
        return join_group(person=request.person, group=request.to_group, joined=moved)
    return move_person(membership=membership, to_group=request.to_group, moved=moved)


@transaction.atomic
def refuse_transfer(*, actor: Any, request: TransferRequest, reason: str) -> None:
    """Refuse to hand somebody over, with a reason that the asking group reads."""
    _settle(_waiting(request), actor, TransferRequest.Answer.REFUSED, reason)


def _waiting(request: TransferRequest) -> TransferRequest:
    """The request, locked against a second answer."""
    rows = TransferRequest.objects.waiting().select_for_update(of=("self",))
    found = rows.select_related("person", "to_group").filter(pk=request.pk).first()
    if found is None:
        raise ValidationError(_("This request has been answered meanwhile."))
    return found


def _check_can_move(request: TransferRequest) -> None:
    if request.person.deceased_on:
        raise ValidationError(_("She has died. Refuse the request and say so."))
    if request.to_group.is_dissolved:
        raise ValidationError(_("The group that asked is dissolved. Refuse the request."))
    if request.person.memberships.open().filter(group=request.to_group_id).exists():
        raise ValidationError(_("She is in that group already. Refuse the request."))


def _settle(request: TransferRequest, actor: Any, answer: str, reason: str = "") -> None:
    request.answer = answer
    request.answered_by = actor
    request.answered_at = timezone.now()
    request.answer_reason = reason
    request.save(update_fields=["answer", "answered_by", "answered_at", "answer_reason"])


def _may_see(actor: Any, person: Person) -> bool:
    seen = Person.objects.allowed(actor, "members.view_person")
    return seen.filter(pk=person.pk).exists()


def _todays_hits(actor: Any) -> Any:
    return Reveal.objects.filter(user=actor, what=HIT, at__gte=_midnight())


def _midnight() -> dt.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _one_at_a_time(actor: Any) -> None:
    """Two look-ups of one user wait for each other, so that the count cannot be outrun."""
    get_user_model()._default_manager.select_for_update().get(pk=actor.pk)
