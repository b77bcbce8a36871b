"""A change as it was asked for: judged row by row, then written for all rows together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from core.bulk import prepare_triggers
from core.bulk_edit.fields import ActField, Answer, BulkField, ColumnField, Row
from core.bulk_edit.lists import PICK, BulkList
from core.constraints import sentence

# So many rows are written between two words about how far it is.
STEP = 500
Refused = dict[int, str]
Watch = Callable[[int, int], None]


class _LeftScopeError(Exception):
    """Rows (their ids) that would no longer be the user's."""

    def __init__(self, ids: set[int]) -> None:
        super().__init__()
        self.ids = ids


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to become of rows of one list: an answer for each field that is not left alone."""

    bulk: BulkList
    answers: Mapping[BulkField, Answer]
    user: Any

    def read(self, rows: Any) -> list[dict[str, Any]]:
        return self.bulk.read(rows, self.answers, self.user)

    def refusal(self, row: Row) -> str:
        """Why a row cannot be changed so; "" where nothing speaks against it."""
        for field, answer in self.answers.items():
            if not row[f"{PICK}{field.key}"]:
                return _("You may not change this here.")
            if said := field.refusal(row, answer):
                return said
        return ""

    def is_same(self, row: Row) -> bool:
        """Whether nothing would be written."""
        return all(field.is_same(row, answer) for field, answer in self.answers.items())

    def differences(self, row: Row) -> list[dict[str, str]]:
        """Before and after, of the fields that change."""
        return [
            {"label": str(field.label), "old": field.before(row), "new": answer.words}
            for field, answer in self.answers.items()
            if not field.is_same(row, answer)
        ]

    def rehearse(self, ids: Sequence[int]) -> Refused:
        """What the database would refuse; nothing is done."""
        with transaction.atomic():
            refused = self.write(ids)
            transaction.set_rollback(True)
        return refused

    def write(self, ids: Sequence[int], watch: Watch | None = None) -> Refused:
        """Write all that can be written; the others with what refuses them."""
        with connection.cursor() as cursor:
            prepare_triggers(cursor)
        refused: Refused = {}
        for first in range(0, len(ids), STEP):
            if watch:
                watch(first, len(ids))
            refused |= self._write(ids[first : first + STEP])
        return refused

    def _write(self, ids: Sequence[int]) -> Refused:
        """All at once; where something is refused, by halves until it is found."""
        if not ids:
            return {}
        try:
            with transaction.atomic():
                self._apply(ids)
        except _LeftScopeError as error:
            left = dict.fromkeys(error.ids, _("With this place the record would leave your area."))
            return left | self._write([pk for pk in ids if pk not in error.ids])
        except (IntegrityError, ValidationError) as error:
            if len(ids) == 1:
                return {ids[0]: _said(error)}
            half = len(ids) // 2
            return self._write(ids[:half]) | self._write(ids[half:])
        return {}

    def _apply(self, ids: Sequence[int]) -> None:
        columns = {
            field.column.name: field.stored(answer)
            for field, answer in self.answers.items()
            if isinstance(field, ColumnField)
        }
        if columns:
            self._set(ids, columns)
        for field, answer in self.answers.items():
            if isinstance(field, ActField):
                field.write(ids, answer, self.user)
        self._stay_in_scope(ids)

    def _set(self, ids: Sequence[int], columns: Mapping[str, Any]) -> None:
        """One statement, so that each row has one version and one event."""
        named = {self.bulk.model._meta.get_field(name).attname: v for name, v in columns.items()}  # type: ignore[union-attr]
        self.bulk.model._base_manager.filter(pk__among=ids).update(**named)

    def _stay_in_scope(self, ids: Sequence[int]) -> None:
        still = self.bulk.rows(self.user).filter(pk__among=ids).values_list("pk", flat=True)
        if gone := set(ids) - set(still):
            raise _LeftScopeError(gone)


def _said(error: IntegrityError | ValidationError) -> str:
    if isinstance(error, IntegrityError):
        return sentence(error)
    return " ".join(error.messages)
