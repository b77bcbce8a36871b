"""What of the pages is measured, by part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bench import abroad, admin, desk, equipment, pages, production, training, visits

PARTS: dict[str, Callable[[], Any]] = {
    "people": pages.measure,
    "aid": equipment.measure,
    "training": training.measure,
    "desk": desk.measure,
    "abroad": abroad.measure,
    "visits": visits.measure,
    "production": production.measure,
    "admin": admin.measure,
}
