"""What is measured in rows a second, by part: each function in ``MEASURED`` yields Rates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from tests.bench.audit import packs
from tests.bench.bulk import bulk_edit
from tests.bench.certificates import certificates
from tests.bench.exports import exports
from tests.bench.imports import roster_import
from tests.bench.papers import handovers, labels
from tests.bench.rate import Rate
from tests.bench.undo import undo_of_many

MEASURED: dict[str, list[Callable[[], Iterator[Rate]]]] = {
    "people": [roster_import, exports, undo_of_many],
    "aid": [handovers, labels],
    "audit": [packs],
    "training": [certificates],
    "bulk": [bulk_edit],
    "production": [],
    "abroad": [],
    "desk": [],
    "admin": [],
    "visits": [],
}


def measure(parts: Iterable[str]) -> Iterator[Rate]:
    """Each in a transaction that is taken back, so that the database stays as it was."""
    for each in (each for part in parts for each in MEASURED[part]):
        with transaction.atomic():
            yield from each()
            transaction.set_rollback(True)
