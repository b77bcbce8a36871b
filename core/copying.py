"""Very many rows of one table by COPY: for filling, where even JSON would take too long.

Triggers, history and constraints hold as for any statement. What COPY writes joins the history
context only after an ordinary write of the same transaction has set it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.db import connection, models

from core.bulk import column_defaults, prepare_triggers

_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def new_ids(model: type[models.Model], number: int) -> list[int]:
    """Ids for rows that other rows name before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write rows given as values in the order of ``columns``; a field that is not among them
    takes its default, the same in each row. None is NULL.
    """
    rest = {k: v for k, v in column_defaults(model).items() if k not in columns}
    tail = "".join(f"\t{_text(value)}" for value in rest.values())
    lines = "".join("\t".join(map(_text, row)) + f"{tail}\n" for row in rows)
    names = ", ".join(map(connection.ops.quote_name, [*columns, *rest]))
    with connection.cursor() as cursor:
        prepare_triggers(cursor)
        cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN", io.StringIO(lines))


def _text(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).translate(_SPECIAL)
