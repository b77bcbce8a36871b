"""A second connection that works meanwhile, for what only shows between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from core.imports.turns import is_taken


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[Callable[[Callable[[], Any]], Other]]:
    """Run something on a connection of its own."""
    begun: list[Other] = []

    def begin(work: Callable[[], Any]) -> Other:
        begun.append(Other(work))
        begun[-1].start()
        return begun[-1]

    yield begin
    for other in begun:
        other.join(30)


class Other(threading.Thread):
    """A second process, as far as the database can tell."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work, self.result, self.error = work, None, None

    def run(self) -> None:
        try:
            self.result = self.work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def end(self) -> Any:
        self.join(30)
        assert not self.is_alive()
        if self.error:
            raise self.error
        return self.result


def wait_for_a_waiter() -> None:
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits")


def wait_for_beat(rows: Any) -> bool:
    """Whether somebody who is at work on the row is heard of again."""
    for _look in range(500):
        if is_taken(rows.get()):
            return True
        time.sleep(0.05)
    return False
