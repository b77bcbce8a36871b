"""The events of a subject's rows, gathered by act, newest first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from core.history_words.told import HistorySource
from core.old_codes import numbers_of

# So many events of one act are told one by one; the others are counted.
MOST_EVENTS = 12

# Writes without a context belong together when one role made them in one transaction, whose
# time they share.
_ACT = Coalesce(
    Cast("pgh_context_id", TextField()),
    Concat(Cast("pgh_created_at", TextField()), Value(" "), "pgh_role", output_field=TextField()),
)
_PAGE_SQL = """
WITH events AS ({events}),
acts AS (
    SELECT h_act, max(pgh_created_at) AS at, max(pgh_id) AS last FROM events
    GROUP BY h_act ORDER BY at DESC, last DESC, h_act LIMIT %s OFFSET %s
),
numbered AS (
    SELECT h_act, h_source, pgh_label, pgh_id, at, last,
        row_number() OVER (PARTITION BY h_act ORDER BY h_source, pgh_id) AS number,
        count(*) OVER (PARTITION BY h_act, h_source, pgh_label) AS alike
    FROM events JOIN acts USING (h_act)
)
SELECT h_act, h_source, pgh_label, pgh_id, alike FROM numbered
WHERE number <= %s ORDER BY at DESC, last DESC, h_act, h_source, pgh_id
"""


@dataclass(slots=True)
class Event:
    """One recorded write: the row after it (before it, if deleted) and the row before."""

    source: HistorySource
    label: str
    new: dict[str, Any]
    old: dict[str, Any] | None


@dataclass(slots=True)
class Act:
    """What one request, or one transaction of a role, wrote to the subject's rows."""

    at: dt.datetime
    role: str
    metadata: dict[str, Any] | None
    context: UUID | None
    events: list[Event] = field(default_factory=list)
    # How many events of a source and label the act has in all.
    alike: dict[tuple[type[models.Model], str], int] = field(default_factory=dict)


def acts_of(
    subject: models.Model, sources: list[HistorySource], user: Any, *, limit: int, offset: int = 0
) -> list[Act]:
    """The acts on a subject's rows that the user may see, newest first; two queries for all."""
    numbers = numbers_of(subject)
    parts = [_light(numbers, source, index, user) for index, source in enumerate(sources)]
    picked = _picked(parts, limit, offset)
    details = _details(sources, [(source, event) for _, source, _, event, _ in picked])
    acts: dict[str, Act] = {}
    for key, index, label, event, alike in picked:
        row, source = details[index, event], sources[index]
        act = acts.setdefault(key, _act(row))
        act.events.append(Event(source, label, row["h_new"], row["h_old"]))
        act.alike[source.model, label] = alike
    return list(acts.values())


def _act(row: dict[str, Any]) -> Act:
    return Act(row["pgh_created_at"], row["pgh_role"], row["h_meta"], row["pgh_context_id"])


def _picked(
    parts: list[QuerySet[Any, Any]], limit: int, offset: int
) -> list[tuple[str, int, str, int, int]]:
    united = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    events, params = united.query.sql_with_params()
    with connection.cursor() as cursor:
        # The braces take the text of a query that the ORM wrote; values go as parameters.
        cursor.execute(_PAGE_SQL.format(events=events), (*params, limit, offset, MOST_EVENTS))
        return cursor.fetchall()


def _light(numbers: list[int], source: HistorySource, index: int, user: Any) -> QuerySet[Any, Any]:
    # By the event's own columns, so that a deleted row, or one that was moved, is still told.
    belongs = "pgh_obj_id" if source.is_own else source.via
    events = _event_model(source).objects.filter(**{f"{belongs}__in": numbers}).order_by()
    if source.act:
        asked: Any = source.model
        by = "pgh_obj_id"
        if source.of:
            asked, by = asked._meta.get_field(source.of).related_model, f"{source.of}_id"
        allowed = asked._default_manager.allowed(user, source.act)
        events = events.filter(**{f"{by}__in": allowed.values("pk")})
    named = events.annotate(h_act=_ACT, h_source=Value(index, output_field=IntegerField()))
    return named.values("h_act", "h_source", "pgh_id", "pgh_label", "pgh_created_at")


def _details(
    sources: list[HistorySource], picked: list[tuple[int, int]]
) -> dict[tuple[int, int], dict[str, Any]]:
    chosen: defaultdict[int, list[int]] = defaultdict(list)
    for index, event in picked:
        chosen[index].append(event)
    if not chosen:
        return {}
    parts = [_full(sources[index], index, events) for index, events in sorted(chosen.items())]
    united = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(row["h_source"], row["pgh_id"]): row for row in united}


def _full(source: HistorySource, index: int, picked: list[int]) -> QuerySet[Any, Any]:
    model = _event_model(source)
    before = model.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    snapshot = JSONObject(**{name: name for name in columns_of(source)})
    return (
        model.objects.filter(pgh_id__in=picked)
        .order_by()
        .annotate(
            h_source=Value(index, output_field=IntegerField()),
            h_meta=F("pgh_context__metadata"),
            h_new=snapshot,
            h_old=Subquery(before.order_by("-pgh_id").annotate(h_new=snapshot).values("h_new")[:1]),
        )
        .values(
            "h_source",
            "pgh_id",
            "pgh_created_at",
            "pgh_role",
            "pgh_context_id",
            "h_meta",
            *("h_new", "h_old"),
        )
    )


def _event_model(source: HistorySource) -> Any:
    return source.model.pgh_event_model  # type: ignore[attr-defined]


def columns_of(source: HistorySource) -> list[str]:
    """The columns of a model that its events hold."""
    fields = _event_model(source)._meta.concrete_fields
    return [f.attname for f in fields if not f.name.startswith("pgh_")]
