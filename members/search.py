"""What the search field finds of members: people, groups, and the places where they are."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import ScopePath, scope_q, scopes_of
from core.codes import CODE_LENGTH
from core.registry import Hit, SearchSource, add_search
from core.text import name_key, sort_key
from members.listing import place
from members.models import Group, Person
from members.models.person_queries import SHORTEST_PART
from regions.models import Region
from regions.places import place_words

Row = dict[str, Any]
PERSON_FIELDS = ("code", "name", "photo_id", "group__name", "group__village__path", "village__path")


def _people(user: Any, text: str, limit: int) -> list[Hit]:
    """Names that begin so first, the very name foremost; then those that hold it anywhere."""
    people = Person.objects.allowed(user, "members.view_person")
    begins = Q(sort_key__startswith=sort_key(text))
    rows = _rows(people.filter(begins), limit)
    if len(rows) < limit:
        rows += _rows(people.search_as(user, text).exclude(begins), limit - len(rows))
    return [_person(row) for row in rows]


def _rows(people: QuerySet[Person], limit: int) -> list[Row]:
    return list(people.order_by("sort_key", "id").values(*PERSON_FIELDS)[:limit])


def _person(row: Row) -> Hit:
    home = place(row["group__village__path"] or row["village__path"])
    return Hit(
        label=row["name"],
        url=reverse("members:person_detail", args=[row["code"]]),
        note=" · ".join(part for part in (row["group__name"], home) if part),
        photo_url=_thumb(row) if row["photo_id"] else "",
    )


def _thumb(row: Row) -> str:
    return reverse("members:person_photo", args=[row["code"], "thumb"])


def _groups(user: Any, text: str, limit: int) -> list[Hit]:
    """The very name first, with or without its kind before it; dissolved groups last."""
    key = name_key(text)
    exact = Q(name_key__in=[key, *(f"{kind}{key}" for kind in Group.Kind.values)])
    closeness = Case(
        When(state=Group.State.DISSOLVED, then=Value(3)),
        When(exact, then=Value(0)),
        When(name_key__startswith=key, then=Value(1)),
        default=Value(2),
    )
    groups = Group.objects.allowed(user, "members.view_group").search(text)
    rows = groups.order_by(closeness, "sort_key", "id").values("code", "name", "village__path")
    return [
        Hit(
            label=row["name"],
            url=reverse("members:group_detail", args=[row["code"]]),
            note=place(row["village__path"]),
        )
        for row in rows[:limit]
    ]


def _places(user: Any, text: str, limit: int) -> list[Hit]:
    """Regions in which the user works, each with the way to its groups and people."""
    if len(name_key(text)) < SHORTEST_PART:
        return []
    groups = Group.objects.allowed(user, "members.view_group")
    areas = scope_q(ScopePath(area="code"), scopes_of(user, "members.view_group"))
    # Who works for one group is offered no places to choose from: her lists are its place.
    within = Q(code__in=groups.values("village_id")) if areas is None else areas
    regions = Region.objects.search(text).filter(within)
    rows = regions.values_list("code", "name", "path")[:limit]
    return [_place(*row, narrows=areas is not None) for row in rows]


def _place(code: str, name: str, path: str, *, narrows: bool) -> Hit:
    query = f"?{urlencode({'place': code})}" if narrows else ""
    groups, people = (reverse(f"members:{kind}_list") + query for kind in ("group", "person"))
    return Hit(
        label=place_words(code, name),
        url=groups,
        note=path.removeprefix(name).removeprefix(", "),
        links=((_("Groups"), groups), (_("Members & migrants"), people)),
    )


def _all_in(view: str) -> Any:
    return lambda text: f"{reverse(view)}?{urlencode({'q': text})}"


def _open(model: type[Person | Group], act: str) -> Any:
    def open_code(user: Any, code: str) -> str:
        found = len(code) == CODE_LENGTH and model.objects.allowed(user, act).filter(code=code)
        row = found.first() if found else None
        return row.get_absolute_url() if row else ""

    return open_code


add_search(
    SearchSource(
        label=gettext_lazy("Members & migrants"),
        act="members.view_person",
        find=_people,
        all_url=_all_in("members:person_list"),
        open_code=_open(Person, "members.view_person"),
        order=10,
    )
)
add_search(
    SearchSource(
        label=gettext_lazy("Groups"),
        act="members.view_group",
        find=_groups,
        all_url=_all_in("members:group_list"),
        open_code=_open(Group, "members.view_group"),
        order=20,
    )
)
add_search(
    SearchSource(label=gettext_lazy("Places"), act="members.view_group", find=_places, order=30)
)
