"""A piece passes from one group to another; what it was and did stays with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from aid.ending import call_off_turns, check_day, lock
from aid.models import Custody, Equipment, EquipmentMove, IdleAnswer
from core import history
from members.models import Group


@transaction.atomic
def move_equipment(
    *, actor: Any, equipment: Equipment, to_group: Group, day: dt.date, reason: str
) -> EquipmentMove:
    """Give a piece to another group: custody ends, bookings are told. Raises ValidationError."""
    history.give_reason(reason)
    piece = lock(equipment)
    check_day(piece, day)
    if to_group.is_dissolved or to_group.pk == piece.group_id:
        raise ValidationError(_("This group cannot be chosen. Choose one of the list."))
    call_off_turns(piece, day, reason)
    Custody.objects.open().filter(equipment=piece).update(until=Greatest(F("since"), day))
    asked = IdleAnswer.objects.waiting().filter(equipment=piece)
    asked.update(settled_on=Greatest(F("asked_for"), day), settled_note=reason)
    move = EquipmentMove.objects.create(
        equipment=piece,
        from_group=piece.group,
        to_group=to_group,
        moved_on=day,
        reason=reason,
    )
    piece.group, piece.place = to_group, ""
    piece.save(update_fields=["group", "place"])
    return move
