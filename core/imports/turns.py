"""Whose turn it is to read a parked list, or to write many rows, and how far the work is.

All of it stands in the row, and each word of it is a statement by itself: a request that dies
leaves nothing behind that would hold up the next, and everybody sees how far it came.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, connections
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from core.imports import parked
from core.imports.spec import Preview
from core.imports.watched import WatchedRow
from core.models import Import

SILENT_FOR = dt.timedelta(minutes=1)
# How often a request that is at work says so, in seconds.
BEAT = 15.0


class OvertakenError(Exception):
    """The row was dropped or handed over meanwhile, or is another request's work now."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One request's turn, as long as the row is in the state of that work and bears its mark."""

    model: type[WatchedRow]
    state: str
    pk: int
    mark: str

    @classmethod
    def take(cls, row: Any, state: str) -> Self | None:
        """The turn; None where another has it. Of several at once one gets it."""
        turn = cls(type(row), state, row.pk, secrets.token_hex(8))
        is_free = Q(beat_at=None) | Q(beat_at__lt=Now() - SILENT_FOR)
        rows = turn._all.filter(is_free, owner=row.owner_id, state=state)
        is_mine = rows.update(reader=turn.mark, beat_at=Now(), done=0, total=0)
        return turn if is_mine else None

    def tell(self, done: int, total: int) -> None:
        """Say how far the work is. Raises OvertakenError."""
        if not self._say(done, total):
            raise OvertakenError

    @contextmanager
    def telling_beside(self) -> Iterator[Callable[[int, int], None]]:
        """A way to say how far it is from within a transaction, of which nobody sees anything
        before its end: on a connection of its own. Who has the turn is asked at the end."""
        with ThreadPoolExecutor(1) as aside:

            def tell(done: int, total: int) -> None:
                aside.submit(self._say, done, total).result()

            try:
                yield tell
            finally:
                aside.submit(connections.close_all)

    def keep(self) -> None:
        """Make sure of the turn, whatever became of the row in it. Raises OvertakenError."""
        if not self._all.filter(reader=self.mark).exists():
            raise OvertakenError

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Keep the turn as long as the work within goes on, however long one step of it takes.

        A file is opened, and rows are compared with the register, in one step each; and what a
        transaction says is not heard before its end: so another thread says it, on a connection
        of its own.
        """
        is_done = threading.Event()
        beating = threading.Thread(target=self._beat_until, args=(is_done,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            is_done.set()
            beating.join()

    def _beat_until(self, is_done: threading.Event) -> None:
        try:
            while not is_done.wait(BEAT):
                self._rows.update(beat_at=Now())
        finally:
            connection.close()

    def _say(self, done: int, total: int) -> bool:
        return bool(self._rows.update(done=done, total=total, beat_at=Now()))

    @property
    def _all(self) -> Any:
        return self.model._default_manager.filter(pk=self.pk)

    @property
    def _rows(self) -> Any:
        return self._all.filter(state=self.state, reader=self.mark)


class ReadingTurn(Turn):
    """The turn to read a parked list."""

    def park(self, preview: Preview) -> None:
        """Park what was read; the caller holds the transaction. Raises OvertakenError."""
        row = self._rows.select_for_update().defer(*parked.FILES).first()
        if row is None:
            raise OvertakenError
        parked.save(row, preview)

    def refuse(self, problem: str) -> None:
        """Say why the list is none; one that was shown already goes back to its columns."""
        shown = self._rows.filter(payload__isnull=False)
        if not shown.update(state=Import.State.COLUMNS, problem=problem):
            self.give_up(problem)

    def give_up(self, problem: str) -> None:
        """Say why the list cannot be read; its copy is gone."""
        failed = Import.State.FAILED
        self._rows.update(
            state=failed, problem=problem, payload=None, source=None, settled_at=Now()
        )


def take(row: Import) -> ReadingTurn | None:
    """The turn to read a list; None where another has it."""
    return ReadingTurn.take(row, Import.State.READING)


def is_taken(row: WatchedRow) -> bool:
    """Whether somebody is at it who has been heard of within the last minute."""
    return row.beat_at is not None and row.beat_at >= timezone.now() - SILENT_FOR
