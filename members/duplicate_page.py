"""The list of likely pairs: its filters, and each pair in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import display
from core.filters import ListFilters
from core.lists import Count, Sort
from core.old_codes import current
from members import duplicates
from members.duplicates import ACT, REASONS, Pair, Pairs
from members.filters import areas_of, pick
from members.listing import lacks
from members.listing import place as place_of
from members.models import NotSamePerson, Person
from regions.places import opened_places, place_words

PAGE_SIZE, MOST_FOUND = 25, 20
FIELDS = (
    *("id", "code", "name", "birth_date", "phone", "lacks_nik", "deceased_on"),
    *("group__name", "group__village__path", "village__path"),
)
NEWEST = Sort("", ("-id",))
# What the list of pairs that were said to be two tells of both.
SAID_FIELDS = (
    *("code", "said_at", "said_by__name", "first__code", "first__name", "second__code"),
    "second__name",
)

Row = dict[str, Any]


class DuplicateFilters(ListFilters):
    """Filters of the likely pairs."""

    sorts = {"likely": Sort(gettext_lazy("Likeliest first"), ("id",))}
    in_view = ("place", "reason")
    chip_words = {"place": place_words}

    place = pick(gettext_lazy("Place"), method="keep")
    reason = pick(gettext_lazy("Reason"), list(REASONS.items()), method="keep")

    def __init__(self, data: QueryDict, *, user: Any) -> None:
        super().__init__(data, Person.objects.none())
        self.offer("place", opened_places(areas_of(user, ACT), data.get("place", "")))


def found(filters: DuplicateFilters, user: Any) -> Pairs | None:
    """The pairs that the filters choose; None where a place has to be chosen first."""
    place, reason = (filters.chosen.get(key, "") for key in ("place", "reason"))
    return duplicates.pairs(user, place=place, reason=reason)


def in_words(pairs: Pairs | None) -> str:
    """How many there are, as a sentence."""
    if pairs is None:
        return _("Choose a place: there are too many people here to be compared at once.")
    total = Count(len(pairs), is_capped=pairs.is_capped)
    return ngettext(
        "%(n)s pair of records looks like one person.",
        "%(n)s pairs of records look like one person.",
        len(pairs),
    ) % {"n": total}


def around(filters: DuplicateFilters, pairs: list[Pair], number: int) -> dict[str, str]:
    """What is shown of how many, and the addresses of the neighbours."""
    first, last = (number - 1) * PAGE_SIZE, min(number * PAGE_SIZE, len(pairs))
    words = {"first": first + 1, "last": last, "total": len(pairs)}
    return {
        "shown": _("%(first)s–%(last)s of %(total)s") % words,
        "previous": filters.address(page=str(number - 1)) if number > 1 else "",
        "next": filters.address(page=str(number + 1)) if last < len(pairs) else "",
    }


def page_of(pairs: list[Pair], number: int) -> list[Pair]:
    return pairs[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def lines(pairs: Iterable[Pair]) -> list[Row]:
    """The pairs of a page in words, by one query."""
    pairs = list(pairs)
    ids = {number for pair in pairs for number in (pair.first, pair.second)}
    rows = Person.objects.filter(pk__in=ids).annotate(**lacks()).values(*FIELDS)
    people = {row["id"]: _person(row) for row in rows}
    # Who was merged a moment ago is missing.
    whole = [pair for pair in pairs if pair.first in people and pair.second in people]
    return [_pair(pair, people[pair.first], people[pair.second]) for pair in whole]


def _pair(pair: Pair, first: Row, second: Row) -> Row:
    codes = [first["code"], second["code"]]
    return {
        "first": first,
        "second": second,
        "reasons": [REASONS[reason] for reason in REASONS if reason in pair.reasons],
        "merge_url": reverse("members:merge", args=codes),
        "dismiss_url": reverse("members:duplicate_dismiss", args=codes),
    }


def _person(row: Row) -> Row:
    home = place_of(row["group__village__path"] or row["village__path"])
    born = display.long_date(row["birth_date"])
    facts = (born, display.phone_masked(row["phone"]), "" if row["lacks_nik"] else _("NIK on file"))
    return {
        "code": row["code"],
        "name": row["name"],
        "url": reverse("members:person_detail", args=[row["code"]]),
        "from": " · ".join(part for part in (row["group__name"], home) if part),
        "facts": " · ".join(part for part in facts if part),
        "is_deceased": bool(row["deceased_on"]),
    }


def others(person: Person, text: str, user: Any) -> list[Row]:
    """Whom the text may mean besides her, each with the way to compare the two."""
    people = Person.objects.allowed(user, ACT).exclude(pk=person.pk)
    found = people.filter(code=current(text.strip().lower())) or people.search_as(user, text)
    rows = found.order_by("sort_key", "id").annotate(**lacks()).values(*FIELDS)[:MOST_FOUND]
    return [
        _person(row) | {"url": reverse("members:merge", args=[person.code, row["code"]])}
        for row in (rows if text.strip() else [])
    ]


def said_lines(rows: Iterable[Row]) -> list[Row]:
    """Pairs that somebody said to be two people."""
    return [
        {
            "first": row["first__name"],
            "first_url": reverse("members:person_detail", args=[row["first__code"]]),
            "second": row["second__name"],
            "second_url": reverse("members:person_detail", args=[row["second__code"]]),
            "said": _("%(who)s, %(day)s")
            % {"who": row["said_by__name"], "day": display.short_date(row["said_at"])},
            "restore_url": reverse("members:duplicate_restore", args=[row["code"]]),
        }
        for row in rows
    ]


def said(user: Any) -> Any:
    """What was said and stands, of pairs on whom the user may act."""
    return NotSamePerson.objects.allowed(user, ACT).standing()
