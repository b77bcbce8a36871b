"""Walks the URLconf: every address, whoever opens it, by GET and by POST."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from pghistory.models import Context

from accounts.models import User
from accounts.roles import Role
from core.access import acts
from core.models import ExportLog, Import, Reveal
from tests.cast import Cast
from tests.contracts.places import Place
from tests.factories import AssignmentFactory, UserFactory, make_user, region

LOGIN = "/accounts/login/"
MISSING = object()
# How many acts are recorded, by one query: it is asked before and after every request.
COUNTS = (
    f"(SELECT count(*) FROM {model._meta.db_table})"  # noqa: S608 - our own tables
    for model in (Context, Reveal, ExportLog, Import)
)
RECORDED = f"SELECT {' + '.join(COUNTS)}"


@dataclass(frozen=True, slots=True)
class Found:
    """One pattern of the URLconf."""

    name: str
    route: str
    view: Callable[..., HttpResponse]

    @property
    def key(self) -> str:
        return self.name or self.route

    @property
    def mark(self) -> str:
        """Who may open it: an act's name, "signed in", "public", or "" where nothing says so."""
        if getattr(self.view, "public_reason", ""):
            return "public"
        act = getattr(self.view, "act", MISSING)
        if act is MISSING:
            return ""
        return "signed in" if act is None else str(act)


def urlconf() -> list[Found]:
    return list(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[Found]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, route)
        else:
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            yield Found(name, route, pattern.callback)


@dataclass(frozen=True)
class Who:
    """Somebody at the door: the role that holds today, and the places that it reaches."""

    name: str
    user: User | None
    role: str = ""
    places: tuple[str, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        return self.user is not None and self.user.is_active

    @cached_property
    def client(self) -> Client:
        client = Client()
        if self.user is not None:
            client.force_login(self.user)
        return client


def everybody(cast: Cast) -> list[Who]:
    """Each role in both places, and each way of having none."""
    both = ("own", "other")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    expired, inactive = UserFactory(username="kedaluwarsa"), UserFactory(username="ditutup")
    for user, expires_on in ((expired, yesterday), (inactive, None)):
        AssignmentFactory(user=user, role=Role.ADMINISTRATOR, expires_on=expires_on)
        AssignmentFactory(user=user, region=region("18.01"), expires_on=expires_on)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    inactive.is_active = False
    other_viewer = make_user("pemantau_lain", Role.VIEWER, region=region("18.02"))
    return [
        Who("anonymous", None),
        Who("inactive", inactive),
        Who("expired", expired),
        Who("without a role", UserFactory(username="tanpa_peran")),
        Who("officer", cast.officer, Role.OFFICER, ("own",)),
        Who("secretary", cast.secretary, Role.SECRETARY, ("own",)),
        Who("viewer", cast.viewer, Role.VIEWER, both),
        Who("administrator", cast.admin, Role.ADMINISTRATOR, both),
        Who("other officer", cast.other_officer, Role.OFFICER, ("other",)),
        Who("other secretary", cast.other_secretary, Role.SECRETARY, ("other",)),
        Who("other viewer", other_viewer, Role.VIEWER, ("other",)),
    ]


def writer_of(cast: Cast, found: Found) -> User:
    """Who may write there: the officer, or where she may not, the secretary."""
    roles = acts().get(found.mark, {Role.OFFICER})
    return cast.officer if Role.OFFICER in roles else cast.secretary


@dataclass(frozen=True, slots=True)
class Address:
    """How to open one address, and what it answers to who may.

    ``kwargs`` names a row of a place; ``data`` is what a right POST of a user sends there, and
    without it a POST does what GET does or is refused. ``is_owners`` rows are their owner's
    alone. ``anonymous`` is what is answered before the sign-in, where that differs: to a GET
    alone where a sign-in is demanded.
    ``query`` is what the address itself names besides.
    ``mark`` speaks for views of libraries, which bear none; ``path`` is for what cannot be
    reversed.
    """

    kwargs: Callable[[Place], dict[str, Any]] | None = None
    get: int = 200
    data: Callable[[Place, User], dict[str, Any]] | None = None
    post: int = 302
    is_owners: bool = False
    writes: bool = True
    anonymous: int | None = None
    mark: str = ""
    path: str = ""
    query: Callable[[Place], dict[str, str]] | None = None

    def url(self, found: Found, place: Place) -> str:
        kwargs = self.kwargs(place) if self.kwargs else None
        query = self.query(place) if self.query else None
        return self.path or reverse(found.name, kwargs=kwargs, query=query)

    def guard(self, found: Found) -> str:
        """Who may open it: the view's own mark, else this table's."""
        return found.mark or self.mark

    def is_reached(self, who: Who, place: Place) -> bool:
        if self.is_owners:
            return who.user == place.owner
        return place.name in who.places

    def statuses(self, found: Found, who: Who, place: Place, method: str) -> set[int]:
        """What may come back."""
        allowed = self._allowed(method)
        mark = self.guard(found)
        if mark == "public":
            is_other = self.anonymous is not None and not who.is_signed_in
            return {self.anonymous} if is_other else allowed
        if not who.is_signed_in:
            return {(self.anonymous if method == "get" else None) or 302}
        if mark == "signed in":
            return allowed
        if who.role not in acts()[mark]:
            return {403} if 405 not in allowed else {403, 405}
        if self.kwargs is not None and not self.is_reached(who, place):
            return {404} if 405 not in allowed else {404, 405}
        return allowed

    def _allowed(self, method: str) -> set[int]:
        if method == "get":
            return {self.get}
        if self.data is None:
            return {self.get, 405}
        return {self.post}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how many recorded acts it left behind."""

    response: HttpResponse
    writes: int

    @property
    def leads_to_sign_in(self) -> bool:
        return self.response.status_code == 302 and self.response["Location"].startswith(LOGIN)


def ask(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> Answer:
    """Send one request, and take back all that it did."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        before = _recorded()
        response = getattr(client, method)(url, data or {})
        if response.streaming:
            b"".join(response)
        writes = _recorded() - before
        transaction.set_rollback(True)
    client.cookies = cookies
    return Answer(response, writes)


def _recorded() -> int:
    with connection.cursor() as cursor:
        cursor.execute(RECORDED)
        return cursor.fetchone()[0]
