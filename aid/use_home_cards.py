"""The parts of home pages about the use of machines, for a group and for an office.

Whoever keeps a group's book sees the next turns, the uses to write down, what was called off, and
one question about a machine that stands still; who works in a region sees the idle machines.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aid import idle_page, periods, use_page
from aid.equipment_home_cards import machine_cards
from aid.models import Booking, Equipment
from aid.names import name_of, with_names
from core.access import may, works_in_groups
from core.lists import count
from core.registry import Card

MOST_MACHINES = 5
MOST_TURNS = 2
MOST_TO_WRITE = 5
# Turns that come, and past ones of which the use is still to be written down.
AHEAD, BACK = dt.timedelta(days=14), dt.timedelta(days=60)

Row = dict[str, Any]


def group_cards(user: Any) -> list[Card]:
    """A group's machines: the question about one of them, their next turns, what waits to be
    written down. What several cards tell of is asked for once.
    """
    if not works_in_groups(user, "aid.add_booking"):
        return []
    machines = _machines(user)
    turns = _turns(user, machines[:MOST_MACHINES])
    return [
        *_called_off(turns["called off"]),
        *_next_turns(machines[:MOST_MACHINES], turns["coming"]),
        *machine_cards(machines),
        *_to_write(turns["to write"][::-1]),
        *_question(machines),
    ]


def _machines(user: Any) -> list[Equipment]:
    """All at work; each brings along which of them is ``asked`` about."""
    own = Equipment.objects.allowed(user, "aid.add_booking").at_work()
    to_ask = idle_page.to_ask(own, timezone.localdate()).order_by("last_used", "id")
    machines = own.annotate(asked=Subquery(to_ask.values("pk")[:1]))
    return list(machines.select_related("kind").order_by("kind__key", "id"))


def _turns(user: Any, machines: list[Equipment]) -> dict[str, list[Booking]]:
    """The turns of each card by its name, in order of time."""
    now = timezone.now()
    own = Booking.objects.allowed(user, "aid.add_booking")
    over = own.standing().without_log().within(now - BACK, now).filter(period__endswith__lte=now)
    parts = {
        "coming": own.standing().filter(equipment__in=machines).within(now, now + AHEAD),
        "to write": over.order_by("-period", "-id")[:MOST_TO_WRITE],
        "called off": own.cancelled_by_end().order_by("period", "id")[:MOST_TO_WRITE],
    }
    first, *others = (
        with_names(part, user).select_related("equipment__kind").annotate(card=Value(card))
        for card, part in parts.items()
    )
    found: dict[str, list[Booking]] = defaultdict(list)
    for turn in first.union(*others, all=True).order_by("period", "id"):
        found[turn.card].append(turn)
    return found


def _next_turns(machines: list[Equipment], turns: list[Booking]) -> list[Card]:
    found: dict[int, list[Any]] = defaultdict(list)
    for turn in turns:
        found[turn.equipment_id].append(turn)
    rows = [
        {
            "label": str(machine),
            "note": _next(found[machine.pk]),
            "icon": "calendar",
            "url": reverse("aid:booking_week", args=[machine.code]),
        }
        for machine in machines
    ]
    context = {"rows": rows, "title": _("Turns at the machines")}
    return [Card("aid/_home_turns.html", context, 22)] if rows else []


def _next(turns: list[Any]) -> str:
    words = [f"{_when(turn)}: {name_of(turn)}" for turn in turns[:MOST_TURNS]]
    return " · ".join(words) or _("No turn is taken: choose a free time")


def _when(turn: Booking) -> str:
    """``Hari ini, 06.00–12.00`` of a turn today; the day otherwise."""
    day, today = periods.day_of_start(turn.period), timezone.localdate()
    if not today <= day <= today + dt.timedelta(days=1):
        return periods.briefly(turn.period)
    words = _("Today") if day == today else _("Tomorrow")
    hours = periods.hours_of_day(turn.period, day)
    return f"{words}, {hours}" if hours else words


def _to_write(turns: list[Booking]) -> list[Card]:
    """Turns that are over and of which no use is written down."""
    tasks = [
        {
            "label": f"{name_of(turn)} · {turn.equipment}",
            "note": periods.briefly(turn.period),
            "url": use_page.log_url(turn),
            "chip_label": _("write down"),
        }
        for turn in turns
    ]
    context = {"tasks": tasks, "title": _("Write down the use")}
    return [Card("components/_tasks.html", context, 24)] if tasks else []


def _called_off(turns: list[Booking]) -> list[Card]:
    """Turns to come whose machine has ended meanwhile."""
    tasks = [
        {
            "label": f"{name_of(turn)} · {turn.equipment}",
            "note": f"{periods.briefly(turn.period)} · {turn.cancel_reason}",
            "url": turn.get_absolute_url(),
            "chip_label": _("turn called off"),
            "chip_tone": "wrong",
        }
        for turn in turns
    ]
    context = {"tasks": tasks, "title": _("Turns called off, because the machine has ended")}
    return [Card("components/_tasks.html", context, 21)] if tasks else []


def idle_cards(user: Any) -> list[Card]:
    """How many machines stand still, for whoever works in a region, and what groups ask of her."""
    if works_in_groups(user, "aid.view_idleanswer"):
        return []
    number = count(Equipment.objects.allowed(user, "aid.view_idleanswer").idle())
    task = {
        "label": _("Idle machines"),
        "note": _("Not used in this season for longer than usual, and why"),
        "url": reverse("aid:idle_list"),
        "chip_label": str(number),
    }
    asked = idle_page.tasks(user) if may(user, idle_page.SETTLE) else []
    tasks = [*asked, *([task] if number.value else [])]
    return [Card("components/_tasks.html", {"tasks": tasks, "title": ""}, 34)] if tasks else []


def _question(machines: list[Any]) -> list[Card]:
    machine = next((each for each in machines if each.pk == each.asked), None)
    if machine is None:
        return []
    context = {
        "kicker": _("One question"),
        "question": idle_page.question(machine),
        "action": reverse("aid:idle_answer", args=[machine.code]),
        "name": "answer",
        "answers": idle_page.answers(),
    }
    return [Card("components/_question.html", context, 26)]
