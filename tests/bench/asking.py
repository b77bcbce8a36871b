"""Asking a page and its bare view in turn, and what that took."""

from __future__ import annotations

import gzip
import os
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Assignment, User
from regions.models import Region

ROUNDS = int(os.environ.get("ROUNDS") or 40)
DISTRICT = "18.01"
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


def signed_in(role: str, area: str = "") -> Client:
    """A client of somebody of this role, in this region."""
    user, _made = User.objects.get_or_create(
        username=f"bench_{role}{area}", defaults={"name": "Pengukur"}
    )
    region = Region.objects.get(code=area) if area else None
    Assignment.objects.get_or_create(user=user, role=role, region=region)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def get(client: Client, path: str, query: dict[str, str] | None = None) -> Ask:
    """Ask for this address."""
    address = f"{path}?{urlencode(query)}" if query else path
    return lambda: client.get(address, headers={"host": "localhost"})


def measured(name: str, ask: Ask, compare: Ask) -> Measured:
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


def fields(page: str) -> dict[str, str]:
    """What the forms of a page send when nothing is typed."""
    parser = _Fields()
    parser.feed(page)
    return parser.held
