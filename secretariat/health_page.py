"""Keadaan kelompok: the lines of the list by need, a group's reasons and where each is mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.access import may
from core.lists import Page, paginate
from members.listing import place
from members.models import Group
from secretariat import health
from secretariat.checkin_listing import last_words
from secretariat.health_filters import HealthFilters

VIEW, EXPORT = "secretariat.view_health", "secretariat.export_health"
TOLD = ("reasons", "last_check", "last_visit", "last_use", "incomplete", "has_machines")
FIELDS = ("id", "code", "name", "village__path", *TOLD)

Row = dict[str, Any]


def groups_of(user: Any, act: str) -> Any:
    """The groups of the list, with their need."""
    groups = Group.objects.allowed(user, act).active()
    return health.with_need(groups, timezone.localdate())


def page_of(user: Any, filters: HealthFilters, params: Mapping[str, str]) -> Page:
    """A page of groups; what a line tells is asked of these alone."""
    day = timezone.localdate()
    return paginate(
        filters.qs,
        base=groups_of(user, VIEW),
        fields=FIELDS,
        sort=filters.order,
        params=params,
        tell=lambda groups: health.with_details(health.with_need(groups, day), day),
    )


def lines(rows: list[Row]) -> list[Row]:
    return [_line(row) for row in rows]


def _line(row: Row) -> Row:
    return {
        "code": row["code"],
        "name": row["name"],
        "place": place(row["village__path"]),
        "reasons": capfirst(", ".join(str(health.BY_KEY[key].label) for key in row["reasons"])),
        "state": state(len(row["reasons"])),
        "tone": "missing" if needs_visit(row["reasons"]) else "ok",
        "last_check": last_words(row["last_check"]),
        "last_use": _day(row["last_use"]),
        "has_machines": row["has_machines"],
    }


def needs_visit(reasons: list[str]) -> bool:
    return len(reasons) >= health.NEEDED_REASONS


def state(number: int) -> str:
    if number >= health.NEEDED_REASONS:
        return _("Visit needed")
    return _("One reason") if number else _("In order")


def _day(day: Any) -> str:
    return display.short_date(day) if day else ""


def read(group: Group) -> Row:
    """What is told of one group, by one query."""
    groups = health.with_details(Group.objects.filter(pk=group.pk), timezone.localdate())
    return dict(groups.values("code", *TOLD).get())


def tasks(row: Row, user: Any) -> list[Row]:
    """The reasons that hold, each with the page on which it is mended."""
    return [
        {"label": capfirst(str(health.BY_KEY[key].label)), **_WAYS[key](row, user)}
        for key in row["reasons"]
    ]


def _problem(row: Row, user: Any) -> Row:
    return {"note": _("The group waits for an answer of the office."), "url": _checks(row)}


def _silent(row: Row, user: Any) -> Row:
    last = last_words(row["last_check"])
    words = _("Last answer: %(month)s") % {"month": last} if last else _("Never answered")
    return {"note": words, "url": _checks(row)}


def _unvisited(row: Row, user: Any) -> Row:
    day = _day(row["last_visit"])
    words = _("Last visited %(day)s") % {"day": day} if day else _("No visit is written down")
    if may(user, "secretariat.plan_visit"):
        url = reverse("secretariat:visit_create", args=[row["code"]])
        return {"note": words, "url": url}
    return {"note": words, "url": _group(row)}


def _officers(row: Row, user: Any) -> Row:
    note = _("Chair, secretary and treasurer: open a member, then change her office.")
    return {"note": note, "url": f"{_group(row)}#members"}


def _decree(row: Row, user: Any) -> Row:
    if may(user, "members.change_group"):
        url = reverse("members:decree_create", args=[row["code"]])
        return {"note": _("Record it with its number and date."), "url": url}
    return {"note": _("The office records it."), "url": _group(row)}


def _idle(row: Row, user: Any) -> Row:
    day = _day(row["last_use"])
    words = _("Last used %(day)s") % {"day": day} if day else _("No use is written down")
    return {"note": words, "url": f"{reverse('aid:equipment_list')}?group={row['code']}"}


def _files(row: Row, user: Any) -> Row:
    number = row["incomplete"]
    words = ngettext(
        "The data of %(n)d person is incomplete", "The data of %(n)d people are incomplete", number
    )
    url = f"{reverse('members:person_list')}?group={row['code']}&missing=any"
    return {"note": words % {"n": number}, "url": url}


def _checks(row: Row) -> str:
    return reverse("secretariat:checkin_group", args=[row["code"]])


def _group(row: Row) -> str:
    return reverse("members:group_detail", args=[row["code"]])


_WAYS = {
    "problem": _problem,
    "check": _silent,
    "visit": _unvisited,
    "officers": _officers,
    "decree": _decree,
    "idle": _idle,
    "files": _files,
}


def facts(row: Row) -> list[Row]:
    """What there is: said of everything that a reason could be made of."""
    held = set(row["reasons"])
    found = [
        {"label": _("Officers"), "value": _("incomplete") if "officers" in held else _("complete")},
        {
            "label": _("Decree"),
            "value": _("not recorded") if "decree" in held else _("recorded"),
        },
        {"label": _("Last monthly check"), "value": last_words(row["last_check"])},
        {"label": _("Last visit"), "value": _day(row["last_visit"])},
        {"label": _("Incomplete files"), "value": str(row["incomplete"])},
    ]
    if row["has_machines"]:
        found.append({"label": _("Machine last used"), "value": _day(row["last_use"])})
    return found


def rule() -> list[str]:
    """How the need is found, for who reads the page."""
    return [
        _("A visit is needed where at least %(n)d of these reasons come together.")
        % {"n": health.NEEDED_REASONS},
        _("No monthly check: for %(n)d months, this one included, nothing was answered.")
        % {"n": health.CHECK_MONTHS},
        _("Files incomplete: at least %(n)d people lack NIK, birth date, phone or photo.")
        % {"n": health.MANY_INCOMPLETE},
        _("Machine stands still: not used in its season for longer than its kind usually stands."),
        _("It says where help is wanted. Nothing is taken from a group because of it."),
    ]
