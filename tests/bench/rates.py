"""What is measured in rows a second: each function in ``MEASURED`` yields Rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction

from tests.bench.exports import exports
from tests.bench.imports import roster_import
from tests.bench.rate import Rate

MEASURED: list[Callable[[], Iterator[Rate]]] = [roster_import, exports]


def measure() -> Iterator[Rate]:
    """Each in a transaction that is taken back, so that the database stays as it was."""
    for each in MEASURED:
        with transaction.atomic():
            yield from each()
            transaction.set_rollback(True)
