"""Files: people with every column, as CSV and as XLSX, read and written to the last byte."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from typing import Any

from accounts.roles import Role
from core.exports.csvfile import csv_parts
from core.exports.xlsxfile import xlsx_parts
from members.exports.people import COLUMNS, USUAL, PeopleExport
from members.models import Person
from tests.bench.rate import Rate
from tests.factories import make_user

ROWS = int(os.environ.get("EXPORT_ROWS") or 100_000)
FORMATS: dict[str, Any] = {"CSV": csv_parts, "XLSX": xlsx_parts}


def exports() -> Iterator[Rate]:
    """Of a smaller register the same people again and again, each read anew."""
    user = make_user("pengunduh", Role.ADMINISTRATOR)
    found = list(Person.objects.order_by("id").values_list("pk", flat=True)[:ROWS])
    ids = (found * (ROWS // max(len(found), 1) + 1))[:ROWS]
    columns = [column for column in COLUMNS if column.is_fixed or column.key in USUAL]
    for name, parts in FORMATS.items():
        before, started = _peak(), time.perf_counter()
        size = sum(map(len, parts(PeopleExport(user, columns), ids, len(ids))))
        seconds = time.perf_counter() - started
        told = f"{name}, {len(columns)} columns, {size >> 20} MB, memory +{_peak() - before} MB"
        yield Rate(f"export: {told}", len(ids), seconds)


def _peak() -> int:
    """The most memory that the process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
