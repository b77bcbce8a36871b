"""The monthly check on home pages: one question for a group, for the office who is silent and
what waits.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import may, works_in_groups
from core.lists import Count, count
from core.registry import Card
from members.models import Group
from secretariat import asking
from secretariat.checkin_page import ANSWER, SETTLE, VIEW, step_of, waiting_for, waiting_tasks
from secretariat.forms.checkins import CheckInForm

MOST_TASKS = 3


def group_cards(user: Any) -> list[Card]:
    """The first question about the earliest month without an answer, for each group of hers."""
    today = timezone.localdate()
    groups = asking.with_answered(Group.objects.allowed(user, ANSWER).active(), today)
    asked = ((group, asking.month_to_ask(group, today)) for group in groups)
    return [_question(user, group, month) for group, month in asked if month]


def _question(user: Any, group: Any, month: Any) -> Card:
    form = CheckInForm(
        group=group, month=month, has_machines=group.has_machines, user=user, act=ANSWER
    )
    context = {"step": step_of(form, {})}
    return Card("secretariat/_checkin_question.html", context, 12)


def office_cards(user: Any) -> list[Card]:
    """How many groups are silent, and the problems that wait, for whoever works in a region."""
    if works_in_groups(user, VIEW):
        return []
    waiting, number = waiting_for(user, MOST_TASKS) if may(user, SETTLE) else ([], 0)
    tasks = waiting_tasks(waiting)
    url = reverse("secretariat:checkin_list")
    if number > len(waiting):
        tasks.append({"label": _("See all %(n)s") % {"n": Count(number)}, "url": url})
    silent = count(asking.silent(Group.objects.allowed(user, VIEW), timezone.localdate()))
    if silent.value:
        tasks.append(
            {
                "label": _("Groups without a monthly check"),
                "note": _("No answer for last month, nor for this one"),
                "url": url,
                "chip_label": str(silent),
            }
        )
    context = {"tasks": tasks, "title": _("Monthly check")}
    return [Card("components/_tasks.html", context, 31)] if tasks else []
