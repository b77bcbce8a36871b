"""Where a row of the history belongs: by what it is now, else by what it last was.

A row that is gone, and what hung on it, still has its place in the events: so that an undone
import can be read, and undone once more, by who could before.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models


def group_of(model: type[models.Model], row: str) -> str:
    """SQL that gives the group's id of a row; ``row`` is SQL that gives the row's id."""
    return _path(model, model.access.group, row, "bigint")  # type: ignore[attr-defined]


def area_of(model: type[models.Model], row: str) -> str:
    """SQL that gives the region code of a row."""
    return _path(model, model.access.area, row, "text")  # type: ignore[attr-defined]


def has_place(model: type[models.Model]) -> bool:
    """Whether its rows belong somewhere; what does not is a list that all offices share."""
    return bool(model.access.group or model.access.area)  # type: ignore[attr-defined]


def _path(model: type[models.Model], lookup: str | None, row: str, kind: str) -> str:
    if lookup is None:
        return f"NULL::{kind}"
    step: Any = model
    for name in lookup.split("__"):
        if name == "pk":
            break
        field = step._meta.get_field(name)
        row, step = _value(step, field.column, row), field.related_model
    return f"({row})::{kind}"


def _value(model: type[models.Model], column: str, row: str) -> str:
    """A column of the row as it is; where it is gone, as it was when it was last recorded."""
    name, table = _quoted(column), _quoted(model._meta.db_table)
    # Under names of their own: ``row`` may speak of the same table outside.
    now = f"SELECT kept.{name} AS found FROM {table} AS kept WHERE kept.id = {row}"  # noqa: S608
    events = getattr(model, "pgh_event_model", None)
    if events is None:
        return f"({now})"
    then = (
        f"SELECT past.{name} FROM {_quoted(events._meta.db_table)} AS past"  # noqa: S608
        f" WHERE past.pgh_obj_id = {row} ORDER BY past.pgh_id DESC LIMIT 1"
    )
    return f"(SELECT found FROM (({now}) UNION ALL ({then})) AS known LIMIT 1)"  # noqa: S608 - from the model


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
