"""Perkara tertutup: sealing at once or later, and what its readers do with it.

Nothing here writes a row that is tracked: an event, and with it a receipt, would tell others that
there is such a case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from core.access import area_q
from core.codes import new_code
from institutions.models import Institution
from secretariat import sealing
from secretariat.models import SealedCase, SealedReader, Service, ServiceTopic, Urgency
from secretariat.models.sealed import LEAST_OFFICERS
from secretariat.sealed_content import Content, changing, closed
from secretariat.services_desk import already_answered, closed_words, due_day, reopened_words

PROVINCE, REGENCY = 2, 5


def district_of(region: str) -> str:
    """The regency of a place; what lies above is itself."""
    return region[:REGENCY]


def officers_for(region: str) -> QuerySet[User]:
    """The officers of the province, those of the own regency first: of whom two are named."""
    today = timezone.localdate()
    own = area_q("assignments__region_id", district_of(region))
    within = area_q("assignments__region_id", region[:PROVINCE])
    users = User.objects.filter(within, is_active=True, assignments__role=Role.OFFICER)
    users = users.exclude(assignments__expires_on__lt=today)
    near = Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField())
    return users.alias(near=near).order_by("near", "name", "pk").distinct()


def least_to_name(actor: Any) -> int:
    """How many officers are to be named besides the author, who may be one."""
    return LEAST_OFFICERS - int(actor.has_role(Role.OFFICER))


@transaction.atomic
def seal_new(
    *,
    content: Content,
    region: str,
    topic: ServiceTopic,
    officers: Collection[User],
    actor: Any,
    due_on: dt.date | None = None,
    service: Service | None = None,
) -> SealedCase:
    """Keep a case, or a note on a service, that nobody but its readers ever meets.

    Raises ValidationError where too few officers are named.
    """
    asked_on = dt.date.fromisoformat(content.opened_on)
    content.tell(actor, _("recorded and sealed"))
    case = _written(
        content,
        code=new_code(),
        region=region,
        topic=topic,
        due_on=due_on or due_day(Urgency.URGENT, asked_on),
        service=service,
        is_note=service is not None,
        state=SealedCase.State.CLOSED if content.closed_on else SealedCase.State.OPEN,
    )
    _name_readers(case, officers, actor)
    return case


@transaction.atomic
def seal_service(*, service: Service, officers: Collection[User], actor: Any) -> SealedCase:
    """Seal an open service with all its story: notes, referrals and what the history told.

    Its rows, their events and what receipts counted of them go; the case keeps its code.
    Raises ValidationError where too few officers are named, or it is gone meanwhile.
    """
    held = Service.objects.select_for_update(of=("self",)).filter(pk=service.pk).first()
    if held is None:
        raise ValidationError(_("This service is sealed already."))
    content = sealing.content_of(held)
    content.tell(actor, _("sealed with its history"))
    case = _written(
        content,
        code=held.code,
        region=held.region_id,
        topic=held.topic,
        due_on=held.due_on,
        state=SealedCase.State.OPEN if held.is_open else SealedCase.State.CLOSED,
    )
    _name_readers(case, {*officers, held.received_by}, actor)
    sealing.let_go_of_sealed_notes(held)
    sealing.remove(held)
    return case


def _written(content: Content, *, code: str, region: str, **clear: Any) -> SealedCase:
    month = dt.date.fromisoformat(content.opened_on).replace(day=1)
    return SealedCase.objects.create(
        code=code,
        district_id=district_of(region),
        month=month,
        content=closed(content, code),
        **clear,
    )


def _name_readers(case: SealedCase, officers: Collection[User], actor: Any) -> None:
    named = {user.pk: user for user in (*officers, actor)}
    if sum(user.has_role(Role.OFFICER) for user in named.values()) < LEAST_OFFICERS:
        raise ValidationError(_("Name at least two officers who may read it."))
    SealedReader.objects.bulk_create(
        SealedReader(case=case, user=user, named_by=actor) for user in named.values()
    )


@transaction.atomic
def add_note(*, case: SealedCase, text: str, for_family: bool, actor: Any) -> None:
    with changing(case) as (_held, content):
        content.note(text=text, actor=actor, for_family=for_family)


@transaction.atomic
def refer(*, case: SealedCase, institution: Institution, actor: Any) -> None:
    """Pass it on. Raises ValidationError where it is closed, or one there waits."""
    with changing(case) as (held, content):
        _check_open(held)
        waiting = [r for r in content.referrals if not r["answered_on"]]
        if any(row["institution"] == institution.name for row in waiting):
            raise ValidationError(_("It was passed on there already; the answer is awaited."))
        content.referrals.append(
            {
                "key": new_code(),
                "institution": institution.name,
                "referred_on": timezone.localdate().isoformat(),
                "answer": "",
                "answered_on": "",
            }
        )
        content.tell(actor, _("passed on to %(name)s") % {"name": institution})


@transaction.atomic
def answer(*, case: SealedCase, key: str, text: str, actor: Any) -> None:
    """What the institution says. Of two who write it at once, the second is told."""
    with changing(case) as (_held, content):
        row = next(row for row in content.referrals if row["key"] == key)
        if row["answered_on"]:
            raise ValidationError(already_answered(row["answer"]))
        row |= {"answer": text, "answered_on": timezone.localdate().isoformat()}
        content.tell(actor, _("wrote down an answer"))


@transaction.atomic
def close(*, case: SealedCase, result: str, actor: Any) -> None:
    """It is done, with a result. Raises ValidationError where it is closed already."""
    with changing(case) as (held, content):
        _check_open(held)
        held.state = held.State.CLOSED
        content.result, content.closed_on = result, timezone.localdate().isoformat()
        content.tell(actor, _("closed"))


@transaction.atomic
def reopen(*, case: SealedCase, reason: str, actor: Any) -> None:
    """It goes on; the former result and the reason stay as notes. Raises ValidationError."""
    with changing(case) as (held, content):
        if held.state == held.State.OPEN:
            raise ValidationError(_("This service is open already."))
        held.state, held.due_on = held.State.OPEN, due_day(Urgency.URGENT, timezone.localdate())
        words = reopened_words(content.result, reason)
        content.note(text=words, actor=actor, for_family=False)
        content.result = content.closed_on = ""
        content.tell(actor, _("reopened"))


@transaction.atomic
def name_successor(*, case: SealedCase, officer: User, actor: Any) -> None:
    """Let one more officer read a case that too few can still open.

    Raises IntegrityError where she is named already.
    """
    with changing(case) as (held, content):
        SealedReader.objects.create(case=held, user=officer, named_by=actor)
        content.tell(actor, _("named %(name)s as a reader") % {"name": officer})


def _check_open(case: SealedCase) -> None:
    if case.state != SealedCase.State.OPEN:
        raise ValidationError(closed_words())
