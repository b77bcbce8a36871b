"""The lines of the lists: flat rows, a fixed number of queries for any page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, ExpressionWrapper, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display, indonesia
from core.access import is_allowed
from members.models import Decree, Group, GroupClass, Membership, OfficeTerm, Person, Placement
from members.models.people import MISSING_LABELS
from members.models.person_queries import MISSING, PersonQuerySet

Row = dict[str, Any]

PERSON_FIELDS = (
    *("id", "code", "name", "nickname", "phone", "has_no_phone", "photo_id", "deceased_on"),
    *("group__name", "group__village__path", "village__path", "shows_phone"),
    *("last_stays", "last_membership", "open_office"),
    *(f"lacks_{what}" for what in MISSING),
)
GROUP_FIELDS = ("id", "code", "name", "kind", "state", "village__path", "member_count")
MOST_STAYS = 3
MOST_CHIPS = 2


def for_lines(people: PersonQuerySet, user: Any) -> PersonQuerySet:
    """Adds what a line tells besides the columns, all in the one query of the page's rows:
    what is missing, whether the phone shows, the last stays, membership and office.
    """
    stays = Placement.objects.filter(person=OuterRef("pk")).latest_first()
    stay = {name: name for name in ("country", "status", "departed", "returned", "occupation")}
    # One row, and no Exists(): for that PostgreSQL may read every membership that there is.
    members = Membership.objects.filter(person=OuterRef("pk")).order_by(
        F("left").desc(nulls_first=True)
    )
    membership = JSONObject(status="status", left="left")
    terms = OfficeTerm.objects.open().filter(membership__person=OuterRef("pk"))
    return people.annotate(
        shows_phone=is_allowed(Person.access, user, "members.view_contact"),
        last_stays=ArraySubquery(stays.values(stay=JSONObject(**stay))[:MOST_STAYS]),
        last_membership=Subquery(members.values(membership=membership)[:1]),
        open_office=Subquery(terms.values("office")[:1]),
        **lacks(),
    )


def lacks() -> dict[str, Any]:
    """Of each thing that a full record has whether it is missing: ``lacks_nik`` and so on."""
    return {
        f"lacks_{what}": ExpressionWrapper(condition, output_field=BooleanField())
        for what, condition in MISSING.items()
    }


def person_lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of people in words."""
    words = {what: capfirst(str(label)) for what, label in MISSING_LABELS.items()}
    return [_person_line(row, words) for row in rows]


def _by(key: str, rows: Any) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _standing(row: Row) -> str:
    """Office, or kind of membership, of who is or was a member."""
    if row["open_office"]:
        return str(OfficeTerm.Office(row["open_office"]).label)
    membership = row["last_membership"]
    if membership is None:
        return ""
    is_over = membership["left"] is not None
    return _("former member") if is_over else str(Membership.Status(membership["status"]).label)


def _person_line(row: Row, words: Mapping[str, str]) -> Row:
    stays = row["last_stays"]
    missing = [] if row["deceased_on"] else [words[w] for w in MISSING if row[f"lacks_{w}"]]
    more = [f"+{len(missing) - MOST_CHIPS}"] if len(missing) > MOST_CHIPS else []
    return {
        "code": row["code"],
        "name": row["name"],
        "has_photo": row["photo_id"] is not None,
        "standing": capfirst(_standing(row)),
        "phone": _phone(row),
        "group": row["group__name"] or "",
        "place": place(row["group__village__path"] or row["village__path"]),
        "work": ", ".join(_stay(stay) for stay in reversed(stays)),
        "is_abroad": bool(stays) and stays[0]["status"] == Placement.Status.ABROAD,
        "work_note": _work_note(stays[0]) if stays else "",
        "is_deceased": bool(row["deceased_on"]),
        "missing": [*missing[:MOST_CHIPS], *more],
    }


def place(path: str | None) -> str:
    """``Bumi Daya, Palas`` of a region's path."""
    return ", ".join((path or "").split(", ")[:2])


def _phone(row: Row) -> str:
    if not row["shows_phone"]:
        return _("phone withheld")
    if row["phone"]:
        return display.phone_masked(row["phone"])
    return _("no phone") if row["has_no_phone"] else ""


def _stay(stay: Row) -> str:
    years = display.period(stay["departed"], stay["returned"])
    return f"{indonesia.country_name(stay['country'])} {years}".rstrip()


def _work_note(stay: Row) -> str:
    status = stay["status"]
    since = ""
    if status == Placement.Status.RETURNED:
        since = display.returned_since(stay["returned"])
    elif status == Placement.Status.UNKNOWN:
        since = _("return unknown")
    return " · ".join(part for part in (since, stay["occupation"]) if part)


def group_lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of groups in words."""
    ids = [row["id"] for row in rows]
    offices = _by(
        "group_id",
        OfficeTerm.objects.open()
        .filter(group__in=ids, office=OfficeTerm.Office.CHAIR)
        .values("group_id", "membership__person__name"),
    )
    classes = _by(
        "group_id",
        GroupClass.objects.filter(group__in=ids)
        .order_by("-year")
        .values("group_id", "year", "name"),
    )
    decrees = dict(
        Decree.objects.filter(group__in=ids)
        .order_by()
        .values_list("group_id")
        .annotate(number=Count("id"))
    )
    return [_group_line(row, offices, classes, decrees.get(row["id"], 0)) for row in rows]


def _group_line(row: Row, chairs: Any, classes: Any, decrees: int) -> Row:
    chair, ability = chairs[row["id"]], classes[row["id"]]
    state = Group.State(row["state"])
    return {
        "code": row["code"],
        "name": row["name"],
        "place": place(row["village__path"]),
        "chair": chair[0]["membership__person__name"] if chair else "",
        "members": row["member_count"],
        "ability": GroupClass.Class(ability[0]["name"]).label if ability else "",
        "ability_year": ability[0]["year"] if ability else "",
        "state": "" if state is Group.State.ACTIVE else capfirst(state.label),
        "lacks_decree": not decrees,
    }
