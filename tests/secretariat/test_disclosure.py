"""secretariat.disclosure: no sum over fewer than ten, and none by subtraction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from secretariat.disclosure import LEAST, is_enough, tellable


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"a": 10, "b": 12}, "ab"),
        ({"a": 9}, ""),
        # The total less b would tell a: c is hidden with it, as the smaller of the two.
        ({"a": 3, "b": 20, "c": 12}, "b"),
        # What is hidden is over ten already.
        ({"a": 6, "b": 5, "c": 12}, "c"),
        ({"a": 1, "b": 10}, ""),
        ({}, ""),
    ],
)
def test_small_parts_are_hidden_and_what_would_give_them_away(
    sizes: dict[str, int], told: str
) -> None:
    assert tellable(sizes) == set(told)


def some() -> Iterator[dict[int, int]]:
    for sizes in product((1, 4, 9, 10, 11, 25), repeat=4):
        yield dict(enumerate(sizes))


def test_nothing_hidden_is_a_small_remainder() -> None:
    cases = list(some())
    for sizes in cases:
        told = tellable(sizes)
        assert all(is_enough(sizes[key]) for key in told)
        left = sum(sizes.values()) - sum(sizes[key] for key in told)
        assert left == 0 or left >= LEAST or not told, sizes
    assert len(cases) == 6**4
