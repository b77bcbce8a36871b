"""Opening a machine's pages in tests."""

from __future__ import annotations

from typing import Any

import pytest

from aid.models import Equipment, GoodsKind
from tests.aid.factories import EquipmentFactory, GoodsKindFactory
from tests.cast import Cast

LIST = "/aid/equipment/"


def of(piece: Equipment, rest: str = "") -> str:
    return f"{LIST}{piece.code}/{rest}"


def kind_named(name: str) -> GoodsKind:
    """A kind of the office's list, which another test may have emptied."""
    return GoodsKind.objects.named(name) or GoodsKindFactory(name=name)


@pytest.fixture
def piece(cast: Cast) -> Equipment:
    """A ridging machine of the cast's group."""
    kind = kind_named("Mesin gulut tanah")
    return EquipmentFactory(group=cast.group, kind=kind, serial="LS 2023 2395", value=18_500_000)


@pytest.fixture
def foreign(cast: Cast) -> Equipment:
    """A machine of the strangers' group."""
    kind = kind_named("Hand traktor")
    return EquipmentFactory(group=cast.other_group, kind=kind, brand="Quick", serial="ASING77")


def insiders(cast: Cast) -> list[Any]:
    return list(cast.insiders.values())
