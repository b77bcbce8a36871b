"""secretariat.plots: where the bars stand."""

from __future__ import annotations

from secretariat.plots import HEIGHT, WIDTH, plot


def test_bars_grow_from_the_base_line_in_proportion() -> None:
    drawn = plot([("2024", 10.0, "10"), ("2025", 20.0, "20")])
    small, large = drawn.bars
    assert round(large.height / small.height, 1) == 2.0
    assert small.y + small.height == large.y + large.height == drawn.base
    assert (small.label, small.words) == ("2024", "10")


def test_what_is_below_zero_hangs_from_the_line() -> None:
    gain, loss = plot([("2024", 5.0, "5"), ("2025", -5.0, "-5")]).bars
    assert loss.is_below
    assert not gain.is_below
    assert loss.y == round(gain.y + gain.height, 1)


def test_everything_stands_within_the_drawing() -> None:
    for values in ([-3.0, -1.0], [0.0], [1.0] * 6, [4.0, -9.0, 2.0]):
        for bar in plot([("2024", value, "x") for value in values]).bars:
            assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
            assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
            assert 0 < bar.words_y < HEIGHT
