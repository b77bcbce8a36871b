"""What aid tells on a person's timeline: what she answers for, signs for, uses and has booked.

Her page is the one opened most, so that its parts are written out around the ids of the rows that
the reader may see. Uses are gathered, or a machine of every week would drown all else.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aid import periods
from aid.models import Booking, Custody, Handover, UseLog
from aid.story_words import USED, Line, gathered, in_all, piece, use_url, use_words
from core.registry import TimelineEntry
from core.timeline import written

_CUSTODY = """
SELECT to_char(c.since, 'YYYY-MM-DD'), to_char(c.until, 'YYYY-MM-DD'), 'aid_custody', c.id, e.brand,
    json_build_object('name', k.name, 'group', g.name)
FROM aid_custody c JOIN aid_equipment e ON e.id = c.equipment_id
JOIN aid_goodskind k ON k.id = e.kind_id JOIN members_group g ON g.id = e.group_id
WHERE c.id IN ({ids})"""
_SIGNED = """
SELECT to_char(h.handed_on, 'YYYY-MM-DD'), NULL, 'aid_signed', h.id, h.code,
    json_build_object('number', coalesce(nullif(h.register_number, ''), h.giver_number),
        'group', g.name)
FROM aid_handover h JOIN members_group g ON g.id = h.group_id WHERE h.id IN ({ids})"""
_DAY = "(lower(done.period) AT TIME ZONE 'Asia/Jakarta')::date"
_TURN = f"""
SELECT to_char({_DAY}, 'YYYY-MM-DD'), NULL, 'aid_turn', done.id, e.brand,
    json_build_object('name', k.name, 'code', done.code, 'purpose', done.purpose,
        'from', lower(done.period), 'to', upper(done.period))
FROM aid_booking done JOIN aid_equipment e ON e.id = done.equipment_id
JOIN aid_goodskind k ON k.id = e.kind_id WHERE done.id IN ({{ids}})"""  # noqa: S608 - our own
_UNTOLD = gathered("aid_untold", "aid_booking", day=_DAY)


def rows_of(person: Any, user: Any) -> list[Any]:
    """The parts of her timeline."""
    custodies = Custody.objects.allowed(user, "aid.view_equipment").filter(person=person)
    papers = Handover.objects.allowed(user, "aid.view_handover").filter(receiver=person)
    uses = UseLog.objects.allowed(user, "aid.view_uselog").filter(person=person)
    turns = Booking.objects.allowed(user, "aid.view_booking").filter(person=person).standing()
    now = timezone.now()
    return [
        written(_CUSTODY, custodies),
        written(_SIGNED, papers.issued()),
        written(USED, uses),
        written(_TURN, turns.filter(state=Booking.State.BOOKED, period__endswith__gt=now)),
        written(_UNTOLD, turns.without_log().filter(period__endswith__lte=now)),
    ]


def _custody(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        until=line["t_until"],
        is_range=line["t_until"] is not None,
        title=_("Custodian of %(piece)s") % {"piece": piece(line)},
        detail=line["t_extra"]["group"],
        tone="amber",
    )


def _signed(line: Line) -> TimelineEntry:
    number = line["t_extra"]["number"] or _("without a number")
    return TimelineEntry(
        at=line["t_at"],
        title=_("Received goods for the group: %(number)s") % {"number": number},
        detail=line["t_extra"]["group"],
        tone="amber",
        url=reverse("aid:handover_detail", args=[line["t_text"]]),
    )


def _used(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Used %(piece)s") % {"piece": piece(line)},
        detail=use_words(line),
        tone="amber",
        url=use_url(line),
    )


def _turn(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    period = periods.span(*(dt.datetime.fromisoformat(extra[end]) for end in ("from", "to")))
    return TimelineEntry(
        at=line["t_at"],
        title=_("Turn at %(piece)s") % {"piece": piece(line)},
        detail=" · ".join(filter(None, (periods.briefly(period), extra["purpose"]))),
        tone="blue",
        url=reverse("aid:booking_detail", args=[extra["code"]]),
    )


def _untold(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Turns at %(piece)s whose use is not written down") % {"piece": piece(line)},
        detail=in_all(line),
        tone="grey",
        url=use_url(line),
    )


WORDS = {
    "aid_custody": _custody,
    "aid_signed": _signed,
    "aid_used": _used,
    "aid_turn": _turn,
    "aid_untold": _untold,
}
