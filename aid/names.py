"""Whose turn, whose use: a member's name for who may see her, also after she has moved away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.access import ScopePath, is_allowed

# Where the person of a turn or of a use belongs now; the machine may be another group's.
_PERSON = ScopePath(group="person__group_id", area="person__area")


def with_names(rows: Any, user: Any) -> Any:
    """Rows with a person, each with what ``name_of`` needs; no further query."""
    seen = is_allowed(_PERSON, user, "members.view_person")
    return rows.select_related("person").annotate(is_seen=seen)


def name_of(row: Any) -> str:
    """Her name; of a use without a member the operator's."""
    if row.person is None:
        return str(row.operator)
    return row.person.name if row.is_seen else _("somebody else")
