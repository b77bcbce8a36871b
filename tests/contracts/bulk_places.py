"""For each list whose rows are changed together: a change that waits for its owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import QueryDict

from core.bulk_edit.change import BulkChange
from core.bulk_edit.forms import BulkForm
from core.bulk_edit.lists import bulk_lists, bulk_of
from core.bulk_edit.looking import look
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.parked import park

# What is typed to change a row of each list.
TYPED = {
    "members.person": {"hamlet-how": "set", "hamlet": "Sukamaju"},
    "members.group": {"commodities-how": "set", "commodities": "cabai, jahe"},
    "aid.equipment": {"place-how": "set", "place": "Balai desa"},
    "aid.proposal": {"programme-how": "clear"},
    "training.training": {"place-how": "set", "place": "Balai desa"},
}


def edits(owner: Any, rows: Mapping[str, models.Model]) -> dict[str, BulkEdit]:
    """By list; ``rows`` are those that would change."""
    assert {bulk.kind for bulk in bulk_lists()} == TYPED.keys() == rows.keys()
    return {kind: _edit(owner, row, TYPED[kind]) for kind, row in rows.items()}


def _edit(owner: Any, row: models.Model, answers: dict[str, str]) -> BulkEdit:
    bulk = bulk_of(type(row))
    assert bulk is not None
    data = QueryDict(mutable=True)
    data.update(answers)
    rows = bulk.rows(owner).filter(pk=row.pk)
    form = BulkForm(data, bulk=bulk, rows=rows, user=owner, act=bulk.act)
    assert form.is_valid(), form.errors
    seen = look(BulkChange(bulk, form.answers, owner), rows)
    assert seen.accepted, (bulk.kind, seen)
    return park(owner=owner, kind=bulk.kind, typed=form.typed, words="", look=seen)
