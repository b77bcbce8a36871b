"""The parts of home pages that groups and people fill. A figure equals the list that it opens."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import display
from core.access import may, scopes_of
from core.models import Import
from core.registry import Card
from members.listing import place
from members.models import Group, Membership, Person, TransferRequest
from members.models.people import MISSING_LABELS
from members.models.person_queries import MISSING
from regions.models import Region

MOST_ROWS = 5
ANSWERS_SHOWN_DAYS = 30
# Lengths of the codes of regencies, districts and villages.
LEVELS = (2, 5, 8, 13)

Row = dict[str, Any]


def _areas(user: Any, act: str) -> list[str]:
    return [scope.area for scope in scopes_of(user, act) if scope.area is not None]


def _groups(user: Any, act: str) -> list[int]:
    return [scope.group for scope in scopes_of(user, act) if scope.group is not None]


def _list(view: str, **filters: str) -> str:
    """A list's address with these filters, counted exactly."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse(f'members:{view}')}?{query}{'&' if query else ''}count=exact"


def region_cards(user: Any) -> list[Card]:
    """The region in figures, for whoever works in one."""
    areas = _areas(user, "members.view_person")
    if not areas:
        return []
    rows = _by_district(user)
    people = sum(row["people"] for row in rows)
    stats = [
        {
            "number": _number(Group.objects.allowed(user, "members.view_group").active().count()),
            "label": _("Active groups"),
            "url": _list("group_list", state="active"),
        },
        {
            "number": _number(people),
            "label": _("Members & migrants"),
            "url": _list("person_list"),
        },
        {
            "number": _number(sum(row["abroad"] for row in rows)),
            "label": _("Still abroad"),
            "tone": "abroad",
            "url": _list("person_list", state="abroad"),
        },
        {
            "number": _number(sum(row["incomplete"] for row in rows)),
            "label": _("Incomplete"),
            "tone": "missing",
            "url": _list("person_list", missing="any"),
        },
    ]
    places = _rolled_up(rows, areas)
    return [
        Card("members/_home_lead.html", {"names": _area_names(areas)}, 10, "lead"),
        Card("members/_home_actions.html", {"may": _may(user)}, 10, "actions"),
        Card("components/_stats.html", {"stats": stats}, 10, "top"),
        Card("members/_home_places.html", {"rows": places}, 60, "side"),
    ]


def _may(user: Any) -> dict[str, bool]:
    return {
        "add": may(user, "members.add_person"),
        "import": may(user, "members.import_people"),
    }


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _area_names(areas: list[str]) -> list[str]:
    names = dict(Region.objects.filter(code__in=areas).values_list("code", "name"))
    return [
        names[area] if area else _("All regions") for area in areas if area in names or not area
    ]


def _by_district(user: Any) -> list[Row]:
    """People, incomplete ones and those abroad, by kecamatan, in one query."""
    people = Person.objects.allowed(user, "members.view_person").order_by()
    lacking = Q()
    for condition in MISSING.values():
        lacking |= condition
    counted = people.annotate(district=Left("area", LEVELS[2])).values("district")
    return list(
        counted.annotate(
            people=Count("pk"),
            incomplete=Count("pk", filter=lacking & Q(deceased_on__isnull=True)),
            abroad=Count("pk", filter=Q(pk__in=Person.objects.abroad().values("pk"))),
        )
    )


def _rolled_up(rows: list[Row], areas: list[str]) -> list[Row]:
    """The figures by the first level below the user's region that has more than one place."""
    start = min(len(area) for area in areas)
    found: dict[str, Row] = {}
    for length in LEVELS[:3]:
        if length <= start:
            continue
        found = _summed(rows, length)
        if len(found) > 1:
            break
    most = max((row["people"] for row in found.values()), default=0)
    names = dict(Region.objects.filter(code__in=found).values_list("code", "name"))
    return [
        row
        | {
            "name": names.get(code, code),
            "url": _list("person_list", place=code),
            "incomplete_url": _list("person_list", place=code, missing="any"),
            # Widths in per cent, for a drawing of 100 units.
            "width": round(100 * row["people"] / most, 1),
            "part": round(100 * row["incomplete"] / most, 1),
        }
        for code, row in sorted(found.items(), key=lambda item: names.get(item[0], item[0]))
    ]


def _summed(rows: list[Row], length: int) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        total = found.setdefault(
            row["district"][:length], {"people": 0, "incomplete": 0, "abroad": 0}
        )
        for key in total:
            total[key] += row[key]
    return found


def request_cards(user: Any) -> list[Card]:
    """Transfer requests that this office answers."""
    waiting = TransferRequest.objects.allowed(user, "members.answer_transfer").waiting()
    rows = waiting.select_related("person", "person__group", "to_group").order_by("asked_at")
    found = [
        {
            "label": request.person.name,
            "note": _("asked for by %(group)s, %(day)s")
            % {"group": request.to_group, "day": display.short_date(request.asked_at)},
            "url": reverse("members:transfer_answer", args=[request.code]),
            "chip_label": pgettext("verb", "Answer"),
        }
        for request in rows[:MOST_ROWS]
    ]
    number = waiting.count()
    context = {"tasks": found, "title": _("Transfer requests (%(n)s)") % {"n": _number(number)}}
    return [Card("components/_tasks.html", context, 20)] if found else []


def task_cards(user: Any) -> list[Card]:
    """What the office can do next for its groups."""
    if not _areas(user, "members.change_group"):
        return []
    groups = Group.objects.allowed(user, "members.change_group").active()
    counted = (
        ("decree", groups.without_decree().count(), _("Groups without a decree")),
        ("officers", groups.without_officers().count(), _("Groups without all officers")),
        ("members", groups.without_members().count(), _("Groups without members")),
    )
    tasks = [
        {
            "label": label,
            "url": _list("group_list", state="active", missing=missing),
            "chip_label": _number(number),
        }
        for missing, number, label in counted
        if number
    ]
    context = {"tasks": tasks, "title": _("To do next")}
    return [Card("components/_tasks.html", context, 30)] if tasks else []


def import_cards(user: Any) -> list[Card]:
    """The lists that this user sent last; a waiting one asks to be confirmed."""
    imports = Import.objects.owned_by(user).order_by("-created_at", "-pk")[:MOST_ROWS]
    rows = [
        {
            "label": each.filename,
            "note": f"{capfirst(each.get_state_display())} · {display.moment(each.created_at)}",
            "url": reverse("members:import_detail", args=[each.code]),
        }
        for each in imports
    ]
    return [Card("members/_home_imports.html", {"rows": rows}, 50)] if rows else []


def group_cards(user: Any) -> list[Card]:
    """A secretary's own group: its people, who is abroad, what is missing, her requests."""
    return [card for pk in _groups(user, "members.request_transfer") for card in _group(user, pk)]


def _group(user: Any, pk: int) -> list[Card]:
    group = Group.objects.select_related("village").get(pk=pk)
    members = Membership.objects.open().filter(group=group).count()
    people = Person.objects.filter(group=group)
    incomplete = people.incomplete()
    number = incomplete.count()
    lead = {"group": group, "members": members}
    return [
        Card("members/_home_group_lead.html", lead, 10, "lead"),
        Card("members/_home_actions.html", {"may": _may(user) | {"import": False}}, 10, "actions"),
        *_answers(group),
        Card("components/_rows.html", {"rows": _ways(group, people, members, number)}, 20),
        *_incomplete(group, list(incomplete[:MOST_ROWS]), number),
    ]


def _ways(group: Group, people: Any, members: int, incomplete: int) -> list[Row]:
    abroad = list(people.abroad().values_list("name", flat=True))
    lacking = ngettext(
        "The data of %(n)d person is incomplete",
        "The data of %(n)d people are incomplete",
        incomplete,
    )
    return [
        {
            "label": _("Members"),
            "note": lacking % {"n": incomplete} if incomplete else _("All data are complete"),
            "count": members,
            "icon": "people",
            "url": _list("person_list", group=group.code),
        },
        {
            "label": _("Still abroad"),
            "note": ", ".join(abroad[:3]) + (" …" if len(abroad) > 3 else "") or _("Nobody"),
            "count": len(abroad),
            "icon": "globe",
            "url": _list("person_list", group=group.code, state="abroad"),
        },
        {
            "label": _("About the group"),
            "note": place(group.village.path),
            "icon": "home",
            "url": group.get_absolute_url(),
        },
        {
            "label": _("Import a list"),
            "note": _("Excel or CSV, as the group keeps it"),
            "icon": "upload",
            "url": reverse("members:import_create"),
        },
    ]


def _incomplete(group: Group, people: list[Person], number: int) -> list[Card]:
    tasks = [
        {
            "label": person.name,
            "note": capfirst(", ".join(str(MISSING_LABELS[key]) for key in person.missing_data)),
            "url": person.get_absolute_url(),
        }
        for person in people
    ]
    if number > len(people):
        url = _list("person_list", group=group.code, missing="any")
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
