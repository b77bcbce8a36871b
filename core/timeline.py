"""Riwayat: what every app tells about one person or group, united in one SQL."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Func, Min, QuerySet, TextField

from core import registry
from core.registry import TIMELINE_COLUMNS, TimelineEntry, TimelinePart

ORDER = "t_at DESC NULLS LAST, t_kind, t_ref DESC"


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
) -> TimelinePart:
    """A queryset as a part of a timeline: the shared columns, in types that unite.

    ``at`` and ``until`` are partial dates as text; ``extra`` becomes one JSON object. Each is the
    name of a field or an expression.
    """
    return _part(queryset, kind, "pk", (at, until, text), extra)


def rows_by_date(queryset: QuerySet[Any], kind: str, *, at: str, **extra: Any) -> TimelinePart:
    """One line for all rows of a date: ``extra`` are aggregates over them."""
    # Ordered by nothing: a model's own order would part the rows of a date.
    return _part(queryset.order_by().values(at), kind, Min("pk"), (at, None, None), extra)


def written(sql: str, found: QuerySet[Any]) -> TimelinePart:
    """SQL that is written out, for the rows of a queryset: their ids stand where it says {ids}."""
    ids, params = sql_of(found.order_by().values("pk"))
    return TimelinePart(sql.format(ids=ids), params)


def entries(subject: str, row: Any, user: Any) -> list[TimelineEntry]:
    """The timeline of a row as this user may see it, newest first, undated last."""
    sources = registry.timeline_sources(subject)
    parts = [part for source in sources for part in source.rows(row, user)]
    if not parts:
        return []
    united = " UNION ALL ".join(part.sql for part in parts)
    names = ", ".join(TIMELINE_COLUMNS)
    sql = f"SELECT * FROM ({united}) AS line ({names}) ORDER BY {ORDER}"  # noqa: S608 - our own
    with connection.cursor() as cursor:
        cursor.execute(sql, [param for part in parts for param in part.params])
        found = cursor.fetchall()
    describe = {kind: s.describe for s in sources for kind in s.kinds}
    lines = (dict(zip(TIMELINE_COLUMNS, line, strict=True)) for line in found)
    return [describe[line["t_kind"]](line, user) for line in lines]


def sql_of(queryset: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """The queryset's SQL and its parameters, also where it finds nothing."""
    return queryset.query.get_compiler(connection=connection, elide_empty=False).as_sql()


def _part(
    queryset: QuerySet[Any], kind: str, ref: Any, values: tuple[Any, ...], extra: dict[str, Any]
) -> TimelinePart:
    """The queryset's own SQL with the shared columns around it.

    ``QuerySet.union`` would say the same, and take longer to be put together than to be answered.
    """
    asked = [ref, *(value for value in values if value is not None), *extra.values()]
    named = {f"part_{number}": value for number, value in enumerate(asked)}
    made = {name: value for name, value in named.items() if not isinstance(value, str)}
    read = [name if name in made else value for name, value in named.items()]
    sql, params = sql_of(queryset.order_by().annotate(**made).values_list(*read))
    left = iter(named)
    reference = next(left)
    at, until, text = ("NULL" if value is None else next(left) for value in values)
    pairs = ", ".join(f"%s::text, {name}" for name in left)
    return TimelinePart(
        f"SELECT {at}::text, {until}::text, %s::text, {reference}, {text}::text,"  # noqa: S608 - names
        f" json_build_object({pairs})"
        f" FROM ({sql}) AS part ({', '.join(named)})",
        (kind, *extra, *params),
    )
