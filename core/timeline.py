"""Riwayat: what every app tells about one person or group, united in one SQL."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Func, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from core import registry
from core.registry import TIMELINE_COLUMNS, TimelineEntry


class IsoText(Func):
    """A date as ISO text, which sorts together with partial dates."""

    template = "to_char(%(expressions)s, 'YYYY-MM-DD')"
    output_field = TextField()


def rows(
    queryset: QuerySet[Any],
    kind: str,
    *,
    at: Any = None,
    until: Any = None,
    text: Any = None,
    **extra: Any,
) -> QuerySet[Any, dict[str, Any]]:
    """A queryset as a part of a timeline: the shared columns, in types that unite.

    ``at`` and ``until`` are partial dates as text; ``extra`` becomes one JSON object.
    """
    return queryset.annotate(
        t_at=_as_text(at),
        t_until=_as_text(until),
        t_kind=Value(kind, output_field=CharField()),
        t_ref=F("pk"),
        t_text=_as_text(text),
        t_extra=JSONObject(**extra),
    ).values(*TIMELINE_COLUMNS)


def rows_by_date(
    queryset: QuerySet[Any], kind: str, *, at: str, **extra: Any
) -> QuerySet[Any, dict[str, Any]]:
    """One line for all rows of a date: ``extra`` are aggregates over them."""
    # Ordered by nothing: a model's own order would part the rows of a date.
    return (
        queryset.order_by()
        .values(at)
        .annotate(
            t_at=_as_text(at),
            t_until=_as_text(None),
            t_kind=Value(kind, output_field=CharField()),
            t_ref=Min("pk"),
            t_text=_as_text(None),
            t_extra=JSONObject(**extra),
        )
        .values(*TIMELINE_COLUMNS)
    )


def entries(subject: str, row: Any, user: Any) -> list[TimelineEntry]:
    """The timeline of a row as this user may see it, newest first, undated last."""
    sources = registry.timeline_sources(subject)
    parts = [part.order_by() for s in sources for part in s.rows(row, user)]
    if not parts:
        return []
    united = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    describe = {kind: s.describe for s in sources for kind in s.kinds}
    ordered = united.order_by(F("t_at").desc(nulls_last=True), "t_kind", "-t_ref")
    return [describe[line["t_kind"]](line, user) for line in ordered]


def _as_text(value: Any) -> Any:
    return Cast(Value(None) if value is None else value, TextField())
