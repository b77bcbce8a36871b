"""Sums that tell nothing of a few: over ten answers or more, and never by subtraction.

A sum over fewer is hidden. Where it stands beside others and their total, the total less the shown
ones would tell it: further ones are hidden, the smallest first, until what is hidden together is
over enough answers too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

LEAST = 10

_Key = TypeVar("_Key")


def is_enough(answers: int) -> bool:
    return answers >= LEAST


def tellable(sizes: Mapping[_Key, int]) -> set[_Key]:
    """Those parts of a told total whose own sums may be told; ``sizes`` are answers a part."""
    shown = sorted((key for key in sizes if is_enough(sizes[key])), key=lambda key: -sizes[key])
    hidden = sum(sizes.values()) - sum(sizes[key] for key in shown)
    while shown and 0 < hidden < LEAST:
        hidden += sizes[shown.pop()]
    return set(shown)
