"""What the list of silent groups can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import areas_of
from regions.places import opened_places, place_words
from secretariat import asking, months

MONTHS_OFFERED = 24


class SilentFilters(ListFilters):
    """Filters of the groups that gave no answer: about last month and this one, or about the
    month that is chosen.
    """

    sorts = {
        "silence": Sort(_("Longest silence first"), ("last_check", "sort_key", "id")),
        "name": Sort(_("By name"), ("sort_key", "id")),
        "place": Sort(_("By place"), ("village_id", "sort_key", "id")),
    }
    in_view = ("place", "month")
    chip_words = {"place": place_words, "month": _("No answer for %(value)s")}

    q = searching(_("Search groups"), _("Name of the group"))
    place = pick(_("Place"), method="by_place")
    month = pick(_("Month"), method="by_month")

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.today = timezone.localdate()
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))
        this = months.first(self.today)
        offered = [months.back(this, number) for number in range(MONTHS_OFFERED)]
        self.offer("month", [(months.key(month), months.named(month)) for month in offered])

    @property
    def rows(self) -> Any:
        """The groups of the list."""
        return self.qs if "month" in self.chosen else asking.silent(self.qs, self.today)

    def search(self, groups: Any, name: str, text: str) -> Any:
        return groups.search(text)

    def by_place(self, groups: Any, name: str, code: str) -> Any:
        return groups.filter(area_q("village_id", code))

    def by_month(self, groups: Any, name: str, key: str) -> Any:
        month = months.read(key)
        return groups if month is None else asking.unanswered(groups, month)
