"""The lists whose rows can be changed together: what each app declares in its ``bulk.py``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from core.access import is_allowed, may
from core.bulk_edit.fields import BulkField, Row
from core.bulk_edit.tokens import token_of
from core.display import long_date
from core.filters import ListFilters
from core.lists import Count, Page, Text

# More at once nobody looks over; who wants more filters twice.
MOST_ROWS = 20_000
PICK = "pick_"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a list shows to who may change its rows together."""

    url: str
    token: str
    total: Count


class BulkList:
    """A list of one model. ``act`` opens it and names the change in the history; ``name`` begins
    the names of its addresses ("members:person_bulk" makes "members:person_bulk_create"), and
    ``named_by`` are the columns that call a row by its name.
    """

    model: ClassVar[type[models.Model]]
    act: ClassVar[str]
    name: ClassVar[str]
    list_name: ClassVar[str]
    list_label: ClassVar[Text]
    fields: ClassVar[Sequence[BulkField]]
    named_by: ClassVar[tuple[str, ...]]

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def filters(self, query: QueryDict, user: Any) -> ListFilters:
        """The list's filters over the rows that the user may change."""
        raise NotImplementedError

    def row_name(self, row: Row) -> str:
        """What a row is called, of the columns ``named_by``."""
        parts = [row[name] for name in self.named_by if row[name]]
        return capfirst(" · ".join(long_date(p) if isinstance(p, dt.date) else p for p in parts))

    def rows(self, user: Any) -> Any:
        """All rows that the user may change together."""
        return self.model._default_manager.allowed(user, self.act)  # type: ignore[attr-defined]

    def offered(self, user: Any, rows: Any) -> list[BulkField]:
        """The fields that the user may change, of these rows."""
        return [f for f in self.fields if may(user, f.act) and f.is_offered(rows)]

    def read(self, rows: Any, fields: Iterable[BulkField], user: Any) -> list[dict[str, Any]]:
        """The rows with what these fields read; by one query, in the order in which they are
        locked."""
        fields = list(fields)
        wanted: dict[str, Any] = {}
        for field in fields:
            wanted |= field.columns()
        added = {name: expression for name, expression in wanted.items() if expression is not None}
        added |= {f"{PICK}{f.key}": is_allowed(self.model.access, user, f.act) for f in fields}  # type: ignore[attr-defined]
        plain = [name for name in wanted if name not in added]
        names = dict.fromkeys(("pk", "code", "version", *self.named_by, *plain, *added))
        return list(rows.annotate(**added).order_by("pk").values(*names))

    def bar(self, user: Any, filters: ListFilters, page: Page) -> Bar | None:
        """What its page shows below the rows; None for who may not change them together."""
        if not page.rows or not may(user, self.act):
            return None
        query = filters.address().removeprefix("?")
        return Bar(self.address("create"), token_of(self.kind, query, user), page.total)

    def address(self, step: str, *args: str) -> str:
        return reverse(f"{self.name}_{step}", args=args)

    def create_url(self, codes: Iterable[str]) -> str:
        """The form for these rows."""
        return f"{self.address('create')}?{urlencode([('row', code) for code in codes])}"

    def all_url(self, token: str) -> str:
        return f"{self.address('create')}?{urlencode({'all': token})}"

    def list_url(self) -> str:
        return reverse(self.list_name)

    def page_url(self, row: Row) -> str:
        """The page of a row."""
        return self.model(code=row["code"]).get_absolute_url()  # type: ignore[attr-defined]


_lists: dict[type[models.Model], BulkList] = {}


def add_bulk(bulk: BulkList) -> BulkList:
    _lists[bulk.model] = bulk
    return bulk


def bulk_lists() -> list[BulkList]:
    return list(_lists.values())


def bulk_of(model: type[models.Model]) -> BulkList | None:
    """How rows of this model are changed together, where they are."""
    return _lists.get(model)
