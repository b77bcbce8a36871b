"""What the lists of people and groups can be narrowed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import indonesia
from core.access import area_q, scopes_of
from core.codes import is_code
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.models import Group, GroupClass, Membership, OfficeTerm, Placement
from members.models.people import MISSING_LABELS
from members.models.person_queries import PersonQuerySet
from regions.places import opened_places, place_words

# More groups than one would look through: then the place is chosen first.
MOST_GROUPS = 200
ANY, NONE = "any", "none"


def areas_of(user: Any, act: str) -> list[str]:
    """The regions in which the user may do this act."""
    return [scope.area for scope in scopes_of(user, act) if scope.area is not None]


def years_ago(years: int) -> dt.date:
    today = timezone.localdate()
    # The day before 1 March stands for 29 February where the year has none.
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - years, day=28 if is_leap_day else today.day)


def years_of(rows: QuerySet[Any], name: str) -> list[tuple[str, str]]:
    """The years from the first to the last of these days, the latest first."""
    ends = rows.order_by().aggregate(first=Min(name), last=Max(name))
    if ends["first"] is None:
        return []
    years = range(ends["last"].year, ends["first"].year - 1, -1)
    return [(str(year), str(year)) for year in years]


def group_choices(groups: QuerySet[Group], place: str, chosen: str) -> list[tuple[str, str]]:
    """The groups of a place by name; of too many only the chosen one."""
    here = groups.filter(area_q("village_id", place)).order_by()
    rows = here.values_list("code", "name", "village__name")
    # Put in order here: the database would have to read a nation's groups for it.
    found = list(rows[: MOST_GROUPS + 1])
    if len(found) > MOST_GROUPS:
        found = list(rows.filter(code=chosen)) if is_code(chosen) else []
    found.sort(key=lambda row: (row[1].lower(), row[2], row[0]))
    return [(code, f"{name} · {village}") for code, name, village in found]


def met_countries(chosen: str) -> list[tuple[str, str]]:
    """The countries that a stay names, and those where most people go, by name."""
    met = {*indonesia.DESTINATIONS, *Placement.objects.countries(), chosen} - {"ID"}
    return [(code, name) for code, name in indonesia.countries().items() if code in met]


class PersonFilters(ListFilters):
    """Filters of the list of members and migrants."""

    sorts = {
        "name": Sort(_("By name"), ("sort_key", "id")),
        "place": Sort(_("By place"), ("area", "sort_key", "id")),
        "changed": Sort(_("Changed last"), ("-changed_at", "-id")),
        "new": Sort(_("Recorded last"), ("-id",)),
    }
    states: dict[str, Callable[[PersonQuerySet], PersonQuerySet]] = {
        Placement.Status.ABROAD: PersonQuerySet.abroad,
        Placement.Status.RETURNED: PersonQuerySet.returned,
        Placement.Status.UNKNOWN: PersonQuerySet.of_unknown_return,
        NONE: PersonQuerySet.never_abroad,
    }
    returns: dict[str, Callable[[PersonQuerySet], PersonQuerySet]] = {
        "1": lambda people: people.back_since(years_ago(1)),
        "5": lambda people: people.back_since(years_ago(5)),
        "over5": lambda people: people.back_before(years_ago(5)),
        NONE: PersonQuerySet.back_undated,
    }
    in_view = ("place", "country", "back", "missing")
    standings: dict[str, Callable[[PersonQuerySet], PersonQuerySet]] = {
        "current": PersonQuerySet.current_members,
        "former": PersonQuerySet.former_members,
        NONE: PersonQuerySet.never_members,
    }
    chip_words = {
        "place": place_words,
        "country": _("Once in %(value)s"),
        "back": _("Returned: %(value)s"),
    }

    q = searching(_("Search members and migrants"), _("Name, nickname or phone number"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    country = pick(_("Country"), method="by_country")
    state = pick(
        _("Work abroad"),
        [
            (Placement.Status.ABROAD, _("still abroad")),
            (Placement.Status.RETURNED, _("returned")),
            (Placement.Status.UNKNOWN, _("return unknown")),
            (NONE, _("no work abroad recorded")),
        ],
        method="by_state",
    )
    back = pick(
        _("Returned"),
        [
            ("1", _("up to 1 year ago")),
            ("5", _("up to 5 years ago")),
            ("over5", _("more than 5 years ago")),
            (NONE, _("date unknown")),
        ],
        method="by_return",
    )
    missing = pick(
        _("Completeness"), [(ANY, _("incomplete")), *MISSING_LABELS.items()], method="by_missing"
    )
    office = pick(
        _("Office"), [*OfficeTerm.Office.choices, (NONE, _("no office"))], method="by_office"
    )
    membership = pick(
        _("Membership"),
        [
            ("current", _("member now, prospective ones too")),
            *Membership.Status.choices,
            ("former", _("former member")),
            (NONE, _("never a member")),
        ],
        method="by_membership",
    )
    life = pick(
        _("Living or deceased"),
        [("living", _("living")), ("deceased", _("deceased"))],
        method="by_life",
    )

    def __init__(self, data: QueryDict, queryset: PersonQuerySet, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.user, place = user, data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = group_choices(
            Group.objects.allowed(user, "members.view_group"), place, data.get("group", "")
        )
        self.has_one_group = len(groups) == 1 and "place" not in self.filters
        self.offer("group", [] if self.has_one_group else groups)
        self.offer("country", met_countries(data.get("country", "")))

    def search(self, people: PersonQuerySet, name: str, text: str) -> PersonQuerySet:
        return people.search_to_order(self.user, text)

    def by_place(self, people: PersonQuerySet, name: str, code: str) -> PersonQuerySet:
        return people.filter(area_q("area", code))

    def by_country(self, people: PersonQuerySet, name: str, country: str) -> PersonQuerySet:
        return people.been_in(country)

    def by_state(self, people: PersonQuerySet, name: str, state: str) -> PersonQuerySet:
        return self.states[state](people)

    def by_return(self, people: PersonQuerySet, name: str, since: str) -> PersonQuerySet:
        return self.returns[since](people)

    def by_missing(self, people: PersonQuerySet, name: str, what: str) -> PersonQuerySet:
        return people.incomplete() if what == ANY else people.missing(what)

    def by_office(self, people: PersonQuerySet, name: str, office: str) -> PersonQuerySet:
        return people.holding_no_office() if office == NONE else people.holding(office)

    def by_membership(self, people: PersonQuerySet, name: str, status: str) -> PersonQuerySet:
        return self.standings.get(status, lambda p: p.with_membership(status))(people)

    def by_life(self, people: PersonQuerySet, name: str, life: str) -> PersonQuerySet:
        return people.deceased() if life == "deceased" else people.living()


class GroupFilters(ListFilters):
    """Filters of the list of groups."""

    sorts = {
        "name": Sort(_("By name"), ("sort_key", "id")),
        "place": Sort(_("By place"), ("village_id", "sort_key", "id")),
        "members": Sort(_("Most members first"), ("-member_count", "sort_key", "id")),
    }
    in_view = ("place", "state", "ability", "missing")
    chip_words = {"place": place_words, "ability": _("Class %(value)s")}

    q = searching(_("Search groups"), _("Name of the group"))
    place = pick(_("Place"), method="by_place")
    kind = pick(_("Kind"), Group.Kind.choices)
    state = pick(_("State"), Group.State.choices)
    ability = pick(
        _("Class"), [*GroupClass.Class.choices, (NONE, _("no class yet"))], method="by_class"
    )
    missing = pick(
        _("Completeness"),
        [
            ("decree", _("decree missing")),
            ("officers", _("officers missing")),
            ("chair", _("chair missing")),
            ("secretary", _("secretary missing")),
            ("treasurer", _("treasurer missing")),
            ("members", _("members missing")),
        ],
        method="by_missing",
    )

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))

    def search(self, groups: Any, name: str, text: str) -> Any:
        return groups.search(text)

    def by_place(self, groups: Any, name: str, code: str) -> Any:
        return groups.filter(area_q("village_id", code))

    def by_class(self, groups: Any, name: str, ability: str) -> Any:
        return groups.unclassed() if ability == NONE else groups.in_class(ability)

    def by_missing(self, groups: Any, name: str, what: str) -> Any:
        if what == "decree":
            return groups.without_decree()
        if what == "officers":
            return groups.without_officers()
        return groups.without_members() if what == "members" else groups.without_office(what)
