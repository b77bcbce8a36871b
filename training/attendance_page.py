"""What the pages of attendance show: the sessions with their figures, and the roster to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.access import acts_brought
from core.lists import page_number
from training.attendance_roster import RECORD, SIGNS, State, whose, word
from training.forms.attendance import CHOICES, NONE, AttendanceForm, name_of
from training.models import Attendance, Participant, Session, Training

VIEW = "training.view_participant"
PER_PAGE = 100

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """``sessions`` with their figures, ``lines`` of the participants, and the ways on."""

    sessions: list[Row]
    lines: list[Row]
    shown: str
    previous_url: str
    next_url: str
    signs: list[Row]


def build(training: Training, user: Any, asked: str) -> ListPage:
    """Of a secretary's own participants alone, as all figures are."""
    mine = Participant.objects.allowed(user, VIEW).filter(training=training).enrolled()
    sessions = list(training.sessions.with_acts(user, [RECORD]))
    total = mine.count()
    number, pages = _page(asked, total)
    first = (number - 1) * PER_PAGE
    people = mine.with_attendance().select_related("person", "village", "relative_of")
    found = list(people[first : first + PER_PAGE])
    return ListPage(
        sessions=[_session(training, s, total, c) for s, c in _counted(sessions, mine)],
        lines=list(_lines(sessions, found)),
        shown=_shown(first, len(found), total) if pages > 1 else "",
        previous_url=f"?page={number - 1}" if number > 1 else "",
        next_url=f"?page={number + 1}" if number < pages else "",
        signs=signs(),
    )


def signs() -> list[Row]:
    """The key to the signs."""
    return [{"sign": sign, "word": word(state)} for state, sign in SIGNS.items()]


def _page(asked: str, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PER_PAGE))
    return min(page_number(asked), pages), pages


def _shown(first: int, number: int, total: int) -> str:
    words = {"first": first + 1, "last": first + number, "total": total}
    return _("%(first)s–%(last)s of %(total)s") % words


def _counted(sessions: list[Session], mine: Any) -> Iterator[tuple[Session, Counter[str]]]:
    """Each session with how many of these people are recorded how."""
    rows = Attendance.objects.filter(participant__in=mine.order_by()).order_by()
    counted: dict[int, Counter[str]] = {session.pk: Counter() for session in sessions}
    for session, state, number in rows.values_list("session", "state").annotate(Count("pk")):
        counted[session][state] = number
    return ((session, counted[session.pk]) for session in sessions)


def _session(training: Training, session: Session, total: int, counted: Counter[str]) -> Row:
    is_over = session.is_held and session.date <= timezone.localdate()
    there = sum(counted[state] for state in Attendance.THERE)
    unknown = total - sum(counted[state] for state in State.values if state)
    is_mine = is_over and RECORD in acts_brought(session)
    return {
        "code": session.code,
        "day": display.short_date(session.date),
        "begins": f"{session.begins_at:%H.%M}" if session.begins_at else "",
        "subject": session.subject,
        "hours": _hours(session.hours),
        "figures": _figures(there, total, unknown) if is_over else "",
        "is_missing": is_over and unknown > 0,
        "note": _note(session),
        "url": reverse("training:attendance_take", args=[training.code, session.code])
        if is_mine
        else "",
    }


def _figures(there: int, total: int, unknown: int) -> str:
    """``18 dari 22 hadir, 1 belum dicatat``"""
    words = _("%(there)s of %(total)s there") % {"there": there, "total": total}
    if not unknown:
        return words
    left = ngettext("%(n)s not recorded", "%(n)s not recorded", unknown) % {"n": unknown}
    return f"{words}, {left}"


def _note(session: Session) -> str:
    if not session.is_held:
        return _("called off: %(reason)s") % {"reason": session.cancel_reason}
    return _("to come") if session.date > timezone.localdate() else ""


def _lines(sessions: list[Session], people: list[Participant]) -> Iterator[Row]:
    rows = Attendance.objects.filter(participant__in=people).order_by()
    states = {(p, s): state for p, s, state in rows.values_list("participant", "session", "state")}
    for who in people:
        yield {
            "number": who.number,
            "name": str(who),
            "whose": whose(who),
            "cells": [_cell(states.get((who.pk, s.pk), ""), s) for s in sessions],
            "hours": _of_hours(who),
            "share": _share(who),
        }


def _cell(state: str, session: Session) -> Row:
    """A session that was called off has no sign."""
    if not session.is_held:
        return {"sign": "", "word": _("called off"), "state": "off"}
    return {"sign": SIGNS[state], "word": word(state), "state": state or NONE}


def _of_hours(who: Any) -> str:
    words = {"attended": _hours(who.hours_attended), "held": _hours(who.hours_held)}
    return _("%(attended)s of %(held)s") % words


def _share(who: Any) -> str:
    """Whole percent, never rounded up: 79.9 is not yet 80."""
    return f"{int(who.attendance_share)}%" if who.attendance_share is not None else "–"


def _hours(hours: Decimal) -> str:
    return number_format(hours.normalize() if hours % 1 else int(hours))


def roster_lines(form: AttendanceForm) -> list[Row]:
    """The form's rows as buttons."""
    return [_roster_line(form, entry) for entry in form.entries]


def _roster_line(form: AttendanceForm, entry: Any) -> Row:
    field = form[name_of(entry)]
    chosen = field.value()
    return {
        "number": entry.participant.number,
        "name": str(entry.participant),
        "whose": whose(entry.participant),
        "field": field.html_name,
        "errors": field.errors,
        "options": [
            {
                "id": f"{field.auto_id}_{index}",
                "value": value,
                "sign": SIGNS["" if value == NONE else value],
                "word": capfirst(str(label)),
                "is_chosen": value == chosen,
            }
            for index, (value, label) in enumerate(CHOICES)
        ],
    }
