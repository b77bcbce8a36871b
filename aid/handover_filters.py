"""What the list of handovers can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aid.models import Handover
from core.access import area_q
from core.filters import ListFilters
from core.lists import Sort
from members.filters import areas_of, group_choices, pick, searching, years_of
from members.models import Group
from regions.places import opened_places, place_words

OWN, OTHER = "own", "other"


class HandoverFilters(ListFilters):
    """Filters of the list of handovers."""

    sorts = {
        "date": Sort(_("Newest first"), ("-handed_on", "-id")),
        "old": Sort(_("Oldest first"), ("handed_on", "id")),
        "new": Sort(_("Recorded last"), ("-id",)),
    }
    in_view = ("place", "state", "whose", "year")
    chip_words = {"place": place_words, "year": _("Year %(value)s")}

    q = searching(_("Search handovers"), _("Number, or name of the group"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    state = pick(_("State"), Handover.State.choices)
    whose = pick(
        _("Whose paper"),
        [(OWN, _("this office’s")), (OTHER, _("another office’s"))],
        method="by_office",
    )
    year = pick(_("Year"), method="by_year")
    scan = pick(
        _("Signed paper"),
        [("missing", _("scan missing")), ("there", _("scan there"))],
        method="by_scan",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        place = data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = Group.objects.allowed(user, "members.view_group")
        found = group_choices(groups, place, data.get("group", ""))
        self.offer("group", found if len(found) > 1 else [])
        self.offer("year", years_of(queryset, "handed_on"))

    def search(self, papers: Any, name: str, text: str) -> Any:
        number = text.strip()
        return papers.filter(
            Q(register_number__icontains=number)
            | Q(giver_number__icontains=number)
            | Q(agreement_number__icontains=number)
            | Q(group__in=Group.objects.search(text))
        )

    def by_place(self, papers: Any, name: str, code: str) -> Any:
        return papers.filter(area_q("group__village_id", code))

    def by_office(self, papers: Any, name: str, whose: str) -> Any:
        return papers.filter(is_own=whose == OWN)

    def by_year(self, papers: Any, name: str, year: str) -> Any:
        return papers.filter(handed_on__year=int(year))

    def by_scan(self, papers: Any, name: str, whether: str) -> Any:
        return papers.issued().filter(scan__isnull=whether == "missing")
