"""When a group is dissolved, each machine at work goes to another group or back to the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.ending import end_equipment
from aid.models import Equipment
from aid.moving import move_equipment
from core.partial_dates import PartialDate
from core.registry import DissolutionPart, OpenRow, Text, add_dissolution
from members.models import Group

RETURNED = "returned"
_MOVE = "group-"


def _at_work(group: Group) -> list[OpenRow]:
    pieces = Equipment.objects.at_work().filter(group=group).select_related("kind")
    return [OpenRow(piece.code, str(piece), piece.serial) for piece in pieces.order_by("pk")]


def _where_it_goes(group: Group, user: Any) -> list[tuple[str, Text]]:
    """To a group of the same kecamatan, or to one further away, or back."""
    others = Group.objects.allowed(user, "aid.move_equipment").not_dissolved()
    rows = others.exclude(pk=group.pk).values_list("code", "name", "village__code", "village__name")
    near = group.village_id.rpartition(".")[0]
    ordered = sorted(rows, key=lambda row: (not row[2].startswith(near), row[1]))
    moves = [
        (f"{_MOVE}{code}", _("goes to %(group)s, %(village)s") % {"group": name, "village": place})
        for code, name, _village, place in ordered
    ]
    return [(RETURNED, _("is returned to the office")), *moves]


def _settle(*, group: Group, answers: Mapping[str, str], day: str, reason: str, actor: Any) -> None:
    """What is not with another group afterwards has ended: it was returned."""
    allowed = dict(_where_it_goes(group, actor))
    if not set(answers.values()) <= set(allowed):
        raise ValidationError(_("One of the groups cannot be chosen any more. Choose another."))
    codes = [answer.removeprefix(_MOVE) for answer in answers.values()]
    groups = {found.code: found for found in Group.objects.filter(code__in=codes)}
    on = _as_day(day)
    for piece in Equipment.objects.at_work().filter(group=group, code__in=answers):
        answer = answers[piece.code]
        how: Any = {"actor": actor, "equipment": piece, "day": _not_before(piece, on)}
        if answer == RETURNED:
            end_equipment(kind=Equipment.End.RETURNED, reason=reason, **how)
        else:
            to_group = groups[answer.removeprefix(_MOVE)]
            move_equipment(to_group=to_group, reason=reason, **how)


def _as_day(day: str) -> dt.date:
    """A dissolution may be dated by its year alone: its last day, but not tomorrow."""
    return min(PartialDate(day).last_day, timezone.localdate())


def _not_before(piece: Equipment, day: dt.date) -> dt.date:
    """A machine that came after the day of the dissolution leaves on the day on which it came."""
    return max(day, piece.acquired_on.first_day) if piece.acquired_on else day


add_dissolution(
    DissolutionPart(
        key="equipment",
        label=gettext_lazy("Equipment"),
        open_rows=_at_work,
        choices=_where_it_goes,
        settle=_settle,
        order=15,
    )
)
