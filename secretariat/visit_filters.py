"""What the list of visits, and the groups of a plan, can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.access import area_q
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import areas_of, group_choices, years_of
from members.models import Group
from regions.places import opened_places, place_words
from secretariat.models import Visit, VisitFollowUp, VisitOfficer
from secretariat.models.visits import VisitQuerySet
from secretariat.visit_page import FINDING
from secretariat.visit_planning import NEVER, SINCE, not_visited_since, planned_in, quarters

LEFT, LATE, PAST = "open", "late", "past"
YES, NO = "yes", "no"


class VisitFilters(ListFilters):
    """Filters of the list of visits."""

    sorts = {
        "date": Sort(_("Newest first"), ("-day", "-id")),
        "old": Sort(_("Oldest first"), ("day", "id")),
        "new": Sort(_("Recorded last"), ("-id",)),
    }
    in_view = ("place", "group", "state", "left")
    chip_words = {
        "place": place_words,
        "year": _("Year %(value)s"),
        "officer": _("Officer: %(value)s"),
    }

    q = searching(_("Search visits"), _("Group, place or purpose"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    state = pick(
        _("State"),
        [*Visit.State.choices, (PAST, _("planned, and the day has passed"))],
        method="by_state",
    )
    left = pick(
        _("Follow-ups"),
        [(LATE, _("follow-ups overdue")), (LEFT, _("follow-ups open"))],
        method="by_left",
    )
    year = pick(_("Year"), field_name="day__year")
    officer = pick(_("Officer"), method="by_officer")

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.user, place = user, data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = group_choices(Group.objects.allowed(user, act), place, data.get("group", ""))
        self.offer("group", groups if len(groups) > 1 or "place" in self.filters else [])
        self.offer("year", years_of(queryset, "day"))
        self.offer("officer", self._officers(act))

    def _officers(self, act: str) -> list[tuple[str, str]]:
        named = VisitOfficer.objects.allowed(self.user, act).going().order_by()
        rows = User.objects.filter(pk__in=named.values("user")).order_by("name")
        return [(row.username, str(row)) for row in rows]

    def search(self, visits: VisitQuerySet, name: str, text: str) -> VisitQuerySet:
        return visits.search(text)

    def by_place(self, visits: VisitQuerySet, name: str, code: str) -> VisitQuerySet:
        return visits.filter(area_q("group__village_id", code))

    def by_state(self, visits: VisitQuerySet, name: str, state: str) -> VisitQuerySet:
        return visits.to_write_up() if state == PAST else visits.filter(state=state)

    def by_left(self, visits: VisitQuerySet, name: str, what: str) -> VisitQuerySet:
        rows = VisitFollowUp.objects.allowed(self.user, FINDING)
        left = rows.overdue() if what == LATE else rows.open()
        return visits.filter(pk__in=left.order_by().values("visit"))

    def by_officer(self, visits: VisitQuerySet, name: str, username: str) -> VisitQuerySet:
        going = VisitOfficer.objects.going().filter(user__username=username)
        return visits.filter(pk__in=going.order_by().values("visit"))


class PlanFilters(ListFilters):
    """The groups among which visits are planned, those longest without one first."""

    sorts = {
        "long": Sort(_("Longest without a visit first"), ("last_held", "sort_key", "id")),
        "place": Sort(_("By place"), ("village_id", "sort_key", "id")),
        "name": Sort(_("By name"), ("sort_key", "id")),
    }
    in_view = ("quarter", "place", "since", "planned")
    chip_words = {"place": place_words}

    q = searching(_("Search groups"), _("Name of the group"))
    quarter = pick(_("Quarter"), method="keep")
    place = pick(_("Place"), method="by_place")
    since = pick(
        _("Last visit"),
        [(NEVER, _("never visited")), *((str(n), words) for n, words in SINCE.items())],
        method="by_since",
    )
    planned = pick(
        _("Plan"),
        [(NO, _("not planned yet in this quarter")), (YES, _("planned in this quarter"))],
        method="by_plan",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))
        self.offer("quarter", [(one.key, one.words) for one in quarters()])

    @property
    def chosen_quarter(self) -> Any:
        """The quarter that the address names, else the one that runs."""
        known = {one.key: one for one in quarters()}
        return known.get(self.chosen.get("quarter", ""), quarters()[0])

    def search(self, groups: Any, name: str, text: str) -> Any:
        return groups.search(text)

    def by_place(self, groups: Any, name: str, code: str) -> Any:
        return groups.filter(area_q("village_id", code))

    def by_since(self, groups: Any, name: str, months: str) -> Any:
        return not_visited_since(groups, months)

    def by_plan(self, groups: Any, name: str, answer: str) -> Any:
        planned = planned_in(self.chosen_quarter).order_by().values("group")
        return groups.filter(pk__in=planned) if answer == YES else groups.exclude(pk__in=planned)
