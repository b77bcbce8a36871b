"""Writing a plan: all of it, or all but the rows that the database refuses, each with its reason.

The statements of one model may need those of another first, in an order that only the database
knows: what is refused is tried again after the others. What is still refused then is halved until
the rows are found that cannot return; the others do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pgtrigger
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from core.bulk import prepare_triggers
from core.constraints import sentence
from core.undo.plan import How, Key, Plan, foreign_keys, in_order, keep_together
from core.undo.rules import Text, rule_of
from core.undo.states import State
from core.undo.writing import KEYS, as_array, bring_back, change_back, remove

# So often a plan is begun anew because of rows that turned out to hang on others.
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: rows of one model that return in one way."""

    model: Any
    how: How
    states: list[State]

    def run(self) -> None:
        if self.how is How.REMOVE:
            remove(self.model, [state.row for state in self.states])
            return
        write = change_back if self.how is How.CHANGE else bring_back
        write(self.model, [state.before for state in self.states if state.before is not None])

    def halves(self) -> tuple[Step, Step]:
        middle = len(self.states) // 2
        first, second = self.states[:middle], self.states[middle:]
        return Step(self.model, self.how, first), Step(self.model, self.how, second)


def write(plan: Plan, *, is_rehearsal: bool = False) -> None:
    """Write the rows of a plan that return; the plan then says which did not, and why.

    A rehearsal is taken back by the caller. It leaves out what is asked set by set already.
    """
    with steps_suspended(), connection.cursor() as cursor:
        prepare_triggers(cursor)
        for _round in range(MOST_ROUNDS):
            refused = _attempt(plan)
            if not refused:
                _check(_deferred_uniqueness() if is_rehearsal else "ALL")
                return
            for key, reason in refused.items():
                plan.stay(key, reason)
            keep_together(plan, set(refused))
    raise IntegrityError("an undo that never fits")


@contextmanager
def steps_suspended() -> Iterator[None]:
    """Within, no trigger that guards a step (and not a fact) refuses to go back."""
    names = [
        f"{model._meta.label}:{each.trigger}"
        for model in in_order()
        for each in rule_of(model).suspended
    ]
    with ExitStack() as stack:
        # Called without a name, it would silence every trigger there is.
        if names:
            stack.enter_context(pgtrigger.ignore(*names))
        yield


def _attempt(plan: Plan) -> dict[Key, Text]:
    """Try the plan; the rows that stand in its way, and nothing written while there are any."""
    with transaction.atomic():
        refused = _run_all(_steps(plan)) or _dangling(plan) or _wrong(plan)
        if refused:
            transaction.set_rollback(True)
    return refused


def _steps(plan: Plan) -> list[Step]:
    """Rows go before others change, those that hang on others first; the others come after."""
    ordered = plan.models()
    ways = [(How.REMOVE, ordered[::-1]), (How.CHANGE, ordered), (How.BRING, ordered)]
    steps = [Step(model, how, plan.of(model, how)) for how, models in ways for model in models]
    return [step for step in steps if step.states]


def _run_all(steps: list[Step]) -> dict[Key, Text]:
    single = [row for step in _tried_again(steps) for row in _fit(step)]
    # One row of a statement may stand where another of it comes to: row by row there is an order.
    left = _tried_again(single)
    refused: dict[Key, Text] = {(s.model, s.states[0].row): _error_of(s) for s in left}
    # What triggers of the others have moved gets its exact values once more.
    for step in steps:
        if step.how is not How.REMOVE and not refused:
            _error_of(Step(step.model, How.CHANGE, step.states))
    return refused


def _tried_again(steps: list[Step]) -> list[Step]:
    """Run steps, those that are refused again after the others; what the database never takes."""
    left = steps
    while left:
        failed = [step for step in left if _error_of(step)]
        if len(failed) == len(left):
            break
        left = failed
    return left


def _error_of(step: Step) -> str:
    """Run a step, or say why the database refuses it."""
    try:
        with transaction.atomic():
            step.run()
    except IntegrityError as error:
        return sentence(error)
    return ""


def _fit(step: Step) -> list[Step]:
    """A step of each row that the database refuses; the other rows are written."""
    if not _error_of(step):
        return []
    if len(step.states) == 1:
        return [step]
    first, second = step.halves()
    return [*_fit(first), *_fit(second)]


def _dangling(plan: Plan) -> dict[Key, Text]:
    """Rows that went although others hang on them, and rows that hang on what is not there."""
    refused: dict[Key, Text] = {}
    for model in in_order():
        if gone := [state.row for state in plan.of(model, How.REMOVE)]:
            refused |= {(model, row): reason for row, reason in _still_used(model, gone).items()}
        there = [s.row for how in (How.CHANGE, How.BRING) for s in plan.of(model, how)]
        if there:
            reason = _("What it belongs to is no longer there.")
            refused |= {(model, row): reason for row in _orphans(model, there)}
    return refused


def _still_used(model: Any, rows: list[int]) -> dict[int, Text]:
    """Of rows that went those to which something still points, and what that is."""
    users: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for field in keys_to(model):
        table, name = map(_quoted, (field.model._meta.db_table, field.column))
        sql = f"SELECT DISTINCT {name} FROM {table} WHERE {name} = ANY({KEYS})"  # noqa: S608
        for (row,) in _query(sql, rows):
            users[row][str(field.model._meta.verbose_name_plural)] = None
    words = _("Something that came later belongs to it: %(kinds)s.")
    return {row: words % {"kinds": ", ".join(kinds)} for row, kinds in users.items()}


def keys_to(model: Any) -> list[Any]:
    """The foreign keys of all tables that point to a model, and that the database holds."""
    found = [each for each in model._meta.get_fields(include_hidden=True) if each.auto_created]
    keys = [each.field for each in found if each.one_to_many or each.one_to_one]
    return [field for field in keys if field.db_constraint and _is_table(field.model)]


def _is_table(model: Any) -> bool:
    """A library's model may stand for a query."""
    return bool(model._meta.concrete_model._meta.managed)


def _orphans(model: Any, rows: list[int]) -> set[int]:
    found: set[int] = set()
    for field in foreign_keys(model):
        table, name = map(_quoted, (model._meta.db_table, field.column))
        parent = _quoted(field.related_model._meta.db_table)
        key = _quoted(field.target_field.column)
        # Each parent is looked for once, however many rows have it, and by its key (OFFSET 0): else
        # all villages of the nation are read.
        sql = (
            f"WITH child AS MATERIALIZED (SELECT id, {name} AS parent FROM {table}"  # noqa: S608
            f" WHERE id = ANY({KEYS}) AND {name} IS NOT NULL), lost AS MATERIALIZED"
            " (SELECT parent FROM (SELECT DISTINCT parent FROM child) AS asked WHERE NOT EXISTS"
            f" (SELECT FROM {parent} AS there WHERE there.{key} = asked.parent OFFSET 0))"
            " SELECT id FROM child WHERE parent IN (SELECT parent FROM lost)"
        )
        found |= {row for (row,) in _query(sql, rows)}
    return found


def _wrong(plan: Plan) -> dict[Key, Text]:
    """Rows that break a rule whose trigger was suspended."""
    refused: dict[Key, Text] = {}
    for model in plan.models():
        rows = [row for m, row in plan.returning if m is model]
        for each in rule_of(model).suspended:
            if each.wrong is not None:
                refused |= {(model, row): each.sentence for row in each.wrong(rows)}
    return refused


def _check(constraints: str) -> None:
    """These hold now and not only when the request ends. Foreign keys are looked up row by row:
    for ten thousand people, to whom sixteen tables point, most of the time of an undo."""
    if not constraints:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {constraints} IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@cache
def _deferred_uniqueness() -> str:
    """The constraints besides foreign keys that wait for the end of the transaction."""
    constraints = [each for model in in_order() for each in model._meta.constraints]
    return ", ".join(_quoted(c.name) for c in constraints if getattr(c, "deferrable", None))


def _query(sql: str, keys: list[int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_array(keys)])
        return cursor.fetchall()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
