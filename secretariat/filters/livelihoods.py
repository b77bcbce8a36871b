"""What the list of who is to be asked for a livelihood card can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters
from members.filters import areas_of, group_choices, pick, searching
from members.models import Group
from regions.places import opened_places, place_words
from secretariat.livelihood_page import BY_PLACE

FIRST, YEARLY = "first", "yearly"


class LivelihoodFilters(ListFilters):
    """Filters of the list of who is to be asked."""

    sorts = {"place": BY_PLACE}
    in_view = ("place", "group", "card")
    chip_words = {"place": place_words}

    q = searching(_("Search who is to be asked"), _("Name"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    card = pick(
        _("Card"),
        [(FIRST, _("no card yet")), (YEARLY, _("the last one a year ago or more"))],
        method="by_card",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.user, place = user, data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = Group.objects.allowed(user, act)
        self.offer("group", group_choices(groups, place, data.get("group", "")))

    def search(self, people: Any, name: str, text: str) -> Any:
        return people.search_as(self.user, text)

    def by_place(self, people: Any, name: str, code: str) -> Any:
        return people.filter(area_q("area", code))

    def by_card(self, people: Any, name: str, card: str) -> Any:
        return people.filter(last_on__isnull=card == FIRST)
