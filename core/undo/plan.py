"""What becomes of each row when an act is taken back: it returns, or it stays and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext as _

from core.access import Scope, may, scopes_of
from core.receipts.models import Receipt
from core.receipts.rows import models_of
from core.receipts.visible import visible
from core.undo.rules import Text, rule_of, rules
from core.undo.states import State, states_of
from core.undo.writing import KEYS, as_array, hold

UNDO = "core.undo_receipt"
Key = tuple[Any, int]


class How(StrEnum):
    """What returning means for a row."""

    REMOVE = "remove"
    CHANGE = "change"
    BRING = "bring"


@dataclass(frozen=True, slots=True)
class Later:
    """What has touched a row since: when, and by which act."""

    at: dt.datetime
    act: UUID | None


@dataclass(slots=True)
class Plan:
    """The rows that return, by model and way, with their states; those that stay, with why."""

    states: dict[Key, State] = field(default_factory=dict)
    returning: dict[Key, How] = field(default_factory=dict)
    staying: dict[Key, Text] = field(default_factory=dict)
    touched: dict[Key, Later] = field(default_factory=dict)
    not_hers: set[Key] = field(default_factory=set)
    whole: Text = ""

    @property
    def left(self) -> int:
        """How many rows stay as they are."""
        return len(self.touched) + len(self.staying) + len(self.not_hers)

    def stay(self, key: Key, reason: Text) -> None:
        self.returning.pop(key, None)
        self.staying.setdefault(key, reason)

    def of(self, model: Any, how: How) -> list[State]:
        """The states of a model's rows that return in this way."""
        found = (key for key, way in self.returning.items() if key[0] is model and way is how)
        return [self.states[key] for key in found]

    def models(self) -> list[Any]:
        """The models with rows that return, those first on which the others hang."""
        there = {model for model, _row in self.returning}
        return [model for model in in_order() if model in there]


@cache
def in_order() -> list[Any]:
    """The models that take part, each after those that it points to."""
    left = {m: _pointed_at(m) & rules().keys() - {m} for m in rules()}
    ordered: list[Any] = []
    while left:
        free = [m for m, needs in left.items() if not needs & left.keys()]
        # A ring of keys has no order: the rounds of ``fitting`` find one.
        for model in free or [next(iter(left))]:
            ordered.append(model)
            del left[model]
    return ordered


def make_plan(receipt: Receipt, user: Any) -> Plan:
    """Hold the rows of an act, and decide what becomes of each."""
    plan, touched = Plan(), models_of(receipt)
    for model in in_order():
        if model in touched and not rule_of(model).is_aside:
            hold(model, receipt.pk)
            _decide(plan, model, states_of(model, receipt.pk), _hers(model, receipt, user))
    keep_together(plan, {*plan.touched, *plan.staying, *plan.not_hers})
    return plan


def _decide(plan: Plan, model: Any, states: list[State], hers: set[int]) -> None:
    kept = _kept(model, states)
    for state in states:
        key = (model, state.row)
        plan.states[key] = state
        if state.row in kept:
            stays = kept[state.row]
            plan.whole = plan.whole or (stays.reason if stays.whole else "")
        _place(plan, key, state, hers, kept)


def _place(plan: Plan, key: Key, state: State, hers: set[int], kept: dict[int, Any]) -> None:
    if state.is_back:
        return
    if state.row not in hers:
        plan.not_hers.add(key)
    elif state.later:
        plan.touched[key] = Later(*state.later)
    elif state.row in kept:
        plan.staying[key] = kept[state.row].reason
    elif not state.is_known:
        plan.staying[key] = _("What it was before is not recorded.")
    else:
        plan.returning[key] = _how(state)


def _how(state: State) -> How:
    """How a row returns that is not yet as it was."""
    if state.is_new:
        return How.REMOVE
    return How.CHANGE if state.is_there else How.BRING


def _hers(model: Any, receipt: Receipt, user: Any) -> set[int]:
    """The rows that the user may take back."""
    act = rule_of(model).act
    if act and not may(user, act):
        return set()
    rows = visible(model, receipt, user, _scopes(receipt, user))
    return set(rows.values_list("pgh_obj_id", flat=True))


def _scopes(receipt: Receipt, user: Any) -> list[Scope]:
    """For a group one takes back one's own acts; for a region everybody's."""
    scopes = scopes_of(user, UNDO)
    is_own = receipt.user_id == user.pk
    return [scope for scope in scopes if is_own or scope.group is None]


def _kept(model: Any, states: list[State]) -> dict[int, Any]:
    """The rows that stay by their app's word."""
    stays = rule_of(model).stays
    if stays is None:
        return {}
    rows = [state.row for state in states if state.is_new or not stays.if_new]
    if stays.where is not None:
        known = [event for s in states for event in (s.before, s.last) if event is not None]
        events = model.pgh_event_model.objects.filter(stays.where, pgh_id__in=known)
        rows = list(set(rows) & set(events.values_list("pgh_obj_id", flat=True)))
    return dict.fromkeys(rows, stays)


def keep_together(plan: Plan, staying: set[Key]) -> None:
    """What was made together is not torn apart: with a row that stays, stays what hangs on it.

    And what it hangs on itself, since it cannot be without it.
    """
    made = {key for key, how in plan.returning.items() if how is How.REMOVE}
    if not made or not staying:
        return
    parents = _parents(plan)
    children: defaultdict[Key, list[Key]] = defaultdict(list)
    for child, found in parents.items():
        for parent in found:
            children[parent].append(child)
    below = [key for key in _reached(staying, children) if key in made]
    for key in below:
        plan.stay(key, _("It belongs to something that stays."))
    for key in _reached({*below, *staying}, parents):
        if plan.returning.get(key) is How.REMOVE:
            plan.stay(key, _("Something that stays belongs to it."))


def _reached(start: Iterable[Key], leads: dict[Key, list[Key]]) -> Iterator[Key]:
    """All that is reached from some rows, without them."""
    seen, waiting = set(start), list(start)
    while waiting:
        for key in leads.get(waiting.pop(), ()):
            if key not in seen:
                seen.add(key)
                waiting.append(key)
                yield key


def _parents(plan: Plan) -> dict[Key, list[Key]]:
    """For each row that the act made: the rows with which it was made, or to which it clings."""
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for model in in_order():
        rows = [row for (m, row), s in plan.states.items() if m is model and s.is_new]
        for name, parent in required_keys(model) if rows else ():
            clings = rule_of(model).clings == name
            for row, target in _pairs(model, name, rows):
                state = plan.states.get((parent, target))
                if state and (state.is_new or clings):
                    found[model, row].append((parent, target))
    return found


def _pairs(model: Any, column: str, rows: list[int]) -> list[tuple[int, int]]:
    table, name = map(connection.ops.quote_name, (model._meta.db_table, column))
    with connection.cursor() as cursor:
        sql = f"SELECT id, {name} FROM {table} WHERE id = ANY({KEYS}) AND {name} IS NOT NULL"  # noqa: S608
        cursor.execute(sql, [as_array(rows)])
        return cursor.fetchall()


def required_keys(model: Any) -> list[tuple[str, Any]]:
    """The columns by which a row hangs on another that it cannot be without, and on which kind."""
    return [(f.column, f.related_model) for f in foreign_keys(model) if not f.null]


def foreign_keys(model: Any) -> list[Any]:
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]


def _pointed_at(model: Any) -> set[Any]:
    return {field.related_model for field in foreign_keys(model)}
