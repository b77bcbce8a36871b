"""Drawings of a few figures as bars: where each bar stands, for an SVG that the server writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# In units of the drawing: it is as wide as a narrow phone, so that its letters stay readable.
WIDTH, HEIGHT, TOP, BOTTOM = 320, 168, 20, 22
WIDEST = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: its box, and where its two words stand."""

    label: str
    words: str
    x: float
    y: float
    width: float
    height: float
    middle: float
    words_y: float
    is_below: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars over a base line; what is below zero hangs from it."""

    bars: Sequence[Bar]
    base: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def foot(self) -> float:
        return self.height - 6


def plot(figures: Sequence[tuple[str, float, str]]) -> Plot:
    """A plot of (label, value, value in words)."""
    values = [value for _label, value, _words in figures]
    high, low = max(0.0, *values, 0.0), min(0.0, *values, 0.0)
    floor = HEIGHT - BOTTOM - (14 if low < 0 else 0)
    scale = (floor - TOP) / ((high - low) or 1)
    base, step = TOP + high * scale, WIDTH / max(len(figures), 1)
    bars = [_bar(at, figure, base, step, scale) for at, figure in enumerate(figures)]
    return Plot(bars, round(base, 1))


def _bar(at: int, figure: tuple[str, float, str], base: float, step: float, scale: float) -> Bar:
    label, value, words = figure
    width, height = min(step * 0.6, WIDEST), abs(value) * scale
    middle, is_below = (at + 0.5) * step, value < 0
    top = base if is_below else base - height
    return Bar(
        label=label,
        words=words,
        x=round(middle - width / 2, 1),
        y=round(top, 1),
        width=round(width, 1),
        height=round(max(height, 1), 1),
        middle=round(middle, 1),
        words_y=round(base + height + 12 if is_below else top - 5, 1),
        is_below=is_below,
    )
