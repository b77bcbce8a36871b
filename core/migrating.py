"""What migrations do that Django has no operation for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation


class ReplaceTriggers(Operation):
    """One trigger of many models (name in lower case → compiled trigger) gives way to another.

    pgtrigger's own two operations for each model would draw all models anew each time: two minutes
    for the history of sixty, and as much for every test database.
    """

    reduces_to_sql = True

    def __init__(self, triggers: Mapping[str, Any]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name, trigger in self.triggers.items():
            model = state.models[app_label, name]
            others = [each for each in model.options["triggers"] if each.name != trigger.name]
            model.options = {**model.options, "triggers": [*others, trigger]}

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for trigger in self.triggers.values():
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The triggers that the models had before."""
        for name, trigger in self.triggers.items():
            before = to_state.models[app_label, name].options["triggers"]
            former = next(each for each in before if each.name == trigger.name)
            schema_editor.execute(former.install_sql, params=None)

    def describe(self) -> str:
        names = {trigger.name for trigger in self.triggers.values()}
        return f"Replace triggers {', '.join(sorted(names))} of {len(self.triggers)} models"


class AddTriggers(Operation):
    """The triggers of many models at once, for the same reason: (name in lower case, trigger)."""

    reduces_to_sql = True

    def __init__(self, triggers: Sequence[tuple[str, Any]]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name, trigger in self.triggers:
            model = state.models[app_label, name]
            there = model.options.get("triggers", [])
            model.options = {**model.options, "triggers": [*there, trigger]}

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for _name, trigger in self.triggers:
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for _name, trigger in self.triggers:
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return f"Create {len(self.triggers)} triggers"


class Together(Operation):
    """Models that are created together: all of them are drawn once, and not anew for each."""

    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.operations)} models"
