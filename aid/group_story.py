"""What a group's timeline tells of its machines: moves, custodians, use, upkeep,
inspections, reported faults, why it stands still.

What happens often is gathered by machine and season or year. What happened before a machine came
to the group is told where it was then.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from aid.equipment_story import holder, named_for
from aid.models import (
    Condition,
    Custody,
    EquipmentMove,
    FaultReport,
    IdleAnswer,
    Inspection,
    Upkeep,
    UseLog,
)
from aid.story_words import USED, Line, gathered, in_all, piece, piece_url, use_url, use_words
from core import display
from core.access import is_allowed
from core.registry import TimelineEntry
from core.timeline import IsoText, rows, written
from members.models import Group

SEEN = "aid.view_equipment"
_CARED = gathered("aid_cared", "aid_upkeep", day="done.date", sums="'cost', sum(done.cost)::text")
_INSPECTED = gathered(
    "aid_inspected",
    "aid_inspection",
    day="done.date",
    sums="'condition', (array_agg(done.condition ORDER BY done.date DESC, done.id DESC))[1]",
)
_FAULTY = gathered(
    "aid_faulty",
    "aid_faultreport",
    day="(done.at AT TIME ZONE 'Asia/Jakarta')::date",
    sums="'fault', (array_agg(done.kind ORDER BY done.at DESC, done.id DESC))[1],"
    " 'open', count(*) FILTER (WHERE done.state = 'open')",
)
_IDLE = gathered(
    "aid_idle",
    "aid_idleanswer",
    day="done.asked_for",
    sums="'answer', (array_agg(done.answer ORDER BY done.asked_for DESC, done.id DESC))[1]",
)


def rows_of(group: Any, user: Any) -> list[Any]:
    """The parts of its timeline."""
    uses = UseLog.objects.allowed(user, "aid.view_uselog")
    faults = FaultReport.objects.allowed(user, SEEN).alias(day=TruncDate("at"))
    answers = IdleAnswer.objects.allowed(user, "aid.view_idleanswer")
    return [
        *_move_rows(group, user),
        _custody_rows(group, user),
        written(USED, _here(uses, group, "used_on")),
        written(_CARED, _here(Upkeep.objects.allowed(user, SEEN), group, "date")),
        written(_INSPECTED, _here(Inspection.objects.allowed(user, SEEN), group, "date")),
        written(_FAULTY, _here(faults, group, "day")),
        written(_IDLE, _here(answers, group, "asked_for")),
    ]


def _here(found: QuerySet[Any], group: Any, day: str) -> QuerySet[Any]:
    """Those of the group's machines, since each is with it."""
    later = EquipmentMove.objects.filter(
        equipment=OuterRef("equipment"), moved_on__gt=OuterRef(day)
    )
    return found.filter(~Exists(later), equipment__group=group)


def _move_rows(group: Any, user: Any) -> list[Any]:
    """Both groups tell a move; whoever sees the machine where it is now opens its page."""
    own = Group.objects.allowed(user, SEEN).filter(pk=group.pk)
    told = {
        "text": "equipment__brand",
        "name": "equipment__kind__name",
        "code": "equipment__code",
        "reason": "reason",
        "opens": is_allowed(EquipmentMove.access, user, SEEN),
    }
    day, moves = IsoText("moved_on"), EquipmentMove.objects
    return [
        rows(moves.filter(to_group__in=own), "aid_came", at=day, other="from_group__name", **told),
        rows(moves.filter(from_group__in=own), "aid_went", at=day, other="to_group__name", **told),
    ]


def _custody_rows(group: Any, user: Any) -> Any:
    custodies = _here(Custody.objects.allowed(user, SEEN), group, "since")
    return rows(
        named_for(custodies, group.pk, user),
        "aid_custody",
        at=IsoText("since"),
        until=IsoText("until"),
        text="equipment__brand",
        name="equipment__kind__name",
        code="equipment__code",
        who="person__name",
        seen="is_seen",
        own="is_own",
    )


def _moved(line: Line, title: str) -> TimelineEntry:
    extra = line["t_extra"]
    return TimelineEntry(
        at=line["t_at"],
        title=title % {"piece": piece(line), "group": extra["other"]},
        detail=extra["reason"],
        tone="amber",
        url=piece_url(line) if extra["opens"] else "",
    )


def _custody(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        until=line["t_until"],
        is_range=line["t_until"] is not None,
        title=_("Custodian of %(piece)s") % {"piece": piece(line)},
        detail=holder(line["t_extra"]["who"], line["t_extra"]),
        tone="amber",
        url=piece_url(line),
    )


def _used(line: Line) -> TimelineEntry:
    title = _("%(piece)s was used") % {"piece": piece(line)}
    return TimelineEntry(line["t_at"], title, use_words(line), tone="amber", url=use_url(line))


def _cared(line: Line) -> TimelineEntry:
    cost = line["t_extra"]["cost"]
    title = _("Upkeep of %(piece)s") % {"piece": piece(line)}
    detail = in_all(line, display.rupiah(None if cost is None else Decimal(cost)))
    return TimelineEntry(line["t_at"], title, detail, tone="amber", url=piece_url(line))


def _inspected(line: Line) -> TimelineEntry:
    title = _("Inspections of %(piece)s") % {"piece": piece(line)}
    condition = Condition(line["t_extra"]["condition"]).label
    detail = in_all(line, _("last found %(condition)s") % {"condition": condition})
    return TimelineEntry(line["t_at"], title, detail, tone="amber", url=piece_url(line))


def _faulty(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    title = _("Faults reported of %(piece)s") % {"piece": piece(line)}
    last = _("last: %(words)s") % {"words": FaultReport.Kind(extra["fault"]).label}
    left = _("%(n)s not dealt with yet") % {"n": extra["open"]} if extra["open"] else ""
    tone = "red" if left else "amber"
    return TimelineEntry(line["t_at"], title, in_all(line, last, left), tone, piece_url(line))


def _idle(line: Line) -> TimelineEntry:
    title = _("Why %(piece)s stood still") % {"piece": piece(line)}
    last = _("last: %(words)s") % {"words": IdleAnswer.Answer(line["t_extra"]["answer"]).label}
    return TimelineEntry(line["t_at"], title, in_all(line, last), tone="amber", url=piece_url(line))


WORDS = {
    "aid_came": lambda line: _moved(line, _("%(piece)s came from %(group)s")),
    "aid_went": lambda line: _moved(line, _("%(piece)s went to %(group)s")),
    "aid_custody": _custody,
    "aid_used": _used,
    "aid_cared": _cared,
    "aid_inspected": _inspected,
    "aid_faulty": _faulty,
    "aid_idle": _idle,
}
