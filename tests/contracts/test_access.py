"""Every address, by everybody, by GET and POST, on own rows and on strangers'.

Who may do what comes from the view's mark and the table of acts; how an address is opened
comes from ``addresses.py``. Permission and success stand in one test: where somebody may, the
page really answers and the write is really recorded; where not, nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import HttpResponse

from core.access import acts
from tests.contracts.addresses import ADDRESSES
from tests.contracts.places import Place
from tests.contracts.walker import Address, Answer, Found, Who, ask, urlconf

WALKED = [found for found in urlconf() if not found.route.startswith("admin/")]
BY_KEY = {found.key: found for found in WALKED}


def test_every_address_stands_in_the_table() -> None:
    assert BY_KEY.keys() - ADDRESSES.keys() == set(), "say in addresses.py how these are opened"
    assert ADDRESSES.keys() - BY_KEY.keys() == set(), "these are gone from the URLconf"
    assert len(WALKED) >= 36


OWN = ("core", "regions", "institutions", "members", "accounts", "aid", "training", "secretariat")


def test_every_own_view_says_who_may_open_it() -> None:
    for found in WALKED:
        is_own = found.view.__module__.split(".")[0] in (
            "core",
            "regions",
            "members",
            "accounts",
            "aid",
            "training",
            "secretariat",
        )
        assert found.mark or not is_own, found
        assert bool(found.mark) != bool(ADDRESSES[found.key].mark), found
        assert found.mark in ("", "public", "signed in") or found.mark in acts()


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_who_may_open(both: tuple[Place, Place], people: list[Who], key: str) -> None:
    found, address = BY_KEY[key], ADDRESSES[key]
    walked = 0
    for who, place, method in doors(both, people, address):
        answer = send(found, address, who, place, method)
        expected = address.statuses(found, who, place, method)
        status = answer.response.status_code
        assert status in expected, f"{key}: {who.name} {method} {place.name} rows: {status}"
        check(answer, found, address, who, method)
        walked += 1
    assert walked >= 2 * len(people) >= 8


def doors(
    both: tuple[Place, Place], people: list[Who], address: Address
) -> Iterator[tuple[Who, Place, str]]:
    """An address without a row is the same in both places: each opens it from where she works."""
    own, other = both
    for who in people:
        home = other if who.places == ("other",) else own
        for place in (own, other) if address.kwargs else (home,):
            yield who, place, "get"
            yield who, place, "post"


def send(found: Found, address: Address, who: Who, place: Place, method: str) -> Answer:
    user = who.user or place.owner
    data = address.data(place, user) if method == "post" and address.data else None
    return ask(who.client, method, address.url(found, place), data)


FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.DOTALL)


def html_of(response: HttpResponse) -> str:
    """The page; "" for a file."""
    is_page = not response.streaming and response["Content-Type"].startswith("text/html")
    return response.content.decode() if is_page else ""


def refused_forms(page: str) -> list[str]:
    """Forms without the token: a browser's post of them is refused, a test client's is not."""
    forms = FORM.findall(page)
    return [form[:200] for form in forms if 'name="csrfmiddlewaretoken"' not in form]


def check(answer: Answer, found: Found, address: Address, who: Who, method: str) -> None:
    """What every answer keeps to, besides its status."""
    response = answer.response
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]
    page = html_of(response)
    assert refused_forms(page) == []
    assert BLANK_CHOICE_DASH[0][1] not in page, "the framework's own empty choice"
    if not who.is_signed_in and response.status_code == 302 and address.guard(found) != "public":
        assert answer.leads_to_sign_in
        assert answer.writes == 0
        return
    is_done = method == "post" and address.data and response.status_code == address.post
    if is_done and address.writes:
        assert answer.writes, f"{who.name} was told that it is done, and nothing was written"
    else:
        assert answer.writes == 0, f"{who.name} wrote where nothing may be written"
