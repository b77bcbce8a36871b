"""The three statements of undo, each for all rows of a model at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from core.undo.states import columns_of

# A row that comes back has a higher version than it ever had: seconds since 2020 outrun any
# number of changes.
_VERSION = "extract(epoch FROM now() - timestamptz '2020-01-01')::integer"


# Keys as one text: a list would be ten thousand values to parse and to plan.
KEYS = "%s::bigint[]"


def remove(model: Any, rows: list[int]) -> None:
    """Rows that the act made go; ``rows`` are their ids."""
    _run(f"DELETE FROM {_table(model)} WHERE id = ANY({KEYS})", rows)  # noqa: S608 - from the model


def change_back(model: Any, events: list[int]) -> None:
    """Rows that are there get the values that these events tell; equal ones are not written."""
    columns = _differing(model, events)
    if not columns:
        return
    given = ", ".join(f"was.{name}" for name in columns)
    mine = ", ".join(f"kept.{name}" for name in columns)
    _run(
        f"UPDATE {_table(model)} AS kept SET ({', '.join(columns)}) = ROW({given})"  # noqa: S608
        f" FROM {_events(model)} AS was WHERE was.pgh_id = ANY({KEYS}) AND kept.id = was.pgh_obj_id"
        f" AND ROW({mine}) IS DISTINCT FROM ROW({given})",
        events,
    )


def bring_back(model: Any, events: list[int]) -> None:
    """Rows that are gone return with their keys and the values that these events tell."""
    names = ", ".join(map(_quoted, columns_of(model)))
    _run(
        f"INSERT INTO {_table(model)} (id, version, {names})"  # noqa: S608 - from the model
        f" SELECT pgh_obj_id, {_VERSION}, {names} FROM {_events(model)} WHERE pgh_id = ANY({KEYS})"
        " ORDER BY pgh_obj_id",
        events,
    )


def hold(model: Any, act: UUID) -> None:
    """Nobody else changes the rows of an act until the undo has ended."""
    sql = (
        f"SELECT count(*) FROM (SELECT FROM {_table(model)} WHERE id IN"  # noqa: S608 - from the model
        f" (SELECT pgh_obj_id FROM {_events(model)} WHERE pgh_context_id = %s)"
        " ORDER BY id FOR UPDATE) AS held"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [act])


def _differing(model: Any, events: list[int]) -> list[str]:
    """The columns in which any of the rows differs: the others' triggers have nothing to do."""
    names = [_quoted(column) for column in columns_of(model)]
    asked = ", ".join(f"bool_or(kept.{name} IS DISTINCT FROM was.{name})" for name in names)
    sql = (
        f"SELECT {asked} FROM {_table(model)} AS kept JOIN {_events(model)} AS was"  # noqa: S608
        f" ON kept.id = was.pgh_obj_id WHERE was.pgh_id = ANY({KEYS})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_array(events)])
        return [name for name, differs in zip(names, cursor.fetchone(), strict=True) if differs]


def _run(sql: str, keys: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_array(keys)])


def as_array(keys: Iterable[int]) -> str:
    """Keys for a place where SQL says ``KEYS``."""
    return f"{{{','.join(map(str, keys))}}}"


def _table(model: Any) -> str:
    return _quoted(model._meta.db_table)


def _events(model: Any) -> str:
    return _quoted(model.pgh_event_model._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
