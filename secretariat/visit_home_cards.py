"""The parts of home pages that coaching visits fill. A figure equals the list that it opens."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import display
from core.access import works_in_groups
from core.lists import count
from core.registry import Card
from members.models import Group
from secretariat.models import Visit, VisitFollowUp
from secretariat.visit_filters import LATE, PAST
from secretariat.visit_page import FINDING, FINISH, VIEW
from secretariat.visit_planning import LONG_MONTHS, not_visited_since

PLAN = "secretariat.plan_visit"
MOST_ROWS = 3
SOON_DAYS = 14

Row = dict[str, Any]


def office_cards(user: Any) -> list[Card]:
    """What is overdue, what is to be written up, which groups have waited for a year."""
    late = VisitFollowUp.objects.allowed(user, FINDING).overdue().order_by().values("visit")
    visits = Visit.objects.allowed(user, PLAN)
    groups = Group.objects.allowed(user, PLAN).not_dissolved()
    listed, plan = reverse("secretariat:visit_list"), reverse("secretariat:visit_plan")
    waiting = [
        (_("Visits with overdue follow-ups"), visits.filter(pk__in=late), f"{listed}?left={LATE}"),
        (_("Visits to write down"), visits.to_write_up(), f"{listed}?state={PAST}"),
        (
            _("Groups not visited for a year"),
            not_visited_since(groups, str(LONG_MONTHS)),
            f"{plan}?since={LONG_MONTHS}",
        ),
    ]
    numbers = [(label, count(rows), url) for label, rows, url in waiting]
    tasks = [
        {"label": label, "url": url, "chip_label": str(number), "chip_tone": "missing"}
        for label, number, url in numbers
        if number.value
    ]
    return _card([*_coming(visits), *tasks], _("Coaching visits"))


def _coming(visits: Any) -> list[Row]:
    """The next visits, each by its group."""
    today = timezone.localdate()
    soon = visits.planned_within(today, today + dt.timedelta(days=SOON_DAYS))
    rows = soon.order_by("planned_on", "id").values("code", "planned_on", "group__name", "purpose")
    return [
        {
            "label": row["group__name"],
            "note": row["purpose"],
            "url": reverse("secretariat:visit_detail", args=[row["code"]]),
            "chip_label": display.short_date(row["planned_on"]),
            "chip_tone": "abroad",
        }
        for row in rows[:MOST_ROWS]
    ]


def group_cards(user: Any) -> list[Card]:
    """The next visits to a group, and what it has to do, for who works in groups alone."""
    if not works_in_groups(user, VIEW):
        return []
    todo = VisitFollowUp.objects.allowed(user, FINISH).open().order_by("due_on", "id")
    tasks = [
        {
            "label": row.what,
            "note": _("by %(day)s") % {"day": display.long_date(row.due_on)},
            "url": reverse("secretariat:visit_followup_finish", args=[row.code]),
            "chip_label": _("overdue") if row.is_overdue else "",
        }
        for row in todo[:MOST_ROWS]
    ]
    return _card([*_coming(Visit.objects.allowed(user, VIEW)), *tasks], _("Coaching visits"))


def _card(tasks: list[Row], title: str) -> list[Card]:
    return [Card("components/_tasks.html", {"tasks": tasks, "title": title}, 32)] if tasks else []
