"""Kartu penghidupan: who is to be asked, what one woman answered year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.lists import Page, Sort, paginate
from members.models import Person, Placement
from secretariat.livelihood_text import answer, question
from secretariat.models import Livelihood

TAKE, VIEW = "secretariat.take_livelihood", "secretariat.view_livelihood"
YEAR = dt.timedelta(days=365)
BY_PLACE = Sort(gettext_lazy("By place"), ("area", "sort_key", "id"))
FIELDS = ("id", "code", "name", "group__name", "village__name", "last_on")

Row = dict[str, Any]


def to_ask(user: Any) -> QuerySet[Person]:
    """Members at home who have no card yet, or none of the last year."""
    people = Person.objects.allowed(user, TAKE).living().current_members()
    cards = Livelihood.objects.standing().filter(person=OuterRef("pk")).order_by("-taken_on")
    asked = people.annotate(last_on=Subquery(cards.values("taken_on")[:1]))
    abroad = Placement.objects.filter(person=OuterRef("pk"), status=Placement.Status.ABROAD)
    return asked.filter(~Exists(abroad)).filter(
        Q(last_on=None) | Q(last_on__lte=timezone.localdate() - YEAR)
    )


def due_page(user: Any, params: Mapping[str, str], found: QuerySet[Person]) -> Page:
    """A page of those who are to be asked, place by place."""
    base = Person.objects.allowed(user, TAKE)
    return paginate(found, base=base, fields=FIELDS, sort=BY_PLACE, params=params)


def due_lines(rows: list[Row]) -> list[Row]:
    return [_due_line(row) for row in rows]


def _due_line(row: Row) -> Row:
    last = row["last_on"]
    return {
        "code": row["code"],
        "name": row["name"],
        "group": row["group__name"] or "",
        "stage": str(Livelihood.Stage.YEARLY.label if last else Livelihood.Stage.BASELINE.label),
        "last": _("last on %(day)s") % {"day": display.short_date(last)} if last else "",
    }


def cards_of(person: Person, user: Any) -> list[Livelihood]:
    """All of hers that the user may read, the oldest first; what was cancelled last."""
    rows = Livelihood.objects.allowed(user, VIEW).filter(person=person)
    return sorted(rows.select_related("taken_by"), key=lambda c: (c.is_cancelled, c.taken_on))


def side_by_side(cards: list[Livelihood]) -> list[Row]:
    """One line for each question, with the answers of all cards in their own words."""
    return [
        {
            "question": question(field).text,
            "answers": [_said(card, field) for card in cards],
        }
        for field in Livelihood.ASKED
    ]


def _said(card: Livelihood, field: str) -> str:
    return capfirst(answer(field, getattr(card, field), card.wording))


def why_closed(person: Person) -> str:
    """Why she is not asked now; "" where she is."""
    if person.deceased_on:
        return _("She has died. She is not asked any more.")
    year = timezone.localdate().year
    if Livelihood.objects.standing().filter(person=person, taken_on__year=year).exists():
        return _("She has a card of this year already. Correct that one instead.")
    return ""
