"""What a file can hold: its columns as data, and how the rows behind it are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.collector import collector_paused

Text = str | Promise
Cell = str | int | dt.date | None

CHUNK = 2_000


class Chunk:
    """Some rows of the list, column by column: a file is written faster so than row by row.

    ``more`` holds what a spec has looked up besides, one value for each row; ``first`` is the
    running number of the first one.
    """

    def __init__(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self.size, self.first = len(rows), 1
        self.columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
        self.more: dict[str, Sequence[Any]] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.more[name] if name in self.more else self.columns[name]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``cells(chunk)`` gives a cell for each row, ``fields`` says what it reads.

    ``is_fixed`` ones stand in every file; ``is_number`` ones hold long numbers, which a
    spreadsheet would round; ``is_ours`` ones hold days, figures and words of the register alone
    and nothing that somebody typed, so that no cell can be a formula.
    """

    key: str
    label: Text
    cells: Callable[[Chunk], Iterable[Cell]]
    fields: tuple[str, ...] = ()
    width: int = 16
    is_fixed: bool = False
    is_number: bool = False
    is_ours: bool = False


class ExportSpec:
    """A list that can be written. ``kind`` names it in the log, ``title`` on the sheet.

    ``load`` reads the rows of these ids in their order; what it gives may be read after the
    request, so that it opens no cursor that must outlive a statement (PgBouncer).
    """

    kind: ClassVar[str]
    title: str
    columns: tuple[Column, ...]

    def load(self, ids: Sequence[int]) -> Chunk:
        raise NotImplementedError

    def chunks(self, ids: Iterable[int]) -> Iterator[Chunk]:
        found, first = iter(ids), 1
        while part := list(islice(found, CHUNK)):
            with collector_paused():
                chunk = self.load(part)
            chunk.first = first
            first += chunk.size
            yield chunk

    def fields(self) -> tuple[str, ...]:
        """What the columns read, each once."""
        return tuple(dict.fromkeys(name for column in self.columns for name in column.fields))


_lists: dict[str, Text] = {}


def add_list(kind: str, label: Text) -> None:
    """Name a list that can be taken out, for the log."""
    _lists[kind] = label


def list_name(kind: str) -> str:
    return capfirst(str(_lists.get(kind, kind)))


def ordinal() -> Column:
    """The running number; with it no line of the list is taken for a total or a signature."""
    return Column(
        "number",
        _("No."),
        lambda chunk: range(chunk.first, chunk.first + chunk.size),
        width=5,
        is_fixed=True,
        is_ours=True,
    )


def each(convert: Callable[[Any], Cell], values: Iterable[Any]) -> list[Cell]:
    """Every value converted, a value that comes again but once."""
    values = tuple(values)
    found = {value: convert(value) for value in set(values)}
    return [found[value] for value in values]


def in_indonesian(text: Text) -> str:
    """Files and papers are the office's: Indonesian, whatever language the page is read in."""
    with translation.override("id"):
        return str(text)


def headed(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with their headers as the file has them."""
    return tuple(replace(c, label=capfirst(in_indonesian(c.label))) for c in columns)


def in_order(ids: Sequence[int], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows that begin with their id, in the order of the ids; who is gone meanwhile is left out."""
    found = {row[0]: row for row in rows}
    return [found[pk] for pk in ids if pk in found]
