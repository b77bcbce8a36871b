"""Meter jam: what a meter shows only grows, until it is replaced and a new one begins."""

from __future__ import annotations

import pgtrigger

# The readings of one machine stand in line, each with what the same meter showed before it and
# where that meter began. On the day of the change either meter may have been read: that day's
# readings are compared with neither. The lock makes two writers look one after the other.
READINGS_SQL = """
PERFORM FROM aid_equipment e WHERE e.id = NEW.equipment_id FOR NO KEY UPDATE;
IF EXISTS (
    SELECT FROM (
        SELECT l.hour_meter, meter.new_meter,
            lag(l.hour_meter) OVER (PARTITION BY meter.id ORDER BY l.used_on, l.id) AS before
        FROM aid_uselog l LEFT JOIN LATERAL (
            SELECT u.id, u.date, u.new_meter FROM aid_upkeep u
            WHERE u.equipment_id = l.equipment_id AND u.new_meter IS NOT NULL
            AND u.cancelled_on IS NULL AND u.date <= l.used_on
            ORDER BY u.date DESC, u.id DESC LIMIT 1
        ) AS meter ON true
        WHERE l.equipment_id = NEW.equipment_id AND l.hour_meter IS NOT NULL
        AND l.cancelled_on IS NULL AND meter.date IS DISTINCT FROM l.used_on
    ) AS reading WHERE hour_meter < greatest(before, new_meter)
) THEN
    RAISE EXCEPTION 'the hour meter goes back'
        USING ERRCODE = 'check_violation', CONSTRAINT = '%s';
END IF;
RETURN NULL;
"""


def never_back(
    constraint: str, *columns: str, condition: pgtrigger.Condition | None = None
) -> pgtrigger.Trigger:
    """A trigger that refuses, under this name, a row after which a meter would have gone back."""
    return pgtrigger.Trigger(
        name="meter_never_back",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("equipment_id", *columns),
        condition=condition,
        func=READINGS_SQL % constraint,
    )
