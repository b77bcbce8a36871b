"""The columns that somebody has matched by hand, kept for her next list with the same header."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.imports.mapping import Remembered
from core.imports.parking import by_index
from core.models import ImportMapping


def remembered(owner: Any, kind: str) -> Remembered:
    rows = ImportMapping.objects.filter(owner=owner, kind=kind).values_list("shape", "columns")
    return {shape: by_index(columns) for shape, columns in rows}


def remember(owner: Any, kind: str, shape: str, columns: Mapping[int, str]) -> None:
    """Keep the columns of a header, in place of what was kept for it before."""
    row = ImportMapping(owner=owner, kind=kind, shape=shape, columns=dict(columns))
    ImportMapping.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["owner", "kind", "shape"],
        update_fields=["columns"],
    )
