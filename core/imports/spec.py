"""What an app declares of a list that it takes in, and what a file of it was understood to be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from core.imports.columns import Column, as_text
from core.imports.mapping import Chosen
from core.imports.outlines import Outline
from core.imports.rows import Change, ImportRow
from core.imports.sheets import Cell


class ImportSpec:
    """What an app declares of a list that it takes in: the columns, and its steps.

    `anchors` are the columns by which a line is told to be a header; `synonyms` are the office's
    own spellings of headers → column key. What asks the database gets all rows at once, never
    one by one.
    """

    kind: ClassVar[str]
    columns: tuple[Column, ...]
    anchors: ClassVar[tuple[str, ...]]
    synonyms: Mapping[str, str] = MappingProxyType({})
    memory: dict[str, Any]

    def check(self, row: ImportRow) -> None:
        """What is wrong with the row by itself, without the database and the other rows."""

    def marks(self, row: ImportRow) -> Iterable[tuple[str, Hashable]]:
        """By what the row is told from others: fields with values that no other row may have."""
        return ()

    def notes(self, preview: Preview) -> list[str]:
        """Sentences about the file as a whole, such as a title that speaks of another place."""
        return []

    def resolve(self, rows: list[ImportRow]) -> None:
        """Find what the rows are already (`row.target`) and refuse or warn, by a few queries."""
        raise NotImplementedError

    def changes(self, row: ImportRow) -> list[Change]:
        """What a row with a target would change; empty when it says the same."""
        raise NotImplementedError

    def write(self, rows: list[ImportRow]) -> None:
        """Write the rows, set by set. The caller holds the transaction and the history."""
        raise NotImplementedError

    def repeated(self, field_key: str, where: str) -> str:
        """The sentence for a row that has another's mark; `where` says which."""
        return _("The same value stands in %(where)s already.") % {"where": where}


@dataclass(slots=True)
class SheetInfo:
    """What was understood of a sheet: its header as it stands in the file, and what was not.

    ``chosen`` is what somebody said of its columns; ``is_remembered`` where that was said of an
    earlier file. ``header_row`` is the file's number of the header's last line.
    """

    name: str
    header: list[list[Cell]] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    chosen: Chosen | None = None
    is_remembered: bool = False
    header_row: int | None = None
    shape: str = ""

    def header_at(self, index: int) -> str:
        """The header of a column as it stands in the file, of two lines the lower one."""
        texts = [as_text(cells[index]) for cells in self.header if index < len(cells)]
        return next((text for text in reversed(texts) if text), "")


@dataclass(slots=True)
class Preview:
    """A file as understood, and what each of its rows would do.

    `memory` is what the spec keeps from one review to the next, in plain JSON values.
    """

    sheets: list[SheetInfo] = field(default_factory=list)
    rows: list[ImportRow] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def needs_columns(self) -> bool:
        """No sheet has a column that is known: somebody has to say which is which."""
        return bool(self.sheets) and not any(info.columns for info in self.sheets)

    @property
    def accepted(self) -> list[ImportRow]:
        return [row for row in self.rows if not row.is_refused]

    @property
    def refused(self) -> list[ImportRow]:
        return [row for row in self.rows if row.is_refused]

    def counts(self) -> dict[str, int]:
        """Rows by outcome, and the ones that are not refused by what they do."""
        counted = Counter(row.outcome for row in self.rows)
        counted.update(row.action for row in self.accepted)
        keys = ("accepted", "warned", "refused", "new", "changed", "same")
        return {"rows": len(self.rows), **{key: counted[key] for key in keys}}

    def signature(self) -> str:
        """Tells two previews apart that would do different things."""
        said = [(r.sheet, r.number, r.outcome, r.action, r.changes) for r in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def where(self, row: ImportRow) -> str:
        """The row's place in words: "row 5", with the sheet where there are several."""
        if len(self.sheets) < 2:
            return _("row %(row)s") % {"row": row.number}
        name = self.sheets[row.sheet].name
        return _("row %(row)s of sheet %(sheet)s") % {"row": row.number, "sheet": name}
