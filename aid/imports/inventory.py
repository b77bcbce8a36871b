"""Daftar inventaris: what the import of an office's old inventory does with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.imports.columns import columns
from aid.imports.found import Groups, Kinds, Machines
from aid.models import Condition, Equipment, Title
from core import display
from core.bulk import update_rows
from core.imports.rows import Change, ImportRow
from core.imports.spec import ImportSpec
from core.text import name_key

ACT = "aid.import_equipment"
FIELDS = (
    *("brand", "serial", "specification", "built", "funding", "value"),
    *("acquired_on", "title", "place", "note"),
)


@dataclass(slots=True)
class Plan:
    """What one row writes: all fields of a new machine, those that differ of a known one."""

    group_id: int
    kind_id: int
    known: Equipment | None
    values: dict[str, Any]
    changes: list[Change] = field(default_factory=list)


class Inventory(ImportSpec):
    """Machines of many groups, one line each; ``lock`` holds known ones until they are written."""

    kind: ClassVar[str] = "aid.inventory"
    anchors: ClassVar[tuple[str, ...]] = ("kind",)

    def __init__(self, *, user: Any, lock: bool = False) -> None:
        self.user, self.lock = user, lock
        self.columns = columns()
        self.labels = {column.key: column.label for column in self.columns}
        self.plans: dict[tuple[int, int], Plan] = {}

    def check(self, row: ImportRow) -> None:
        values = row.values
        if "kind" not in values and not row.was_misread("kind"):
            row.refuse(_("The kind of machine is missing."), "kind")
        if not {"group", "group_code"} & values.keys():
            row.refuse(_("The group is missing."), "group")
        if values.get("quantity", 1) != 1:
            words = _("One line is one piece: split it into lines, each with its serial number.")
            row.refuse(words, "quantity")
        if "serial" not in values:
            row.warn(_("Without a serial number it is hard to find again."), "serial")

    def marks(self, row: ImportRow) -> Iterable[tuple[str, str]]:
        values = row.values
        found = [("code", values["code"].lower())] if "code" in values else []
        if key := name_key(values.get("serial", "")):
            found.append(("serial", key))
        return found

    def repeated(self, field_key: str, where: str) -> str:
        if field_key == "serial":
            return _("This serial number stands in %(where)s already.") % {"where": where}
        return super().repeated(field_key, where)

    def resolve(self, rows: list[ImportRow]) -> None:
        kinds, groups = Kinds(), Groups(self.user, ACT, rows)
        placed = [(row, group) for row in rows if (group := groups.find(row))]
        machines = Machines(
            self.user, ACT, rows, {group.pk for _row, group in placed}, lock=self.lock
        )
        for row, group in placed:
            kind = kinds.find(row.values["kind"])
            if kind is None:
                words = _("“%(kind)s” is not on the list of goods. The administrator adds it.")
                row.refuse(words % {"kind": row.values["kind"]}, "kind")
                continue
            known = machines.find(row, group, kind[0])
            if not row.is_refused:
                self._plan(row, Plan(group.pk, kind[0], known, _values(row, kind[1])))

    def _plan(self, row: ImportRow, plan: Plan) -> None:
        self.plans[row.sheet, row.number] = plan
        if plan.known is None:
            plan.values["condition"] = row.values.get("condition", Condition.GOOD)
            return
        row.target = plan.known.pk
        if plan.known.is_ended:
            row.warn(_("It has ended; the list changes what is known of it, not its end."))
        said = row.values.get("condition", plan.known.condition)
        if said != plan.known.condition:
            words = _("On file as %(condition)s; a list does not change how a machine is.")
            shown = {"condition": plan.known.get_condition_display()}
            row.warn(words % shown, "condition")
        _keep_differing(plan, self.labels)

    def changes(self, row: ImportRow) -> list[Change]:
        return self.plans[row.sheet, row.number].changes

    def write(self, rows: list[ImportRow]) -> None:
        plans = [self.plans[row.sheet, row.number] for row in rows]
        Equipment.objects.bulk_create(
            Equipment(group_id=plan.group_id, kind_id=plan.kind_id, **plan.values)
            for plan in plans
            if plan.known is None
        )
        update_rows(Equipment, {plan.known.pk: plan.values for plan in plans if plan.known})


def _values(row: ImportRow, rest: str) -> dict[str, Any]:
    """The machine's own fields; what its kind says besides is a specification."""
    values = {key: row.values[key] for key in FIELDS if key in row.values}
    if rest:
        values["specification"] = " ".join(filter(None, (rest, values.get("specification"))))
    return values


def _keep_differing(plan: Plan, labels: Mapping[str, Any]) -> None:
    known, given = plan.known, plan.values
    plan.values = {key: new for key, new in given.items() if not _is_same(getattr(known, key), new)}
    plan.changes = [
        Change(
            capfirst(str(labels[key])),
            shown(key, getattr(known, key)),
            shown(key, new),
        )
        for key, new in plan.values.items()
    ]


def _is_same(old: Any, new: Any) -> bool:
    """Written otherwise a text says the same; a rougher date says nothing new."""
    if isinstance(old, str) and isinstance(new, str):
        return name_key(old) == name_key(new)
    return bool(old == new)


def shown(key: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if key == "value":
        return display.rupiah(value)
    if key == "acquired_on":
        return display.long_date(value)
    return str(Title(value).label) if key == "title" else str(value)
