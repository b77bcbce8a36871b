"""What the list of proposals can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.models import ProposalLine
from aid.models.proposal_queries import ProposalQuerySet
from core.access import area_q
from core.codes import is_code
from core.filters import ListFilters
from core.lists import Sort
from core.text import name_key
from members.filters import areas_of, group_choices, pick, searching
from members.models import Group
from regions.places import opened_places, place_words

OPEN = "open"


class ProposalFilters(ListFilters):
    """Filters of the list of proposals."""

    sorts = {
        "new": Sort(_("Newest first"), ("-proposed_on", "-id")),
        "old": Sort(_("Oldest first"), ("proposed_on", "id")),
        "group": Sort(_("By group"), ("group__sort_key", "group_id", "-proposed_on", "-id")),
    }
    in_view = ("state", "place", "group", "year")
    chip_words = {"place": place_words, "year": _("Proposed in %(value)s")}

    q = searching(_("Search proposals"), _("Group, goods or number of the letter"))
    state = pick(
        _("State"),
        [(OPEN, _("still open")), *ProposalLine.State.choices],
        method="by_state",
    )
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    year = pick(_("Year"), field_name="proposed_on__year")

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        place = data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = group_choices(
            Group.objects.allowed(user, "members.view_group"), place, data.get("group", "")
        )
        self.has_one_group = len(groups) == 1 and "place" not in self.filters
        self.offer("group", [] if self.has_one_group else groups)
        self.offer("year", years_since_first(queryset, "proposed_on"))

    def search(self, proposals: ProposalQuerySet, name: str, text: str) -> ProposalQuerySet:
        """By the group's name, the goods, the letter's number, or the exact code."""
        key = name_key(text)
        goods = ProposalLine.objects.filter(kind__key__contains=key) if key else None
        found = Q(group__in=Group.objects.search(text).values("pk")) if key else Q()
        found |= Q(number__icontains=text)
        if goods is not None:
            found |= Q(pk__in=goods.order_by().values("proposal"))
        if is_code(text.lower()):
            found |= Q(code=text.lower())
        return proposals.filter(found)

    def by_state(self, proposals: ProposalQuerySet, name: str, state: str) -> ProposalQuerySet:
        return proposals.with_open_lines() if state == OPEN else proposals.having(state)

    def by_place(self, proposals: ProposalQuerySet, name: str, code: str) -> ProposalQuerySet:
        return proposals.filter(area_q("group__village_id", code))


def years_since_first(rows: Any, name: str) -> list[tuple[str, str]]:
    """From the first row's year to this one, the latest first."""
    first = rows.order_by().aggregate(first=Min(name))["first"]
    if first is None:
        return []
    return [(str(year), str(year)) for year in range(timezone.localdate().year, first.year - 1, -1)]
