"""The parts of home pages that groups and people fill. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import display
from core.access import may, scopes_of
from core.models import Import
from core.registry import Card
from members import ways
from members.imports.roster import Roster
from members.models import Group, Person, TransferRequest
from members.models.person_queries import MISSING
from regions.models import Region

MOST_ROWS = 5
ANSWERS_SHOWN_DAYS = 30
# Lengths of the codes of regencies, districts and villages.
LEVELS = (2, 5, 8, 13)

Row = dict[str, Any]


def _areas(user: Any, act: str) -> list[str]:
    return [scope.area for scope in scopes_of(user, act) if scope.area is not None]


def list_url(view: str, **filters: str) -> str:
    """A list's address with these filters, counted exactly."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse(f'members:{view}')}?{query}{'&' if query else ''}count=exact"


def region_cards(user: Any) -> list[Card]:
    """The region in figures, for whoever works in one."""
    areas = _areas(user, "members.view_person")
    if not areas:
        return []
    rows = _by_district(user)
    places = _rolled_up(rows, areas)
    return [
        Card("members/_home_lead.html", {"names": _area_names(areas)}, 10, "lead"),
        Card("members/_home_actions.html", {"may": may_do(user)}, 10, "actions"),
        Card("components/_stats.html", {"stats": _stats(user, rows)}, 10, "top"),
        Card("members/_home_places.html", {"rows": places}, 60, "side"),
    ]


def _stats(user: Any, rows: list[Row]) -> list[Row]:
    groups = Group.objects.allowed(user, "members.view_group").active().count()
    people, abroad, incomplete = (
        sum(row[figure] for row in rows) for figure in ("people", "abroad", "incomplete")
    )
    return [
        _stat(groups, _("Active groups"), list_url("group_list", state="active")),
        _stat(people, _("Members & migrants"), list_url("person_list")),
        _stat(abroad, _("Still abroad"), list_url("person_list", state="abroad"), "abroad"),
        _stat(incomplete, _("Incomplete"), list_url("person_list", missing="any"), "missing"),
    ]


def _stat(number: int, label: str, url: str, tone: str = "") -> Row:
    return {"number": _number(number), "label": label, "url": url, "tone": tone}


def may_do(user: Any) -> dict[str, Any]:
    """Where the buttons of the home page lead; empty where they may not."""
    return {
        "add": ways.to_add(user) if may(user, "members.add_person") else "",
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
    figures = counted.annotate(
        people=Count("pk"),
        incomplete=Count("pk", filter=lacking & Q(deceased_on__isnull=True)),
        abroad=Count("pk", filter=Q(pk__in=Person.objects.abroad().values("pk"))),
    )
    return [dict(row) for row in figures]


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
            "url": list_url("person_list", place=code),
            "incomplete_url": list_url("person_list", place=code, missing="any"),
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
            "url": list_url("group_list", state="active", missing=missing),
            "chip_label": _number(number),
        }
        for missing, number, label in counted
        if number
    ]
    context = {"tasks": tasks, "title": _("To do next")}
    return [Card("components/_tasks.html", context, 30)] if tasks else []


def import_cards(user: Any) -> list[Card]:
    """The lists that this user sent last; a waiting one asks to be confirmed."""
    mine = Import.objects.owned_by(user).filter(kind=Roster.kind).defer("payload", "source")
    imports = mine.order_by("-created_at", "-pk")[:MOST_ROWS]
    rows = [
        {
            "label": each.filename,
            "note": f"{capfirst(each.get_state_display())} · {display.moment(each.created_at)}",
            "url": reverse("members:import_detail", args=[each.code]),
        }
        for each in imports
    ]
    return [Card("members/_home_imports.html", {"rows": rows}, 50)] if rows else []
