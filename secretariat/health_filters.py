"""What the list of groups by need can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import areas_of
from regions.places import opened_places, place_words
from secretariat import health

YES, NO = "yes", "no"
# To put groups in the order of their need, that of each has to be found: of a nation's groups
# first a place is chosen.
MOST_RANKED = 5_000


class HealthFilters(ListFilters):
    """Filters of the list of groups by need."""

    sorts = {
        "need": Sort(_("Most reasons first"), ("-need", "sort_key", "id")),
        "name": Sort(_("By name"), ("sort_key", "id")),
        "place": Sort(_("By place"), ("village_id", "sort_key", "id")),
    }
    in_view = ("place", "visit", "reason")
    chip_words = {"place": place_words, "reason": _("Reason: %(value)s")}

    q = searching(_("Search groups"), _("Name of the group"))
    place = pick(_("Place"), method="by_place")
    visit = pick(
        _("Visit"), [(YES, _("visit needed")), (NO, _("no visit needed"))], method="by_visit"
    )
    reason = pick(
        _("Reason"),
        [(reason.key, reason.label) for reason in health.REASONS],
        method="by_reason",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))

    @cached_property
    def is_ranked(self) -> bool:
        """Whether these are few enough to be put in the order of their need."""
        here = self.queryset.filter(area_q("village_id", self.chosen.get("place", "")))
        return here.order_by().values("pk")[: MOST_RANKED + 1].count() <= MOST_RANKED

    @property
    def order(self) -> Sort:
        """By name where all would have to be looked through first."""
        chosen = super().order
        is_by_need = chosen is self.sorts["need"]
        return self.sorts["name"] if is_by_need and not self.is_ranked else chosen

    def search(self, groups: Any, name: str, text: str) -> Any:
        return groups.search(text)

    def by_place(self, groups: Any, name: str, code: str) -> Any:
        return groups.filter(area_q("village_id", code))

    def by_visit(self, groups: Any, name: str, answer: str) -> Any:
        if answer == YES:
            return health.needing_visit(groups)
        return groups.filter(need__lt=health.NEEDED_REASONS)

    def by_reason(self, groups: Any, name: str, key: str) -> Any:
        return groups.filter(health.BY_KEY[key].holds(timezone.localdate()))
