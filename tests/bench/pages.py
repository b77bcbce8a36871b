"""The pages measured, each in turn with its bare view."""

from __future__ import annotations

import gzip
import os
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Assignment, User
from accounts.roles import Role
from core import once
from core.access import area_q
from members.models import Group, Person
from regions.models import Region

ROUNDS = int(os.environ.get("ROUNDS") or 40)
DISTRICT = "18.01"
RARE, COMMON = "Quinta Xaveria", "siti"
DEEP = 0.9
NO_QUERY = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

Ask = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of a page and of its bare view, its queries, and its bytes compressed.

    ``busy`` is the time that a processor worked for it, here and in the database: unlike the time
    on the clock, it does not grow with what else the machine does.
    """

    name: str
    p50: float
    p95: float
    bare: float
    busy: float
    bare_busy: float
    queries: int
    size: int
    first_visit: int = 0

    @property
    def ratio(self) -> float:
        return self.busy / self.bare_busy


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = _client(Role.OFFICER, DISTRICT), _client(Role.ADMINISTRATOR)
    rare = _rare_person()
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        for name, query, bare in _lists(area):
            ask, compare = _get(client, "/people/", query), _get(Client(), "/bare/", bare)
            found.append(_measured(f"{name}, {where}", ask, compare))
        ask = _get(client, "/search/", {"q": COMMON})
        found.append(
            _measured(f"search of the bar, {where}", ask, _get(Client(), "/bare/", {"q": COMMON}))
        )
    found += [_person_page(district), _group_page(district), _post(district, rare)]
    return found


def _lists(area: str) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """What each list is asked, and its bare view."""
    here = {"area": area} if area else {}
    deep = {"after": _deep_code(area)}
    return [
        ("list, first page", {}, here),
        ("list, deep page", deep, here | deep),
        ("list, filtered", {"state": "abroad"}, here | {"status": "abroad"}),
        ("search, rare name", {"q": RARE}, here | {"q": RARE.replace(" ", "").lower()}),
        ("search, common name", {"q": COMMON}, here | {"q": COMMON}),
    ]


def _client(role: str, area: str = "") -> Client:
    user, _made = User.objects.get_or_create(
        username=f"bench_{role}", defaults={"name": "Pengukur"}
    )
    region = Region.objects.get(code=area) if area else None
    Assignment.objects.get_or_create(user=user, role=role, region=region)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def _rare_person() -> Person:
    village = Region.objects.villages().within(DISTRICT).first()
    return Person.objects.get_or_create(name=RARE, defaults={"village": village})[0]


def _deep_code(area: str) -> str:
    people = Person.objects.filter(area_q("area", area))
    return people.order_by("sort_key", "id").values_list("code", flat=True)[
        int(people.count() * DEEP)
    ]


def _person_page(client: Client) -> Measured:
    """Of whoever has the longest timeline."""
    people = Person.objects.filter(area__startswith=DISTRICT, group__isnull=False)
    person = people.annotate(n=Count("placements")).order_by("-n", "id")[0]
    bare = _get(Client(), "/bare/", {"code": person.code})
    return _measured("a person's page", _get(client, person.get_absolute_url()), bare)


def _group_page(client: Client) -> Measured:
    group = Group.objects.filter(village__code__startswith=DISTRICT).order_by("id")[0]
    bare = _get(Client(), "/bare/", {"group": group.code})
    return _measured("a group's page", _get(client, group.get_absolute_url()), bare)


def _post(client: Client, person: Person) -> Measured:
    """Her form is read once; every post then changes the nickname."""
    url, numbers = reverse("members:person_update", args=[person.code]), count()

    form = _fields(client.get(url).content.decode())
    # With its key, every post after the first would be taken for the same one.
    form.pop(once.FIELD, None)

    def ask() -> Any:
        # Without the version that she saw, as a form that a script sends.
        sent = form | {"nickname": f"Ita {next(numbers)}", "seen_version": ""}
        return client.post(url, sent)

    bare = Client(headers={"host": "localhost"})
    return _measured(
        "a form post",
        ask,
        lambda: bare.post(
            "/bare/write/", {"code": person.code, "nickname": f"Ito {next(numbers)}"}
        ),
    )


def _get(client: Client, path: str, query: dict[str, str] | None = None) -> Ask:
    address = f"{path}?{urlencode(query)}" if query else path
    return lambda: client.get(address, headers={"host": "localhost"})


def _measured(name: str, ask: Ask, compare: Ask) -> Measured:
    """Page and bare view in turn, so that what else the machine does slows both."""
    for each in (ask, compare) * 3:
        assert each().status_code in (200, 302), name
    own, bare, busy, bare_busy = [], [], [], []
    for _round in range(ROUNDS):
        for one, times, work in ((ask, own, busy), (compare, bare, bare_busy)):
            before = _busy()
            times.append(_milliseconds(one))
            work.append(1000 * (_busy() - before))
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    page = answer.content
    return Measured(
        name=name,
        p50=statistics.median(own),
        p95=statistics.quantiles(own, n=20)[-1],
        bare=statistics.median(bare),
        busy=statistics.median(busy),
        bare_busy=statistics.median(bare_busy),
        queries=sum(not q["sql"].startswith(NO_QUERY) for q in queries),
        size=len(gzip.compress(page)),
        first_visit=len(gzip.compress(page)) + _files(page.decode()) if page else 0,
    )


def _milliseconds(ask: Ask) -> float:
    started = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - started)


def _busy() -> float:
    """Seconds that a processor worked for this process and for its backend on this machine."""
    pid = connection.connection.info.backend_pid if connection.connection else 0
    backend = Path(f"/proc/{pid}/schedstat")
    seconds = int(backend.read_text().split()[0]) / 1e9 if pid and backend.exists() else 0
    return time.process_time() + seconds


def _files(page: str) -> int:
    """What the styles and scripts of a page weigh, compressed."""
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    found = [finders.find(name) for name in names]
    return sum(len(gzip.compress(Path(path).read_bytes())) for path in found if path)


class _Fields(HTMLParser):
    """The fields of a page's forms with what they hold, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        name = got.get("name") or ""
        is_off = got.get("type") in ("radio", "checkbox") and "checked" not in got
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in got:
            self.held[self.select] = got.get("value") or ""
        elif tag == "input" and name and not is_off and got.get("type") not in ("file", "submit"):
            self.held[name] = got.get("value") or ""


def _fields(page: str) -> dict[str, str]:
    parser = _Fields()
    parser.feed(page)
    return parser.held
