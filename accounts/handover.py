"""An officer who is transferred hands her open work to a colleague, in one act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from accounts.roles import Role
from core import history
from core.imports import parked
from members.models import TransferRequest

ACT = "accounts.hand_over"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What an officer leaves behind: her regions, and what waits in them for an answer."""

    roles: list[Assignment]
    requests: int
    lists: int


def open_work(user: Any) -> OpenWork:
    """What a colleague would take over now."""
    waiting = TransferRequest.objects.allowed(user, "members.answer_transfer").waiting()
    return OpenWork(
        list(_roles(user).order_by("region__name", "pk")),
        waiting.count(),
        parked.waiting_of(user).count(),
    )


def colleagues(user: Any) -> QuerySet[User]:
    """Who may take it over: officers of the same office, whom the administrator has appointed."""
    officers = Assignment.objects.open().filter(role=Role.OFFICER).values("user")
    same = User.objects.filter(pk__in=officers, is_active=True).exclude(pk=user.pk)
    return same.filter(institution=user.institution_id, institution__isnull=False)


@transaction.atomic
def hand_over(*, actor: Any, colleague: User, reason: str) -> OpenWork:
    """Give the colleague the actor's regions and parked lists, and end the actor's own roles.

    Raises ValidationError where there is nothing left, or the colleague may no longer take it.
    """
    history.give_reason(reason)
    # Locked in one order: two who hand over to each other at the same moment wait, and are told.
    pair = [actor.pk, colleague.pk]
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=pair).order_by("pk"))
    work = open_work(actor)
    if not work.roles or not colleagues(actor).filter(pk=colleague.pk).exists():
        raise ValidationError(
            _("There is nothing to hand over any more, or this colleague cannot take it.")
        )
    for role in work.roles:
        _give(role, colleague)
    parked.pass_on(actor, colleague)
    return work


def _roles(user: Any) -> QuerySet[Assignment]:
    roles = Assignment.objects.open().filter(user=user, role=Role.OFFICER)
    return roles.select_related("region")


def _give(role: Assignment, colleague: User) -> None:
    """The colleague's role there holds at least as long; the old one ends with the act."""
    taken, _is_new = Assignment.objects.get_or_create(
        user=colleague,
        role=role.role,
        region=role.region,
        defaults={"expires_on": role.expires_on},
    )
    ends = taken.expires_on
    if ends is not None and (role.expires_on is None or ends < role.expires_on):
        taken.expires_on = role.expires_on
        taken.save(update_fields=["expires_on"])
    role.expires_on = timezone.localdate() - dt.timedelta(days=1)
    role.save(update_fields=["expires_on"])
