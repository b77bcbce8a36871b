"""States of a row that may only follow one another by a table, held by the database."""

from __future__ import annotations

from collections.abc import Mapping

import pgtrigger

# What may follow a state; a state that is missing is an end.
Transitions = Mapping[str, tuple[str, ...]]


def only_by(transitions: Transitions, *, field: str, constraint: str) -> pgtrigger.Trigger:
    """A trigger that refuses every other step, whatever path writes it.

    It raises a check violation under the name ``constraint``; the model words it in
    ``trigger_messages``.
    """
    steps = [f"('{old}', '{new}')" for old, following in transitions.items() for new in following]
    return pgtrigger.Trigger(
        name=f"{field}_by_table",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(field),
        condition=pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}),
        func=f"""
IF (OLD.{field}, NEW.{field}) NOT IN ({", ".join(steps)}) THEN
    RAISE EXCEPTION 'no step from % to %', OLD.{field}, NEW.{field}
        USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
END IF;
RETURN NEW;
""",
    )
