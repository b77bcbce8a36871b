"""What the import of a reference list does with its rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.bulk import update_rows
from core.imports.rows import Change, ImportRow
from core.imports.spec import ImportSpec
from core.reference_lists import ReferenceList


class ReferenceSpec(ImportSpec):
    """Rows that are not on the list yet are added; those that are get what the file says of them,
    where the user may change them."""

    kind: ClassVar[str] = "core.reference"

    def __init__(self, *, user: Any, reference: ReferenceList, lock: bool = False) -> None:
        self.reference, self.lock = reference, lock
        self.can_change = reference.can_change(user)
        self.columns = reference.columns(user)
        self.labels = {column.key: str(column.label) for column in self.columns}
        self.anchors = reference.needed[:1]  # type: ignore[misc]
        self.on_list: dict[int, dict[str, Any]] = {}

    def check(self, row: ImportRow) -> None:
        for key in self.reference.needed:
            if key not in row.values and not row.was_misread(key):
                words = _("“%(field)s” is missing.")
                row.refuse(words % {"field": capfirst(self.labels[key])}, key)
        if not row.is_refused:
            self.reference.finish(row)

    def marks(self, row: ImportRow) -> Iterable[tuple[str, Hashable]]:
        if not row.is_refused:
            yield self.reference.needed[0], self.reference.key(row.values)

    def repeated(self, field_key: str, where: str) -> str:
        return _("The same stands in %(where)s already.") % {"where": where}

    def resolve(self, rows: list[ImportRow]) -> None:
        known = self._known()
        for row in rows:
            if found := known.get(self.reference.key(row.values)):
                row.target = found["id"]
                self.on_list[found["id"]] = found
                if not self.can_change and self._differing(row):
                    row.warn(_("It is on the list already, and stays as it is."))

    def changes(self, row: ImportRow) -> list[Change]:
        now = self.on_list[row.target or 0]
        return [
            Change(self._label(name), self._shown(name, now[name]), self._shown(name, value))
            for name, value in (self._differing(row) if self.can_change else {}).items()
        ]

    def write(self, rows: list[ImportRow]) -> None:
        model = self.reference.model
        model._base_manager.bulk_create(model(**row.values) for row in rows if row.target is None)
        update_rows(model, {row.target: self._differing(row) for row in rows if row.target})

    def _known(self) -> dict[Hashable, dict[str, Any]]:
        """What is on the list, by what tells its rows apart: such lists are short."""
        fields = [f.attname for f in self.reference.model._meta.concrete_fields if not f.generated]
        rows = self.reference.model._base_manager.order_by("pk")
        held = rows.select_for_update() if self.lock else rows
        return {self.reference.key(each): each for each in held.values(*fields)}

    def _differing(self, row: ImportRow) -> dict[str, Any]:
        """What the row says otherwise. The spelling of a name stays the list's."""
        now = self.on_list[row.target or 0]
        told = {name: value for name, value in row.values.items() if name not in self._naming}
        return {name: value for name, value in told.items() if now[name] != value}

    @property
    def _naming(self) -> tuple[str, ...]:
        return self.reference.needed[:1]

    def _label(self, name: str) -> str:
        return str(capfirst(self._field(name).verbose_name))

    def _shown(self, name: str, value: Any) -> str:
        words = dict(self._field(name).flatchoices or ())
        return str(words.get(value, "" if value is None else value))

    def _field(self, name: str) -> Any:
        fields = self.reference.model._meta.concrete_fields
        return next(field for field in fields if field.attname == name)
