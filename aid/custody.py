"""Penanggung jawab: one at a time; the one before gives up on the day on which the next begins."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aid.ending import check_day, lock
from aid.models import Custody, Equipment
from core import display
from members.models import Group, Membership, Person
from members.models.person_queries import PersonQuerySet


def members_of(group: Group) -> PersonQuerySet:
    """Who may answer for a piece of the group: whoever belongs to it now."""
    stays = Membership.objects.open().filter(group=group)
    return Person.objects.filter(pk__in=stays.values("person"))


@transaction.atomic
def change_custody(
    *, equipment: Equipment, person: Person | None, since: dt.date, note: str = ""
) -> Custody | None:
    """Somebody answers for the piece from this day; None gives it up. Raises ValidationError."""
    # Two at the same moment stand in line here: the second ends what the first has begun.
    piece = lock(equipment)
    check_day(piece, since)
    if person is not None and not members_of(piece.group).filter(pk=person.pk).exists():
        raise ValidationError(_("She is no member of the group now. Choose another."))
    held = Custody.objects.open().filter(equipment=piece).select_related("person").first()
    if held is not None:
        _give_up(held, person, since)
    elif person is None:
        raise ValidationError(_("Nobody answers for this equipment now."))
    if person is None:
        return None
    return Custody.objects.create(equipment=piece, person=person, since=since, note=note)


def _give_up(held: Custody, person: Person | None, until: dt.date) -> None:
    words = {"name": held.person.name, "since": display.long_date(held.since)}
    if person == held.person:
        raise ValidationError(
            _("%(name)s already answers for it, since %(since)s. Choose another.") % words
        )
    if until < held.since:
        raise ValidationError(
            _("%(name)s answers for it since %(since)s. Choose that day or a later one.") % words
        )
    held.until = until
    held.save(update_fields=["until"])
