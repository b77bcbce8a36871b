"""A machine of the cast's group, and the addresses of its pages, for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from aid.models import Equipment
from aid.periods import Slot
from tests.aid.factories import EquipmentFactory, GoodsKindFactory
from tests.aid.use_factories import (
    day,
)
from tests.cast import Cast


@pytest.fixture
def machine(cast: Cast) -> Equipment:
    return EquipmentFactory(group=cast.group, kind=GoodsKindFactory(idle_days=30))


def address(name: str, *args: Any) -> str:
    return reverse(f"aid:{name}", args=args)


def take_url(machine: Equipment, number: int = 1, slot: Slot = Slot.MORNING) -> str:
    return address("booking_take", machine.code, day(number).isoformat(), slot)


def times(cast: Cast, number: int = 1, start: str = "07:00", end: str = "10:30") -> dict[str, Any]:
    return {
        "person": cast.person.code,
        "from_day": day(number).isoformat(),
        "from_time": start,
        "to_day": "",
        "to_time": end,
    }


def used(cast: Cast, **changed: Any) -> dict[str, Any]:
    data = {"person": cast.person.code, "used_on": "3 Maret 2024", "hours": "1,5"}
    return data | {"work": "ridging"} | changed


def paper_text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())
