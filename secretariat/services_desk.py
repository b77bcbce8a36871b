"""What is done with a service of the desk: received, noted, passed on, closed, reopened."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution
from members.models import Group
from secretariat.models import Referral, Service, ServiceNote, Urgency

DAYS = {Urgency.NORMAL: 14, Urgency.SOON: 7, Urgency.URGENT: 2}


def due_day(urgency: int, opened_on: dt.date) -> dt.date:
    """By when it is to be done, where nobody says otherwise."""
    return opened_on + dt.timedelta(days=DAYS[Urgency(urgency)])


def office_region(actor: Any, act: str) -> str:
    """The region in which somebody works: the office's, or that of her group's village; else ""."""
    scopes = actor.scopes(act)
    if areas := [scope.area for scope in scopes if scope.area]:
        return min(areas, key=len)
    groups = Group.objects.filter(pk__in=[scope.group for scope in scopes])
    return str(groups.values_list("village_id", flat=True).first() or "")


def region_of(group: Group | None, actor: Any, act: str) -> str:
    """Where a service belongs: the group's village, else the region of the office."""
    return group.village_id if group is not None else office_region(actor, act)


@transaction.atomic
def receive(*, service: Service, actor: Any) -> Service:
    """Write down a visit."""
    service.received_by = actor
    service.due_on = service.due_on or due_day(service.urgency, service.opened_on)
    service.save()
    return service


@transaction.atomic
def add_note(*, service: Service, text: str, for_family: bool, actor: Any) -> ServiceNote:
    return ServiceNote.objects.create(
        service=service, text=text, for_family=for_family, author=actor
    )


@transaction.atomic
def refer(*, service: Service, institution: Institution, actor: Any) -> Referral:
    """Pass it on. Raises ValidationError where it is closed, IntegrityError where one waits."""
    held = _open(service)
    return Referral.objects.create(
        service=held, institution=institution, referred_on=timezone.localdate()
    )


@transaction.atomic
def answer(*, referral: Referral, text: str, actor: Any) -> None:
    """What the institution says. Of two who write it at once, the second is told."""
    held = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if held.answered_on:
        raise ValidationError(already_answered(held.answer))
    held.answer, held.answered_on = text, timezone.localdate()
    held.save(update_fields=["answer", "answered_on"])


def already_answered(text: str) -> str:
    words = _("Somebody else has written down this answer already: “%(answer)s”. Add a note.")
    return words % {"answer": text[:80]}


@transaction.atomic
def close(*, service: Service, result: str, actor: Any) -> None:
    """It is done, with a result. Raises ValidationError where it is closed already."""
    held = _open(service)
    held.state, held.result, held.closed_on = held.State.CLOSED, result, timezone.localdate()
    held.save(update_fields=["state", "result", "closed_on"])


@transaction.atomic
def reopen(*, service: Service, reason: str, actor: Any) -> None:
    """It goes on; the former result and the reason stay as notes. Raises ValidationError."""
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if held.is_open:
        raise ValidationError(_("This service is open already."))
    add_note(service=held, text=reopened_words(held.result, reason), for_family=False, actor=actor)
    held.state, held.result, held.closed_on = held.State.OPEN, "", None
    held.due_on = due_day(held.urgency, timezone.localdate())
    held.save(update_fields=["state", "result", "closed_on", "due_on"])


def reopened_words(result: str, reason: str) -> str:
    """``Dibuka kembali: …`` with the result that it had; kept for good, as it was written."""
    return _("Reopened: %(reason)s\nResult until then: %(result)s") % {
        "reason": reason,
        "result": result,
    }


def _open(service: Service) -> Service:
    held = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not held.is_open:
        raise ValidationError(closed_words())
    return held


def closed_words() -> str:
    return _("This service is closed. Reopen it before you go on.")
