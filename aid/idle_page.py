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
from core.access import may
from core.lists import Page, Sort
from core.needs import Need
from members.listing import place

FIELDS = (
    *("id", "code", "brand", "kind__name", "group__name", "group__village__path", "last_used"),
    *("said", "said_note", "said_on", "said_code", "settled_on", "settled_note"),
)
SETTLE = "aid.settle_idleanswer"
MOST_TASKS = 10
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
        "Write below who could learn it. The office gets this as a task, sees it when it plans a "
        "training, and answers on the machine’s page."
    ),
    IdleAnswer.Answer.NOT_SUITABLE: gettext_lazy(
        "The office gets this as a task: it gives the machine to a group that it suits, or writes "
        "on the machine’s page why it stays."
    ),
    IdleAnswer.Answer.WITH_OTHERS: gettext_lazy(
        "The office sees this. Whoever uses it can be written down as a use, with the fee."
    ),
}

Row = dict[str, Any]


def with_answers(machines: Any) -> Any:
    """Idle machines with the last that their group said of it, as far as that still holds."""
    answers = IdleAnswer.objects.still_said().filter(equipment=OuterRef("pk")).latest_first()
    return machines.annotate(
        said=Subquery(answers.values("answer")[:1]),
        said_note=Subquery(answers.values("note")[:1]),
        said_on=Subquery(answers.values("asked_for")[:1]),
        said_code=Subquery(answers.values("code")[:1]),
        settled_on=Subquery(answers.values("settled_on")[:1]),
        settled_note=Subquery(answers.values("settled_note")[:1]),
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
        IdleAnswer.Answer.NO_OPERATOR: (
            _("See the trainings"),
            reverse("training:training_list"),
        ),
    }
    kind = IdleAnswer.Answer(answer.answer)
    label, url = ways.get(kind, ("", ""))
    return {"text": FOLLOW_UPS[kind], "label": label, "url": url}


def way_of_office(answer: IdleAnswer, user: Any) -> Row:
    """Where the office does what the group asks for; empty where this user may not."""
    if answer.answer == IdleAnswer.Answer.NOT_SUITABLE and may(user, "aid.move_equipment"):
        url = reverse("aid:equipment_move", args=[answer.equipment.code])
        words = _("Is there a group whose land it suits? Then the machine goes there.")
        return {"text": words, "label": _("Give to another group"), "url": url}
    if answer.answer == IdleAnswer.Answer.NO_OPERATOR and may(user, "training.add_training"):
        title = need_title(answer.equipment)
        url = reverse("training:training_create", query={"title": title})
        words = _("Who shall run it can learn it at a training.")
        return {"text": words, "label": _("Plan a training"), "url": url}
    return {}


def need_title(machine: Equipment) -> str:
    return _("Running the machine: %(kind)s") % {"kind": machine.kind}


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
        "settled": settled_words(row["settled_on"], row["settled_note"]),
        "settle_code": row["said_code"] if _waits(row) else "",
    }


def _waits(row: Row) -> bool:
    return row["said"] in IdleAnswer.ASKS_THE_OFFICE and not row["settled_on"]


def settled_words(day: dt.date | None, note: str | None) -> str:
    """``Dinas, 3 Mei 2026: …``; "" where the office has not answered."""
    if day is None:
        return ""
    return _("Office, %(day)s: %(note)s") % {"day": display.short_date(day), "note": note}


def said_of(answer: IdleAnswer) -> str:
    """``Tidak cocok lahan, 3 Mei 2026: miring``: the group's own words."""
    words = f"{capfirst(answer.get_answer_display())}, {display.short_date(answer.asked_for)}"
    return f"{words}: {answer.note}" if answer.note else words


def notice_of(machine: Equipment, *, may_settle: bool) -> Row | None:
    """On the machine's page: what its group asked of the office, and what the office answered."""
    asked = IdleAnswer.objects.filter(equipment=machine).asking_the_office().first()
    if asked is None:
        return None
    waits = asked.settled_on is None
    answer = settled_words(asked.settled_on, asked.settled_note)
    return {
        "title": said_of(asked),
        "text": answer or _("It waits for an answer of the office."),
        "tone": "missing" if waits else "",
        "label": _("Answer the group") if waits and may_settle else "",
        "url": reverse("aid:idle_settle", args=[asked.code]) if waits and may_settle else "",
    }


def tasks(user: Any) -> list[Row]:
    """For who answers for the office: each machine that waits, the longest first."""
    answers = IdleAnswer.objects.allowed(user, SETTLE).waiting()
    related = ("equipment__kind", "equipment__group")
    rows = answers.select_related(*related).order_by("asked_for", "pk")[:MOST_TASKS]
    return [
        {
            "label": str(answer.equipment),
            "note": " · ".join(filter(None, (answer.equipment.group.name, answer.note))),
            "url": reverse("aid:idle_settle", args=[answer.code]),
            "chip_label": capfirst(answer.get_answer_display()),
        }
        for answer in rows
    ]


def needs(user: Any) -> list[Need]:
    """Groups that have a machine and nobody who can run it: what a training is planned for."""
    answers = IdleAnswer.objects.allowed(user, SETTLE).waiting()
    answers = answers.filter(answer=IdleAnswer.Answer.NO_OPERATOR)
    rows = answers.select_related("equipment__kind", "equipment__group").order_by("asked_for", "pk")
    return [
        Need(
            title=need_title(answer.equipment),
            whose=answer.equipment.group.name,
            note=answer.note,
        )
        for answer in rows[:MOST_TASKS]
    ]


def around(page: Page) -> dict[str, str]:
    """The addresses of a page's neighbours."""
    return {
        "previous": f"?before={page.previous}" if page.previous else "",
        "next": f"?after={page.next}" if page.next else "",
    }
