"""What each row was before an act, what it is, and what happened to it since: one query a model.

An act that was taken back has not happened, as far as the row is again what it was before: then
the acts below it can be taken back too, in any order.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

_STATES = """
WITH touched AS (
    SELECT pgh_obj_id AS row, min(pgh_id) AS first, max(pgh_id) AS last
    FROM {events} WHERE pgh_context_id = %s GROUP BY pgh_obj_id
)
SELECT touched.row, start.pgh_id, start.pgh_label, mine.pgh_id, was.pgh_id, was.pgh_label,
    now.pgh_label,
    ({now}) IS NOT DISTINCT FROM ({was}),
    ({now}) IS NOT DISTINCT FROM ({mine})
        AND (now.pgh_label = 'delete') = (mine.pgh_label = 'delete'),
    coalesce(later.pgh_created_at, now.pgh_created_at),
    coalesce(later.pgh_context_id, now.pgh_context_id),
    later.pgh_id
FROM touched
JOIN {events} start ON start.pgh_id = touched.first
JOIN {events} mine ON mine.pgh_id = touched.last
LEFT JOIN LATERAL (SELECT * FROM {events} WHERE pgh_obj_id = touched.row
    AND pgh_id < touched.first ORDER BY pgh_id DESC LIMIT 1) AS was ON true
LEFT JOIN LATERAL (SELECT * FROM {events} WHERE pgh_obj_id = touched.row
    ORDER BY pgh_id DESC LIMIT 1) AS now ON true
LEFT JOIN LATERAL (SELECT * FROM {events} AS event WHERE pgh_obj_id = touched.row
    AND pgh_id > touched.last AND NOT EXISTS (
        SELECT FROM core_receipt WHERE id = event.pgh_context_id
        AND (undone_by_id IS NOT NULL OR act = 'core.undo_receipt'))
    ORDER BY pgh_id DESC LIMIT 1) AS later ON true
ORDER BY touched.row
"""


@dataclass(frozen=True, slots=True)
class State:
    """One row of an act. ``before`` is the event that tells what it was; None: it was not there.

    ``last`` is the act's own last event on it. ``is_back``: it is already what it was before.
    ``later`` is what has touched it since: when, and by which act.
    """

    row: int
    before: int | None
    last: int
    is_there: bool
    is_known: bool
    is_back: bool
    later: tuple[dt.datetime, UUID | None] | None

    @property
    def is_new(self) -> bool:
        return self.is_known and self.before is None


def columns_of(model: Any) -> list[str]:
    """The columns that the history keeps of a model, but the key."""
    events = model.pgh_event_model._meta.concrete_fields
    held = {field.column for field in events if not field.name.startswith("pgh_")}
    fields = model._meta.concrete_fields
    return [f.column for f in fields if f.column in held and not f.primary_key]


def states_of(model: Any, act: UUID) -> list[State]:
    """The rows of a model that an act wrote."""
    names = [connection.ops.quote_name(column) for column in columns_of(model)]
    sql = _STATES.format(
        events=connection.ops.quote_name(model.pgh_event_model._meta.db_table),
        was=", ".join(f"was.{name}" for name in names),
        mine=", ".join(f"mine.{name}" for name in names),
        now=", ".join(f"now.{name}" for name in names),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [act])
        return [_state(*line) for line in cursor.fetchall()]


def _state(
    row: int,
    start: int,
    start_label: str,
    last: int,
    was: int | None,
    was_label: str | None,
    now_label: str,
    is_as_before: bool,
    is_as_left: bool,
    later_at: dt.datetime,
    later_act: UUID | None,
    later: int | None,
) -> State:
    before, is_known = _before(start, start_label, was, was_label)
    is_there = now_label != "delete"
    return State(
        row=row,
        before=before,
        last=last,
        is_there=is_there,
        is_known=is_known,
        is_back=is_known and (is_as_before and is_there if before else not is_there),
        later=None if is_as_left and later is None else (later_at, later_act),
    )


def _before(
    start: int, start_label: str, was: int | None, was_label: str | None
) -> tuple[int | None, bool]:
    """The event that tells what the row was, and whether that is known at all."""
    if was is not None and was_label != "delete":
        return was, True
    if start_label == "insert":
        return None, True
    # The event of a deletion holds the row as it was.
    return (start, True) if start_label == "delete" else (None, False)
