"""What the pages of a machine tell of its turns and its use, and what this user may do there.

``build`` fills ``templates/aid/_equipment_use.html`` on the machine's own page: its machine must
have brought along ``ACTS`` (``with_acts``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid import calendar_page, periods
from aid.amounts import amount
from aid.forms.bookings import as_typed
from aid.models import Booking, Equipment, Season, Span, UseLog
from aid.names import name_of, with_names
from aid.periods import Slot
from core import display
from core.access import acts_brought, acts_on

ACTS = (
    "aid.add_booking",
    "aid.add_uselog",
    "aid.change_booking",
    "aid.export_aid",
    "aid.view_booking",
    "aid.view_uselog",
)
MOST_TURNS = 3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UsePart:
    """The part of a machine's page about its use."""

    may: dict[str, bool]
    turns: list[Row]
    season: Span
    totals: list[Row]


def may(machine: Equipment) -> dict[str, bool]:
    """What the user may do with this machine; an ended one takes no turns."""
    granted = acts_brought(machine)
    return {
        "take": "aid.add_booking" in granted and not machine.is_ended,
        "log": "aid.add_uselog" in granted,
        "see_turns": "aid.view_booking" in granted,
        "see_use": "aid.view_uselog" in granted,
        "print": "aid.export_aid" in granted,
    }


def build(machine: Equipment, user: Any) -> UsePart:
    """The next turns and the season's totals, in three queries."""
    season = Season.objects.span(timezone.localdate())
    coming = Booking.objects.standing().filter(
        equipment=machine, period__endswith__gt=timezone.now()
    )
    rows = with_names(coming.order_by("period", "id"), user)[:MOST_TURNS]
    return UsePart(
        may=may(machine),
        turns=[calendar_page.turn(row) for row in rows],
        season=season,
        totals=totals(machine, season),
    )


def totals(machine: Equipment, span: Span) -> list[Row]:
    """How often, how long and how much land in this season or year, and the fees."""
    sums = (
        UseLog.objects.standing()
        .filter(equipment=machine)
        .between(span.start, span.end)
        .aggregate(
            number=Count("pk"),
            hours=Sum("hours"),
            hectares=Sum("area_ha"),
            litres=Sum("fuel_litres"),
            fees=Sum("fee"),
        )
    )
    return [
        {"label": _("Use"), "number": sums["number"]},
        {"label": _("Hours"), "number": amount(sums["hours"] or 0)},
        {"label": _("Hectares"), "number": amount(sums["hectares"] or 0)},
        {"label": _("Litres of fuel"), "number": amount(sums["litres"] or 0)},
        {"label": _("Fees"), "number": display.rupiah(sums["fees"] or 0)},
    ]


def first_times(asked: Mapping[str, str]) -> dict[str, str]:
    """The first answers of the form of a turn: the half-day that one came from, else a morning."""
    day = calendar_page.day_of(asked.get("day", ""))
    slot = asked.get("slot", "")
    part = Slot(slot) if slot in Slot.values else Slot.MORNING
    return as_typed(periods.slot_span(day, part))


def turn_facts(turn: Any) -> list[Row]:
    """One turn in words."""
    facts = [
        {"label": _("Equipment"), "value": str(turn.equipment)},
        {"label": _("Member"), "value": name_of(turn)},
        {"label": _("When"), "value": periods.in_words(turn.period)},
        {"label": _("What for"), "value": turn.purpose},
        {"label": _("Where"), "value": turn.place},
        {"label": _("State"), "value": capfirst(turn.get_state_display())},
    ]
    if turn.cancel_reason:
        facts.append({"label": _("Reason"), "value": turn.cancel_reason})
    if turn.taken_at:
        facts.append({"label": _("Fetched"), "value": display.moment(turn.taken_at)})
    if turn.returned_at:
        facts.append({"label": _("Brought back"), "value": display.moment(turn.returned_at)})
    return facts


def of_turn(turn: Any, user: Any) -> Row:
    """What the page of a turn shows besides: facts, its use, what can be done."""
    granted = acts_on(turn, user, ["aid.change_booking", "aid.add_uselog"])
    log = turn.use_logs.standing().first()
    is_open = turn.is_open and log is None
    may_change = "aid.change_booking" in granted and is_open
    has_begun = turn.period.lower <= timezone.now()
    return {
        "facts": turn_facts(turn),
        "log": log,
        "may_change": may_change,
        "may_fetch": may_change and turn.taken_at is None and not turn.is_over,
        "may_return": may_change and turn.taken_at is not None and turn.returned_at is None,
        "log_url": log_url(turn)
        if "aid.add_uselog" in granted and has_begun and log is None and _may_log(turn)
        else "",
    }


def _may_log(turn: Booking) -> bool:
    return turn.state != Booking.State.CANCELLED


def log_url(turn: Booking) -> str:
    """Where the use of a turn is written down."""
    return f"{reverse('aid:use_create', args=[turn.equipment.code])}?turn={turn.code}"
