"""Triggers that the tables of several models share."""

from __future__ import annotations

import pgtrigger

from core.crypto import HASH_MARK


def one_hash_key(column: str) -> pgtrigger.Trigger:
    """Refuse a keyed hash of another key than the hashes that are there.

    Two hashes of one number under two keys differ, and its uniqueness would silently be none:
    so a site that still runs with the old key after a change of keys may not write.
    """
    # Once a statement, since a session may have cached a plan that reads the whole table.
    ends = f"min({{columns.{column}}}), max({{columns.{column}}})"
    return pgtrigger.Trigger(
        name="one_hash_key",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
        declare=[("first", "text"), ("last", "text")],
        func=pgtrigger.Func(
            f"SELECT {ends} INTO first, last FROM {{meta.db_table}};"  # noqa: S608 - a column
            f" IF left(first, {HASH_MARK}) <> left(last, {HASH_MARK}) THEN"
            " RAISE EXCEPTION 'made with another hash key than the other rows' USING"
            " ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'one_hash_key';"
            " END IF; RETURN NULL;"
        ),
    )
