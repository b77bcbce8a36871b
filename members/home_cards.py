"""The parts of home pages that groups and people fill. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import display
from core.access import is_allowed, may, scopes_of
from core.lists import first_of
from core.models import Import
from core.registry import Card
from members import ways
from members.imports.roster import Roster
from members.models import Group, Person, TransferRequest
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
    """The region in figures, and what its groups lack, for whoever works in one."""
    areas = _areas(user, "members.view_person")
    if not areas:
        return []
    rows = _by_district(user, areas)
    places = _rolled_up(rows, areas)
    names = dict(Region.objects.filter(code__in=[*areas, *places]).values_list("code", "name"))
    groups = _group_figures(user)
    return [
        Card("members/_home_lead.html", {"names": _area_names(areas, names)}, 10, "lead"),
        Card("members/_home_actions.html", {"may": may_do(user)}, 10, "actions"),
        Card("components/_stats.html", {"stats": _stats(groups["groups"], rows)}, 10, "top"),
        *_tasks(groups),
        Card("members/_home_places.html", {"rows": _told(places, names)}, 60, "side"),
    ]


def _group_figures(user: Any) -> dict[str, int]:
    """The active groups, and what those lack that this user can mend."""
    can_mend = is_allowed(Group.access, user, "members.change_group")
    return Group.objects.allowed(user, "members.view_group").active().figures(can_mend)


def _stats(groups: int, rows: list[Row]) -> list[Row]:
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


def _area_names(areas: list[str], names: dict[str, str]) -> list[str]:
    return [
        names[area] if area else _("All regions") for area in areas if area in names or not area
    ]


def _by_district(user: Any, areas: list[str]) -> list[Row]:
    """People, incomplete ones and those abroad, by kecamatan, in one query.

    Each figure is counted by itself, since the first two have an index that holds all of it.
    """
    people = Person.objects.allowed(user, "members.view_person").order_by()
    is_small = all(len(area) > LEVELS[0] for area in areas)
    abroad = people.abroad_one_by_one() if is_small else people.abroad()
    figures = {"people": people, "incomplete": people.incomplete(), "abroad": abroad}
    first, *others = (
        rows.annotate(district=Left("area", LEVELS[2]), figure=Value(figure))
        .values("district", "figure")
        .annotate(number=Count("*"))
        for figure, rows in figures.items()
    )
    found: dict[str, Row] = {}
    for row in first.union(*others, all=True):
        nobody = {"district": row["district"]} | dict.fromkeys(figures, 0)
        found.setdefault(row["district"], nobody)[row["figure"]] = row["number"]
    return list(found.values())


def _rolled_up(rows: list[Row], areas: list[str]) -> dict[str, Row]:
    """The figures by the first level below the user's region that has more than one place."""
    start = min(len(area) for area in areas)
    found: dict[str, Row] = {}
    for length in LEVELS[:3]:
        if length <= start:
            continue
        found = _summed(rows, length)
        if len(found) > 1:
            break
    return found


def _told(found: dict[str, Row], names: dict[str, str]) -> list[Row]:
    """The places in the order of their names, with the addresses of their lists."""
    most = max((row["people"] for row in found.values()), default=0)
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
    requests, number = first_of(rows, MOST_ROWS)
    found = [
        {
            "label": request.person.name,
            "note": _("asked for by %(group)s, %(day)s")
            % {"group": request.to_group, "day": display.short_date(request.asked_at)},
            "url": reverse("members:transfer_answer", args=[request.code]),
            "chip_label": pgettext("verb", "Answer"),
        }
        for request in requests
    ]
    context = {"tasks": found, "title": _("Transfer requests (%(n)s)") % {"n": _number(number)}}
    return [Card("components/_tasks.html", context, 20)] if found else []


def _tasks(groups: dict[str, int]) -> list[Card]:
    """What the office can do next for its groups."""
    labels = {
        "decree": _("Groups without a decree"),
        "officers": _("Groups without all officers"),
        "members": _("Groups without members"),
    }
    tasks = [
        {
            "label": label,
            "url": list_url("group_list", state="active", missing=missing),
            "chip_label": _number(groups[missing]),
        }
        for missing, label in labels.items()
        if groups[missing]
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


def duplicate_cards(user: Any) -> list[Card]:
    """Where to look for people who are recorded twice; the page is asked how many there are."""
    context = {"url": reverse("members:duplicate_list")}
    return [Card("members/_home_duplicates.html", context, 70, "side")]
