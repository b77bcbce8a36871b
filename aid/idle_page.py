"""Alat menganggur: the question, what follows from each answer, the lines of the office's list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.models import Equipment, IdleAnswer
from aid.models.standing_still import days_before
from core import display
from core.lists import Page, Sort
from members.listing import place

FIELDS = (
    *("id", "code", "brand", "kind__name", "group__name", "group__village__path", "last_used"),
    *("said", "said_note", "said_on"),
)
BY_GROUP = Sort("", ("group__village_id", "group_id", "id"))
# How a machine's state is told, by what its group said.
TONES = {
    IdleAnswer.Answer.BROKEN: "wrong",
    IdleAnswer.Answer.NOT_SEASON: "",
    IdleAnswer.Answer.NO_OPERATOR: "missing",
    IdleAnswer.Answer.NOT_SUITABLE: "missing",
    IdleAnswer.Answer.WITH_OTHERS: "missing",
}
FOLLOW_UPS = {
    IdleAnswer.Answer.BROKEN: gettext_lazy(
        "Report the damage on the machine's page, so that it can be repaired."
    ),
    IdleAnswer.Answer.NOT_SEASON: gettext_lazy(
        "Nothing more to do. This question comes again only if the machine still stands later on."
    ),
    IdleAnswer.Answer.NO_OPERATOR: gettext_lazy(
        "The office sees this and can arrange for somebody to be trained."
    ),
    IdleAnswer.Answer.NOT_SUITABLE: gettext_lazy(
        "The office sees this and looks with the group for land, or a group, that it suits."
    ),
    IdleAnswer.Answer.WITH_OTHERS: gettext_lazy(
        "The office sees this. Whoever uses it can be written down as a use, with the fee."
    ),
}

Row = dict[str, Any]


def with_answers(machines: Any) -> Any:
    """Idle machines with the last that their group said of it."""
    answers = IdleAnswer.objects.filter(equipment=OuterRef("pk")).latest_first()
    return machines.annotate(
        said=Subquery(answers.values("answer")[:1]),
        said_note=Subquery(answers.values("note")[:1]),
        said_on=Subquery(answers.values("asked_for")[:1]),
    )


def to_ask(machines: Any, day: dt.date) -> Any:
    """Those of the machines whose group is to be asked today: idle, and not answered lately.

    An answer holds as long as a machine may stand before it counts as idle.
    """
    found = with_answers(machines.idle(day))
    is_old = Q(said_on__lte=days_before(day, "kind__idle_days"))
    return found.filter(Q(said_on__isnull=True) | is_old)


def question(machine: Equipment) -> str:
    words = {"machine": machine}
    return _("%(machine)s has not been used for a while. Why?") % words


def answers() -> list[Row]:
    return [
        {"value": value, "label": capfirst(label)} for value, label in IdleAnswer.Answer.choices
    ]


def follow_up(answer: IdleAnswer) -> Row:
    """What follows from an answer: words, and where it is done."""
    code = answer.equipment.code
    ways = {
        IdleAnswer.Answer.BROKEN: (
            _("Report the damage"),
            reverse("aid:fault_create", args=[code]),
        ),
        IdleAnswer.Answer.WITH_OTHERS: (
            _("Write down a use"),
            reverse("aid:use_create", args=[code]),
        ),
    }
    kind = IdleAnswer.Answer(answer.answer)
    label, url = ways.get(kind, ("", ""))
    return {"text": FOLLOW_UPS[kind], "label": label, "url": url}


def lines(rows: list[Row]) -> list[Row]:
    """The machines of a page in words."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Row:
    answer = IdleAnswer.Answer(row["said"]) if row["said"] else None
    last = row["last_used"]
    return {
        "code": row["code"],
        "name": " ".join(filter(None, (row["kind__name"], row["brand"]))),
        "group": row["group__name"],
        "place": place(row["group__village__path"]),
        "last": display.long_date(last) if last else "",
        "answer": capfirst(answer.label) if answer else "",
        "tone": TONES[answer] if answer else "",
        "note": row["said_note"] or "",
        "said_on": display.short_date(row["said_on"]) if answer else "",
    }


def around(page: Page) -> dict[str, str]:
    """The addresses of a page's neighbours."""
    return {
        "previous": f"?before={page.previous}" if page.previous else "",
        "next": f"?after={page.next}" if page.next else "",
    }
