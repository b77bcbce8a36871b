"""What is written down of a machine happened before it ended."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.utils.translation import gettext_lazy as _

AFTER_END = _("This equipment had ended by then. Correct the date.")

BEFORE_END_SQL = """
IF EXISTS (
    SELECT FROM aid_equipment e WHERE e.id = NEW.equipment_id AND e.state = 'ended'
    AND NEW.{column} > e.ended_on
) THEN
    RAISE EXCEPTION 'the equipment has ended'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
END IF;
RETURN NEW;
"""


def before_end(model: str, column: str) -> pgtrigger.Trigger:
    """A trigger that refuses, as ``<model>_before_end``, a day after the end."""
    return pgtrigger.Trigger(
        name="before_end",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("equipment_id", column),
        func=BEFORE_END_SQL.format(column=column, constraint=f"{model}_before_end"),
    )


def told(model: str) -> dict[str, Any]:
    """The sentence for it, for ``trigger_messages``."""
    return {f"{model}_before_end": AFTER_END}
