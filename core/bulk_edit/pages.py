"""What the pages of a bulk edit tell: what it would do, how far it is, what it did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.bulk_edit import parked
from core.bulk_edit.change import BulkChange
from core.bulk_edit.forms import BulkForm
from core.bulk_edit.lists import BulkList
from core.bulk_edit.looking import Reasons
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.parked import Parked
from core.imports.turns import is_taken
from core.receipts.codes import code_of

SAMPLES = 5
# So many rows are named of those that were left alone for one reason.
MOST_NAMED = 50
STEPS = ("detail", "confirm", "run", "progress", "cancel")


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of which the same is said: some of them by name."""

    sentence: str
    number: int
    rows: list[dict[str, str]]

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


@dataclass(frozen=True)
class EditPage:
    """A bulk edit on its page, found for its owner alone."""

    bulk: BulkList
    edit: BulkEdit
    user: Any

    @cached_property
    def loaded(self) -> Parked | None:
        """What was chosen and typed; None where it is gone."""
        return parked.load(self.edit)

    @property
    def kept(self) -> Parked:
        """The same. Raises Http404 where it is gone."""
        if self.loaded is None:
            raise Http404
        return self.loaded

    @property
    def waits(self) -> bool:
        return parked.waits(self.edit) and self.loaded is not None

    @property
    def receipt_code(self) -> str:
        """Of the receipt of what was changed; "" where nothing was."""
        return code_of(self.edit.act_id) if self.edit.act_id else ""

    @property
    def urls(self) -> dict[str, str]:
        """The address of each step, for templates."""
        return {step: self.bulk.address(step, self.edit.code) for step in STEPS}

    @cached_property
    def change(self) -> BulkChange | None:
        """What was typed, read once more; None where it cannot be done any more."""
        form = BulkForm(
            QueryDict(self.kept.typed),
            bulk=self.bulk,
            rows=self._rows(pk for pk, _version in self.kept.accepted),
            user=self.user,
            act=self.bulk.act,
        )
        if not form.is_valid():
            return None
        return BulkChange(self.bulk, form.answers, self.user)

    @property
    def stats(self) -> list[dict[str, str]]:
        """How many rows become what."""
        counts = self.edit.counts
        words = (
            ("accepted", _("will change")),
            ("same", _("are so already")),
            ("refused", _("cannot be changed")),
        )
        return [{"number": number_format(counts[key]), "label": label} for key, label in words]

    @cached_property
    def samples(self) -> list[dict[str, Any]]:
        """Some rows, before and after."""
        if self.change is None:
            return []
        ids = [pk for pk, _version in self.kept.accepted[:SAMPLES]]
        rows = self.change.read(self._rows(ids))
        return [
            {"name": self.bulk.row_name(row), "changes": self.change.differences(row)}
            for row in rows
        ]

    @cached_property
    def refused(self) -> list[Told]:
        return self._told(self.kept.refused, SAMPLES)

    @cached_property
    def left(self) -> list[Told]:
        """Which rows were not changed though they were to be."""
        return self._told(self.loaded.left, MOST_NAMED) if self.loaded else []

    @property
    def is_going(self) -> bool:
        return is_taken(self.edit)

    @property
    def how_far(self) -> str:
        if not self.edit.total:
            return ""
        words = {"done": number_format(self.edit.done), "total": number_format(self.edit.total)}
        return _("%(done)s of %(total)s rows") % words

    def _rows(self, ids: Iterable[int]) -> Any:
        return self.bulk.rows(self.user).filter(pk__among=list(ids))

    def _told(self, reasons: Reasons, most: int) -> list[Told]:
        shown = [pk for ids in reasons.values() for pk in ids[:most]]
        named = self._named(shown)
        return [
            Told(said, len(ids), [named[pk] for pk in ids[:most] if pk in named])
            for said, ids in reasons.items()
        ]

    def _named(self, ids: Sequence[int]) -> dict[int, dict[str, str]]:
        """The names of those that the user may (still) change."""
        if not ids:
            return {}
        found = self.bulk.read(self._rows(ids), (), self.user)
        return {
            row["pk"]: {"name": self.bulk.row_name(row), "url": self.bulk.page_url(row)}
            for row in found
        }


def find(request: HttpRequest, bulk: BulkList, code: str, *, lock: bool = False) -> EditPage:
    """The user's own edit; 404 otherwise."""
    mine = BulkEdit.objects.owned_by(request.user).filter(kind=bulk.kind)
    edit = get_object_or_404(mine.select_for_update() if lock else mine, code=code)
    return EditPage(bulk, edit, request.user)
