"""Loading the regions: the whole list at once, so that codes in use never vanish."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.utils import timezone

from core.indonesia import RegionName, all_regions, regions_release
from core.text import name_key
from regions.models import Edition, Region

# Capital regions that nobody calls by the official name.
_ALSO_KNOWN = {"31": "dki", "34": "diy"}

_STAGE = """
CREATE TEMPORARY TABLE regions_stage (
    code varchar(13) COLLATE "C" PRIMARY KEY, name text, level smallint,
    path text, search_key text COLLATE "C"
)
"""
_MERGE = """
INSERT INTO regions_region AS old (code, name, level, path, search_key, is_current)
SELECT code, name, level, path, search_key, true FROM regions_stage ORDER BY code
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, path = excluded.path, search_key = excluded.search_key, is_current = true
WHERE (old.name, old.path, old.search_key, old.is_current)
    IS DISTINCT FROM (excluded.name, excluded.path, excluded.search_key, true)
"""
_RETIRE = """
UPDATE regions_region SET is_current = false
WHERE is_current AND NOT EXISTS (
    SELECT FROM regions_stage WHERE regions_stage.code = regions_region.code)
"""


def load_regions() -> int:
    """Bring the table to the release that the package holds; return how many regions it has.

    Does nothing where that release is loaded. A code that the release no longer has stays, out
    of force, because older rows may point at it.
    """
    release = regions_release()
    loaded = Edition.objects.order_by("-loaded_at", "-id").first()
    if loaded and loaded.release == release:
        return loaded.rows
    with transaction.atomic():
        rows = replace_regions(all_regions())
        Edition.objects.update_or_create(
            release=release, defaults={"rows": rows, "loaded_at": timezone.now()}
        )
    return rows


@transaction.atomic
def replace_regions(regions: Iterable[RegionName]) -> int:
    """Make these the regions in force, each listed after its parent; return their number."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        cursor.copy_expert("COPY regions_stage FROM STDIN (FORMAT csv)", _Lines(_rows(regions)))
        cursor.execute(_MERGE)
        cursor.execute(_RETIRE)
        cursor.execute("SELECT count(*) FROM regions_stage")
        (count,) = cursor.fetchone()
        cursor.execute("DROP TABLE regions_stage")
        cursor.execute("ANALYZE regions_region")
    return count


def _rows(regions: Iterable[RegionName]) -> Iterator[tuple[str, str, int, str, str]]:
    """Rows for the table: the level by the code, the path and its key by those above."""
    above: dict[str, tuple[str, str]] = {"": ("", "")}
    for code, name in regions:
        level = code.count(".") + 1
        parent_path, parent_key = above[code.rpartition(".")[0]]
        path, key = _joined(name, parent_path, ", "), _joined(_key(code, name), parent_key, " ")
        if level < Region.Level.VILLAGE:
            short = name.removeprefix("Kabupaten ")
            above[code] = (_joined(short, parent_path, ", "), key)
        yield code, name, level, path, key


def _key(code: str, name: str) -> str:
    key = name_key(name.removeprefix("Kabupaten "))
    return f"{key} {_ALSO_KNOWN[code]}" if code in _ALSO_KNOWN else key


def _joined(own: str, parent: str, separator: str) -> str:
    return f"{own}{separator}{parent}" if parent else own


class _Lines(io.TextIOBase):
    """A file for COPY that makes its lines as they are read, 1,000 rows at a time."""

    def __init__(self, rows: Iterator[tuple[object, ...]]) -> None:
        self._rows = rows
        self._rest = ""

    def read(self, size: int | None = -1) -> str:
        wanted = size if size is not None and size >= 0 else 1 << 30
        while len(self._rest) < wanted and (more := self._more()):
            self._rest += more
        result, self._rest = self._rest[:wanted], self._rest[wanted:]
        return result

    def _more(self) -> str:
        target = io.StringIO()
        csv.writer(target).writerows(row for _, row in zip(range(1000), self._rows, strict=False))
        return target.getvalue()
