"""What the list of those still abroad can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import areas_of, group_choices, met_countries
from members.models import Group, Person
from members.models.placements import PlacementQuerySet
from regions.places import opened_places, place_words
from secretariat.abroad_stays import (
    back_soon,
    end_passed,
    end_unknown,
    never_heard,
    silence_begins,
    silent_since,
)

SOON, PASSED, UNCLEAR = "90", "passed", "unknown"
SILENT, NOTHING = "long", "never"


class AbroadFilters(ListFilters):
    """Filters of the list of those still abroad; its rows are ``with_days``."""

    sorts = {
        "ends": Sort(_("Contract ends first"), ("ends_on", "id")),
        "heard": Sort(_("Longest without contact"), ("heard_on", "id")),
        "name": Sort(_("By name"), ("person__sort_key", "id")),
        "country": Sort(_("By country"), ("country", "id")),
    }
    in_view = ("place", "country", "back", "contact")
    chip_words = {"place": place_words, "back": _("Contract: %(value)s")}

    q = searching(_("Search those abroad"), _("Name, nickname or phone number"))
    place = pick(_("Place"), method="by_place")
    country = pick(_("Country"))
    back = pick(
        _("Contract ends"),
        [
            (SOON, _("within 90 days")),
            (PASSED, _("already past")),
            (UNCLEAR, _("end not known")),
        ],
        method="by_end",
    )
    contact = pick(
        _("Last contact"),
        [(SILENT, _("not heard of for 3 months")), (NOTHING, _("never heard of"))],
        method="by_contact",
    )
    group = pick(_("Group"), field_name="person__group__code")

    def __init__(self, data: QueryDict, queryset: PlacementQuerySet, *, user: Any, act: str):
        super().__init__(data, queryset)
        self.user, place = user, data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        self.offer("country", met_countries(data.get("country", "")))
        groups = group_choices(Group.objects.allowed(user, act), place, data.get("group", ""))
        self.offer("group", groups if len(groups) > 1 or "place" in self.filters else [])

    def search(self, stays: PlacementQuerySet, name: str, text: str) -> PlacementQuerySet:
        people = Person.objects.order_by().search_as(self.user, text)
        return stays.filter(person__in=people.values("pk"))

    def by_place(self, stays: PlacementQuerySet, name: str, code: str) -> PlacementQuerySet:
        return stays.filter(area_q("person__area", code))

    def by_end(self, stays: PlacementQuerySet, name: str, when: str) -> PlacementQuerySet:
        today = timezone.localdate()
        if when == SOON:
            return stays.filter(back_soon(today))
        return stays.filter(end_passed(today) if when == PASSED else end_unknown())

    def by_contact(self, stays: PlacementQuerySet, name: str, which: str) -> PlacementQuerySet:
        is_never = which == NOTHING
        return stays.filter(never_heard() if is_never else silent_since(silence_begins()))
