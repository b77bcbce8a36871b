"""core.lists: keyset pages and counts."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from core.filters import ListFilters
from core.lists import CAP, PAGE_SIZE, Count, Page, count, paginate
from members.filters import PersonFilters
from members.models import Person
from tests.factories import BUMI_DAYA, region

# Ties in every column but the last: three names in turn, all of one village.
NAMES = ("Samini", "Samini", "Wagiyem")


@pytest.fixture
def many(db: None) -> list[str]:
    """The codes of 130 people."""
    region(BUMI_DAYA)
    people = [
        Person(name=NAMES[n % len(NAMES)], village_id=BUMI_DAYA) for n in range(2 * PAGE_SIZE + 30)
    ]
    return [person.code for person in Person.objects.bulk_create(people)]


class Filters(ListFilters):
    sorts = PersonFilters.sorts


def page_of(**params: str) -> Page:
    data = QueryDict(mutable=True)
    data.update(params)
    filters = Filters(data, Person.objects.all())
    people = Person.objects.all()
    return paginate(people, base=people, fields=("code",), sort=filters.order, params=data)


def codes(page: Page) -> list[str]:
    return [row["code"] for row in page.rows]


@pytest.mark.parametrize("sort", PersonFilters.sorts)
def test_paginate_gives_each_row_once_both_ways(many: list[str], sort: str) -> None:
    pages = [page_of(sort=sort)]
    while pages[-1].next:
        pages.append(page_of(sort=sort, after=pages[-1].next))
    forward = [code for page in pages for code in codes(page)]
    assert [len(page.rows) for page in pages] == [50, 50, 30]
    assert sorted(forward) == sorted(many)

    back = [pages[-1]]
    while back[-1].previous:
        back.append(page_of(sort=sort, before=back[-1].previous))
    assert [code for page in reversed(back) for code in codes(page)] == forward


def test_paginate_keeps_its_place_while_rows_come(many: list[str]) -> None:
    first = page_of()
    Person.objects.create(name="Aminah", village_id=BUMI_DAYA)
    assert not set(codes(first)) & set(codes(page_of(after=first.next)))


@pytest.mark.parametrize("code", ["nosuchcode", "'; --", "x" * 5000, "%", "1", "a\u00e9"])
@pytest.mark.parametrize("way", ["after", "before"])
def test_paginate_starts_again_where_the_code_is_unknown(
    many: list[str], way: str, code: str
) -> None:
    page = page_of(**{way: code})
    assert page.is_lost
    assert codes(page) == codes(page_of())


def test_paginate_starts_again_where_nothing_follows(many: list[str]) -> None:
    last = page_of(after=page_of(after=page_of().next).next)
    assert codes(page_of(after=codes(last)[-1])) == codes(page_of())
    assert codes(page_of(before=codes(page_of())[0])) == codes(page_of())


def test_page_says_what_it_shows(many: list[str]) -> None:
    first = page_of()
    assert first.shown == "1–50 dari 130"
    assert page_of(after=first.next).shown == "51–100 dari 130"
    assert Page([], Count(0), Count(0)).shown == ""


def test_count_stops_at_the_cap_unless_all_are_wanted(db: None) -> None:
    region(BUMI_DAYA)
    Person.objects.bulk_create(
        [Person(name="Samini", village_id=BUMI_DAYA) for _ in range(CAP + 1)]
    )
    people = Person.objects.all()
    assert str(count(people)) == "1.000+"
    assert str(count(people, exact=True)) == "1.001"
    assert str(page_of().total) == "1.000+"
    assert str(page_of(count="exact").total) == "1.001"
    filters = Filters(QueryDict(""), people)
    assert filters.around(page_of())["exact"] == "?count=exact"
    assert filters.around(page_of(count="exact"))["next"].endswith("&count=exact")
    # Beyond the cap a page no longer says where it stands.
    page = page_of(sort="new")
    for _ in range(CAP // PAGE_SIZE):
        page = page_of(sort="new", after=page.next)
    assert page.shown == "1 baris dari 1.000+"
    assert str(count(people.filter(name="Nobody"))) == "0"
