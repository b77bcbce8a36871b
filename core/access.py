"""Who may do what, on which rows. Written once; knows no app.

An act is a name like ``members.view_person``. The table of acts is declared at start-up
(``declare``); a user answers ``scopes(act)``; a model says by ``access`` where its rows belong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.db.models import Case, Func, Q, Value, When
from django.http import HttpRequest, HttpResponse

from core import history

if TYPE_CHECKING:
    from typing import Self

View = Callable[..., HttpResponse]
_Row = TypeVar("_Row", bound=models.Model)

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """One group (its id), or one region (a Kemendagri code prefix; ``""`` is everywhere)."""

    group: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class ScopePath:
    """Where a model's rows belong: lookups to a group's id and to a region code.

    A row that several groups share has no one lookup: ``of_groups(ids)`` is its condition.
    """

    group: str | None = None
    area: str | None = None
    of_groups: Callable[[list[int]], Q] | None = None

    def within(self, groups: list[int]) -> Q | None:
        """The rows of these groups; None where no row is a group's."""
        if not groups:
            return None
        if self.of_groups is not None:
            return self.of_groups(groups)
        return Q(**{f"{self.group}__in": groups}) if self.group else None


class HasScopes(Protocol):
    def scopes(self, act: str) -> list[Scope]: ...


_acts: dict[str, frozenset[str]] = {}


def declare(table: Mapping[str, Iterable[str]]) -> None:
    """Take the table of acts: act → roles. Called once, at start-up."""
    _acts.clear()
    _acts.update({act: frozenset(roles) for act, roles in table.items()})


def acts() -> Mapping[str, frozenset[str]]:
    """The table of acts: act → roles."""
    return _acts


def check_act(act: str) -> str:
    """The act itself; a name that no table holds is a programming error."""
    if act not in _acts:
        raise ImproperlyConfigured(f"'{act}' is not in the table of acts")
    return act


def scopes_of(user: Any, act: str) -> list[Scope]:
    """The user's scopes for an act; nobody signed in has none."""
    check_act(act)
    return user.scopes(act) if user.is_authenticated else []


def may(user: Any, act: str) -> bool:
    """Whether the user may do the act anywhere."""
    return bool(scopes_of(user, act))


def works_in_groups(user: Any, act: str) -> bool:
    """Whether the user does the act for groups of hers, and in no region."""
    scopes = scopes_of(user, act)
    return bool(scopes) and all(scope.group is not None for scope in scopes)


def area_q(path: str, prefix: str) -> Q:
    """Rows whose code is the prefix or lies below it, as a range that an index serves.

    Codes hold digits and dots; "/" is the character after the dot, so that 18.01 takes
    18.01 and 18.01.10 but neither 18.010 nor 18.02.
    """
    if prefix == EVERYWHERE:
        return Q()
    return Q(**{f"{path}__gte": prefix, f"{path}__lt": f"{prefix}/"})


def scope_q(path: ScopePath, scopes: Iterable[Scope]) -> Q | None:
    """The condition for these scopes; None where they reach no row."""
    groups: list[int] = []
    areas: list[Q] = []
    for scope in scopes:
        if scope.group is not None:
            groups.append(scope.group)
        elif scope.area == EVERYWHERE:
            return Q()
        elif scope.area is not None and path.area:
            areas.append(area_q(path.area, scope.area))
    found = path.within(groups)
    for area in areas:
        found = area if found is None else found | area
    return found


def is_allowed(path: ScopePath, user: Any, act: str) -> Any:
    """An expression that is true on the rows on which the user may do this act."""
    found = scope_q(path, scopes_of(user, act))
    if not found:
        return Value(found is not None)
    return Case(When(found, then=Value(True)), default=Value(False))


def acts_on(row: models.Model, user: Any, acts: Iterable[str]) -> frozenset[str]:
    """Those of the acts that the user may do on this row, by one query."""
    path: ScopePath = row.access  # type: ignore[attr-defined]
    rows = type(row)._base_manager.filter(pk=row.pk)
    return frozenset(rows.values_list(_granted(path, user, acts), flat=True).first() or ())


def acts_brought(row: models.Model) -> frozenset[str]:
    """The acts that a row brought along by ``with_acts``."""
    return frozenset(row.granted)  # type: ignore[attr-defined]


def _granted(path: ScopePath, user: Any, acts: Iterable[str]) -> Any:
    """An array of those of the acts that the user may do on a row.

    Acts that she may do in the same places are asked about together.
    """
    alike: dict[tuple[Scope, ...], list[str]] = {}
    for act in sorted(acts):
        alike.setdefault(tuple(scopes_of(user, act)), []).append(act)
    names: Any = ArrayField(models.TextField())
    found: Any = Value([], names)
    for scopes, together in alike.items():
        condition = scope_q(path, scopes)
        if condition is not None:
            granted = Value(together, names)
            part = Case(When(condition, then=granted)) if condition else granted
            found = Func(found, part, function="array_cat", output_field=names)
    return found


class ScopedQuerySet(models.QuerySet[_Row]):
    """Rows that know whose they are."""

    def allowed(self, user: Any, act: str) -> Self:
        """The rows on which this user may do this act."""
        return self.in_scopes(scopes_of(user, act))

    def in_scopes(self, scopes: Iterable[Scope]) -> Self:
        """The rows of these scopes, where some of a user's count and others do not."""
        found = scope_q(self.model.access, scopes)  # type: ignore[attr-defined]
        return self.none() if found is None else self.filter(found)

    def with_acts(self, user: Any, acts: Iterable[str]) -> Self:
        """Each row brings along which of the acts this user may do on it (``acts_brought``)."""
        return self.annotate(granted=_granted(self.model.access, user, acts))  # type: ignore[attr-defined]


class OwnedQuerySet(models.QuerySet[_Row]):
    """Rows that are their owner's alone: a parked file, what somebody typed and has not saved."""

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user) if user.is_authenticated else self.none()


def requires(act: str) -> Callable[[View], View]:
    """The view needs this act: 403 for who lacks it everywhere; the act names the history."""
    check_act(act)

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user, act):
                raise PermissionDenied
            history.name_act(act)
            return view(request, *args, **kwargs)

        inner.act = act  # type: ignore[attr-defined]
        return inner

    return wrap


def signed_in(view: View) -> View:
    """Everybody with an account may open it; it shows nothing but what they may see."""
    view.act = None  # type: ignore[attr-defined]
    return view


def public(reason: str) -> Callable[[View], View]:
    """Open without sign-in, for this reason."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        inner.public_reason = reason  # type: ignore[attr-defined]
        return login_not_required(inner)

    return wrap
