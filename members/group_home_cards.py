"""A secretary's home: her own group's people, who is abroad, what is missing, her requests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import scopes_of
from core.lists import first_of
from core.registry import Card
from members import ways
from members.home_cards import MOST_ROWS, Row, list_url, may_do
from members.listing import place
from members.models import Group, Person, TransferRequest
from members.models.people import MISSING_LABELS

ANSWERS_SHOWN_DAYS = 30
MOST_NAMES = 3


def _groups(user: Any, act: str) -> list[int]:
    return [scope.group for scope in scopes_of(user, act) if scope.group is not None]


def group_cards(user: Any) -> list[Card]:
    """A secretary's own group: its people, who is abroad, what is missing, her requests."""
    return [card for pk in _groups(user, "members.request_transfer") for card in _group(user, pk)]


def _group(user: Any, pk: int) -> list[Card]:
    group: Any = Group.objects.with_member_count().select_related("village").get(pk=pk)
    people = Person.objects.filter(group=group)
    incomplete, number = first_of(people.incomplete(), MOST_ROWS)
    lead = {"group": group, "members": group.member_count}
    return [
        Card("members/_home_group_lead.html", lead, 10, "lead"),
        Card(
            "members/_home_actions.html", {"may": may_do(user) | {"import": False}}, 10, "actions"
        ),
        *_answers(group),
        Card("components/_rows.html", {"rows": _ways(group, people, number)}, 20),
        *_incomplete(user, group, incomplete, number),
    ]


def _ways(group: Any, people: Any, incomplete: int) -> list[Row]:
    abroad, number = first_of(people.abroad().only("name"), MOST_NAMES)
    names = ", ".join(person.name for person in abroad)
    return [
        {
            "label": _("Members"),
            "note": _lacking(incomplete),
            "count": group.member_count,
            "icon": "people",
            "url": list_url("person_list", group=group.code, membership="current"),
        },
        {
            "label": _("Still abroad"),
            "note": names + (" …" if number > MOST_NAMES else "") or _("Nobody"),
            "count": number,
            "icon": "globe",
            "url": list_url("person_list", group=group.code, state="abroad"),
        },
        _way(_("About the group"), place(group.village.path), "home", group.get_absolute_url()),
        _way(
            _("Import a list"),
            _("Excel or CSV, as the group keeps it"),
            "upload",
            reverse("members:import_create"),
        ),
    ]


def _way(label: str, note: str, icon: str, url: str) -> Row:
    return {"label": label, "note": note, "icon": icon, "url": url}


def _lacking(number: int) -> str:
    if not number:
        return _("All data are complete")
    words = ngettext(
        "The data of %(n)d person is incomplete", "The data of %(n)d people are incomplete", number
    )
    return words % {"n": number}


def _incomplete(user: Any, group: Group, people: list[Person], number: int) -> list[Card]:
    tasks = [
        {
            "label": person.name,
            "note": capfirst(", ".join(str(MISSING_LABELS[key]) for key in person.missing_data)),
            "url": ways.to_answer(user, person, person.missing_data[0]),
        }
        for person in people
    ]
    if number > len(people):
        url = list_url("person_list", group=group.code, missing="any")
        tasks.append({"label": _("See all %(n)s") % {"n": number}, "url": url})
    context = {"tasks": tasks, "title": _("Incomplete")}
    return [Card("components/_tasks.html", context, 30)] if tasks else []


def _answers(group: Group) -> list[Card]:
    """What became of the group's requests; names only of who has come."""
    since = timezone.now() - dt.timedelta(days=ANSWERS_SHOWN_DAYS)
    requests = TransferRequest.objects.filter(to_group=group).filter(
        Q(answered_at__gte=since) | Q(answer=TransferRequest.Answer.WAITING)
    )
    rows = [_answer(request) for request in requests.select_related("person")[:MOST_ROWS]]
    return [Card("members/_home_answers.html", {"rows": rows}, 40)] if rows else []


def _answer(request: TransferRequest) -> Row:
    has_come = request.answer == TransferRequest.Answer.ACCEPTED
    return {
        "asked_at": request.asked_at,
        "answer": request.get_answer_display(),
        "tone": {"accepted": "ok", "refused": "wrong"}.get(request.answer, ""),
        "person": request.person if has_come else None,
        "reason": request.answer_reason,
    }
