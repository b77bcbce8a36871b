"""One style sheet for all pages: on a poor network each further file costs its own waiting."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SHEET = "css/register.css"
# A later one may refine what an earlier one says.
PARTS = (
    "vendor/bootstrap/bootstrap-reboot.min.css",
    "vendor/bootstrap/bootstrap-grid.min.css",
    "css/tokens.css",
    "css/site.css",
    "css/components.css",
    "css/forms.css",
    "css/region-field.css",
    "css/people.css",
    "css/groups.css",
    "css/import.css",
    "css/export.css",
    "css/aid-proposals.css",
    "css/calendar.css",
    "css/equipment.css",
    "css/handovers.css",
    "css/participants.css",
    "css/attendance.css",
    "css/bulk.css",
    "css/production.css",
    "css/visits.css",
    "css/checkins.css",
)


def text() -> str:
    """All parts, one below the other."""
    folder = settings.BASE_DIR / "static"
    return "\n".join((folder / part).read_text(encoding="utf-8") for part in PARTS)


class SheetFinder(BaseFinder):
    """Finds the one sheet among the static files, written anew where a part has changed."""

    def __init__(self) -> None:
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "sheet")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(self._written())] if path == SHEET else []
        return found if find_all else next(iter(found), [])

    def list(self, *args: Any) -> Iterator[tuple[str, Any]]:
        self._written()
        yield SHEET, self.storage

    def _written(self) -> Path:
        path, wanted = Path(self.storage.path(SHEET)), text()
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: another process may read it meanwhile.
            beside = path.with_name(f"{path.name}.{os.getpid()}")
            beside.write_text(wanted, encoding="utf-8")
            beside.replace(path)
        return path
