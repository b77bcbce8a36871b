"""What the list of harvests can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.models import Season
from aid.models.seasons import MOST_SEASONS
from core.access import area_q
from core.filters import ListFilters
from core.lists import Sort
from members.filters import areas_of, group_choices, pick, searching
from members.models import Group
from regions.places import opened_places, place_words
from secretariat.models import Commodity
from secretariat.models.harvests import HarvestQuerySet

MEMBER, GROUP = "member", "group"


class HarvestFilters(ListFilters):
    """Filters of the list of harvests, and of what is summed up of them."""

    sorts = {
        "new": Sort(_("Newest first"), ("-harvested_on", "-id")),
        "old": Sort(_("Oldest first"), ("harvested_on", "id")),
        "most": Sort(_("Largest first"), ("-quantity_kg", "-id")),
    }
    in_view = ("place", "group", "commodity", "year")
    chip_words = {
        "place": place_words,
        "year": _("Harvested in %(value)s"),
        "season": _("Season %(value)s"),
    }

    q = searching(_("Search harvests"), _("Commodity, group or name"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    commodity = pick(_("Commodity"), field_name="commodity__key")
    year = pick(_("Year"), method="by_year")
    season = pick(_("Season"), field_name="season")
    whose = pick(
        _("Whose harvest"),
        [(MEMBER, _("a member's")), (GROUP, _("the group's together"))],
        method="by_whose",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.user, place = user, data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = group_choices(
            Group.objects.allowed(user, "members.view_group"), place, data.get("group", "")
        )
        self.has_one_group = len(groups) == 1 and "place" not in self.filters
        self.offer("group", [] if self.has_one_group else groups)
        self.offer("commodity", Commodity.objects.values_list("key", "name"))
        self.offer("year", _years(queryset))
        seasons = Season.objects.order_by("-start").values_list("pk", "name")[:MOST_SEASONS]
        self.offer("season", [(str(pk), name) for pk, name in seasons])

    def search(self, harvests: HarvestQuerySet, name: str, text: str) -> HarvestQuerySet:
        return harvests.search(self.user, text)

    def by_place(self, harvests: HarvestQuerySet, name: str, code: str) -> HarvestQuerySet:
        return harvests.filter(area_q("group__village_id", code))

    def by_year(self, harvests: HarvestQuerySet, name: str, year: str) -> HarvestQuerySet:
        return harvests.in_year(year)

    def by_whose(self, harvests: HarvestQuerySet, name: str, whose: str) -> HarvestQuerySet:
        return harvests.filter(person__isnull=whose == GROUP)


def _years(harvests: HarvestQuerySet) -> list[tuple[str, str]]:
    """From the first harvest's year to this one, the latest first."""
    first = harvests.order_by("harvested_on").values_list("harvested_on", flat=True).first()
    if first is None:
        return []
    return [(str(year), str(year)) for year in range(timezone.localdate().year, first.year - 1, -1)]
