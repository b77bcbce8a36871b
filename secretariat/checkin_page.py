"""Kabar bulanan: one question after another, what follows a yes, the year of a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import Equipment
from core import display
from core.lists import first_of
from members import ways
from members.models import Group
from secretariat import months
from secretariat.forms.checkins import ANSWERS, NO, YES, CheckInForm
from secretariat.models import CheckIn
from secretariat.models.checkins import open_months

VIEW, ANSWER = "secretariat.view_checkin", "secretariat.answer_checkin"
SETTLE, NOTE = "secretariat.settle_checkin", "secretariat.view_checkinnote"
EXPORT = "secretariat.export_checkin"
MOST_WAITING = 20

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One question; ``given`` are the answers before it, which its form carries along."""

    name: str
    question: str
    given: dict[str, str]
    number: int
    total: int
    action: str
    month: str

    @property
    def is_last(self) -> bool:
        return self.number == self.total

    @property
    def answers(self) -> tuple[tuple[str, Any], ...]:
        return ANSWERS


def step_of(form: CheckInForm, said: Mapping[str, Any]) -> Step:
    """The first question that is not answered yet; the last one where all are."""
    names, given = form.questions, dict[str, str]()
    for name in names[:-1]:
        if said.get(name) not in (YES, NO):
            break
        given[name] = said[name]
    name = names[len(given)]
    page = reverse("secretariat:checkin_answer", args=[form.group.code, months.key(form.month)])
    return Step(
        name=name,
        question=str(form.fields[name].label),
        given=given,
        number=len(given) + 1,
        total=len(names),
        action=page,
        month=months.named(form.month),
    )


def ways_on(check: CheckIn, user: Any) -> list[Row]:
    """Where what changed is written down."""
    rows = []
    if check.members_changed:
        rows += _members_ways(check.group, user)
    if check.machines_sound is False:
        machines = Equipment.objects.at_work().filter(group=check.group).select_related("kind")
        rows += [
            {
                "icon": "machine",
                "label": _("Report the damage: %(machine)s") % {"machine": machine},
                "url": reverse("aid:fault_create", args=[machine.code]),
            }
            for machine in machines.order_by("kind__key", "id")
        ]
    return rows


def _members_ways(group: Group, user: Any) -> list[Row]:
    members = f"{reverse('members:person_list')}?group={group.code}&membership=current"
    return [
        {"icon": "plus", "label": _("Somebody joined: add her"), "url": ways.to_add(user, group)},
        {
            "icon": "people",
            "label": _("Somebody left: open her name"),
            "note": _("On her page choose that she left the group."),
            "url": members,
        },
    ]


@dataclass(frozen=True, slots=True)
class Year:
    """A group's answers of one year, as this user may see them. Years are text: a template would
    group their figures.
    """

    year: str
    cells: list[Row]
    answers: list[Row]
    previous: str
    next: str


def year_of(group: Group, year: int, today: dt.date, may: Mapping[str, bool]) -> Year:
    """The calendar and the answers; ``may`` says of ``answer``, ``settle`` and ``read_note``."""
    found = CheckIn.objects.filter(group=group).in_year(year)
    checks = {check.month: check for check in found.select_related("answered_by")}
    first = CheckIn.objects.filter(group=group).aggregate(first=Min("month"))["first"]
    return Year(
        year=str(year),
        cells=[
            _cell(group, month, checks.get(month), today, may) for month in months.of_year(year)
        ],
        answers=[_answer(check, today, may) for check in checks.values()],
        previous=str(year - 1) if first and first.year < year else "",
        next=str(year + 1) if year < today.year else "",
    )


def _cell(
    group: Group, month: dt.date, check: CheckIn | None, today: dt.date, may: Mapping[str, bool]
) -> Row:
    tone, words = _state(month, check, today)
    is_open = may["answer"] and month in open_months(today)
    url = reverse("secretariat:checkin_answer", args=[group.code, months.key(month)])
    return {
        "month": dateformat.format(month, "M"),
        "tone": tone,
        "words": words,
        "url": url if is_open and check is None else "",
    }


def _state(month: dt.date, check: CheckIn | None, today: dt.date) -> tuple[str, str]:
    """How a month is drawn, and in words."""
    if check is None:
        if month > today:
            return "coming", _("not yet")
        return ("open" if month == months.first(today) else "silent"), _("not answered")
    if check.has_problem:
        return ("problem", _("problem")) if check.is_waiting else ("settled", _("problem settled"))
    if check.machines_sound is False:
        return "problem", _("machine damaged")
    return ("changed", _("members changed")) if check.members_changed else ("quiet", _("no change"))


def _answer(check: CheckIn, today: dt.date, may: Mapping[str, bool]) -> Row:
    is_open = check.month in open_months(today)
    code = check.code
    return {
        "month": months.named(check.month),
        "said": said_of(check),
        "answered": _("%(day)s by %(name)s")
        % {
            "day": display.short_date(check.answered_on),
            "name": check.answered_by.get_full_name() or check.answered_by.get_username(),
        },
        "note": check.note if may["read_note"] else "",
        "settled": settled_words(check) if may["read_note"] else "",
        "correct": months.key(check.month) if may["answer"] and is_open else "",
        "note_code": code if may["answer"] and is_open and not check.is_quiet else "",
        "settle_code": code if may["settle"] and check.is_waiting else "",
    }


def said_of(check: CheckIn) -> str:
    """``Anggota berubah, ada masalah``; that nothing changed is said too."""
    said = (
        (check.members_changed, _("members changed")),
        (check.machines_sound is False, _("machine damaged")),
        (check.has_problem, _("there is a problem")),
    )
    return capfirst(", ".join(words for is_so, words in said if is_so) or _("nothing changed"))


def settled_words(check: CheckIn) -> str:
    """``Dinas, 3 Mei 2026: …``; "" where the office has not answered."""
    if check.settled_on is None:
        return ""
    day = display.short_date(check.settled_on)
    return _("Office, %(day)s: %(note)s") % {"day": day, "note": check.settled_note}


def waiting_for(user: Any, most: int = MOST_WAITING) -> tuple[list[CheckIn], int]:
    """The problems that this user is to answer, the longest waiting first, and how many."""
    checks = CheckIn.objects.allowed(user, SETTLE).waiting()
    return first_of(checks.select_related("group").order_by("answered_on", "id"), most)


def waiting_tasks(checks: list[CheckIn]) -> list[Row]:
    return [
        {
            "label": check.group.name,
            "note": check.note or _("Nothing is written about it yet: ask the group."),
            "url": reverse("secretariat:checkin_settle", args=[check.code]),
            "chip_label": months.named(check.month),
        }
        for check in checks
    ]


def quiet_words(check: CheckIn) -> str:
    """Said after three times no."""
    words = _("Thank you. %(month)s is noted: nothing changed.")
    return words % {"month": months.named(check.month)}
