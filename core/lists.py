"""Lists: keyset pages, and counts that stop at a thousand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet, Window
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.codes import is_code

Text = str | Promise

PAGE_SIZE = 50
CAP = 1000
LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: its columns ("-changed_at" falls) are never null and unique as a whole."""

    label: Text
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows, exact or known only to be more than ``CAP``."""

    value: int
    is_capped: bool = False

    def __str__(self) -> str:
        return number_format(self.value, force_grouping=True) + ("+" if self.is_capped else "")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows (dictionaries), and the codes of the rows at which its neighbours begin."""

    rows: list[dict[str, Any]]
    total: Count
    preceding: Count
    previous: str = ""
    next: str = ""
    is_lost: bool = False
    is_exact: bool = False

    @property
    def shown(self) -> str:
        """``51–100 dari 118``."""
        if not self.rows:
            return ""
        if self.preceding.value >= CAP:
            words = ngettext("%(n)s row of %(total)s", "%(n)s rows of %(total)s", len(self.rows))
            return words % {"n": len(self.rows), "total": self.total}
        first = self.preceding.value + 1
        last = self.preceding.value + len(self.rows)
        place = {"first": Count(first), "last": Count(last), "total": self.total}
        return _("%(first)s–%(last)s of %(total)s") % place


def count(queryset: QuerySet[Any], *, exact: bool = False) -> Count:
    """How many rows; beyond ``CAP`` only on demand, since each costs a look."""
    plain = queryset.order_by().values("pk")
    if exact:
        return Count(plain.count())
    found = plain[: CAP + 1].count()
    return Count(min(found, CAP), is_capped=found > CAP)


def first_of(queryset: QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """The first rows, and how many there are in all; by one query, which looks at each of them."""
    rows = list(queryset.annotate(in_all=Window(CountOf("pk")))[:most])
    return rows, rows[0].in_all if rows else 0


def paginate(
    queryset: QuerySet[Any],
    *,
    base: QuerySet[Any],
    fields: Sequence[str],
    sort: Sort,
    params: Mapping[str, str],
    tell: Callable[[Any], QuerySet[Any]] | None = None,
) -> Page:
    """The page that ``after=CODE`` or ``before=CODE`` asks for, else the first.

    A page begins at a row, not at a number, so that it costs the same at any depth and skips or
    repeats nothing while rows come and go. ``base`` holds the rows among which the code is looked
    up, with what the sort needs; a code that it does not hold leads to the first page. ``tell``
    adds to a queryset what the lines tell besides: it is given the page's rows alone.
    """
    names = tuple(_name(column) for column in sort.columns)
    exact = params.get("count") == "exact"
    walk = _Walk(queryset, base, (*fields, *names), sort.columns, exact, tell)
    for way, step in (("after", walk.after), ("before", walk.before)):
        if code := params.get(way, ""):
            place = walk.find(code)
            return step(place) if place else walk.first(is_lost=True)
    return walk.first()


@dataclass(frozen=True, slots=True)
class _Walk:
    queryset: QuerySet[Any]
    base: QuerySet[Any]
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    exact: bool
    tell: Callable[[Any], QuerySet[Any]] | None

    @property
    def back(self) -> tuple[str, ...]:
        """The columns in the opposite order."""
        return tuple(_reversed(column) for column in self.columns)

    def find(self, code: str) -> tuple[Any, ...] | None:
        if not is_code(code):
            return None
        names = [_name(column) for column in self.columns]
        return self.base.filter(code=code).order_by().values_list(*names).first()

    def first(self, *, is_lost: bool = False) -> Page:
        rows = self._rows(self.queryset, self.columns)
        more = len(rows) > PAGE_SIZE
        total = count(self.queryset, exact=self.exact) if more else Count(len(rows))
        rows = rows[:PAGE_SIZE]
        following = _code(rows, -1, more)
        return Page(rows, total, Count(0), "", following, is_lost, self.exact)

    def after(self, place: tuple[Any, ...]) -> Page:
        rows = self._rows(self.queryset.filter(_beyond(self.columns, place)), self.columns)
        return self._inner(rows[:PAGE_SIZE], len(rows) > PAGE_SIZE) if rows else self.first()

    def before(self, place: tuple[Any, ...]) -> Page:
        rows = self._rows(self.queryset.filter(_beyond(self.back, place)), self.back)
        if len(rows) <= PAGE_SIZE:
            return self.first()
        return self._inner(rows[:PAGE_SIZE][::-1], has_next=True)

    def _inner(self, rows: list[dict[str, Any]], has_next: bool) -> Page:
        start = tuple(rows[0][_name(column)] for column in self.columns)
        preceding = count(self.queryset.filter(_beyond(self.back, start)))
        total = count(self.queryset, exact=self.exact)
        previous = _code(rows, 0, preceding.value > 0)
        following = _code(rows, -1, has_next)
        return Page(rows, total, preceding, previous, following, is_exact=self.exact)

    def _rows(self, queryset: QuerySet[Any], columns: tuple[str, ...]) -> list[dict[str, Any]]:
        ordered = queryset.order_by(*columns)
        if self.tell is None:
            return list(ordered.values(*self.fields)[: PAGE_SIZE + 1])
        # The page is cut off first: what its lines tell would be joined to every row of the list.
        ids = ArraySubquery(ordered.values("pk")[: PAGE_SIZE + 1])
        rows = self.tell(queryset.model._default_manager.filter(pk__among=ids))
        return list(rows.order_by(*columns).values(*self.fields))


def page_number(text: str) -> int:
    """The page that an address asks for; the first one where it asks for none that can be."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    return max(1, min(int(text), LAST_PAGE)) if is_number else 1


def _name(column: str) -> str:
    return column.removeprefix("-")


def _reversed(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(columns: Sequence[str], place: Sequence[Any]) -> Q:
    """The rows that come after a place in this order."""
    (column, *columns_left), (value, *values_left) = columns, place
    name, way = _name(column), "lt" if column.startswith("-") else "gt"
    further = Q(**{f"{name}__{way}": value})
    if not columns_left:
        return further
    # The outer condition is the range that an index serves.
    return Q(**{f"{name}__{way}e": value}) & (further | _beyond(columns_left, values_left))


def _code(rows: list[dict[str, Any]], at: int, exists: bool) -> str:
    return rows[at]["code"] if exists else ""
