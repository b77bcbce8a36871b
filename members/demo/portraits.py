"""Drawn portraits for the demonstration: no face, so that nobody takes one for a real person."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

from PIL import Image, ImageDraw

from core.models import StoredFile
from core.storage import keep_photo

SIDE = 320
_SMOOTH = 2

_GROUNDS = ("#dfe9dd", "#e9e2d3", "#dbe6ea")
_VEILS = ("#14533f", "#8a5a3b", "#7a3f52", "#35597d", "#a5842f", "#5b5f6a")
_DRESSES = ("#f2efe6", "#c9d8cf", "#d9c6b0")
_SKINS = ("#d9a57c", "#c68d62", "#b97b52")
_HAIR = "#2b2320"


@dataclass(frozen=True, slots=True)
class Portraits:
    """Kept pictures: women with a veil, women with their hair tied, men."""

    veiled: list[StoredFile]
    tied: list[StoredFile]
    men: list[StoredFile]


def keep_portraits() -> Portraits:
    """Draw and keep them, once each, as if they had been uploaded."""
    veils = list(product(_VEILS, _GROUNDS[:2]))
    dresses = list(product(_DRESSES, _GROUNDS[1:]))
    return Portraits(
        veiled=[_kept(_veiled(b, a, _SKINS[n % 3])) for n, (a, b) in enumerate(veils)],
        tied=[_kept(_tied(b, a, _SKINS[n % 3])) for n, (a, b) in enumerate(dresses)],
        men=[_kept(_man(b, a, _SKINS[n % 3])) for n, (a, b) in enumerate(dresses[:4])],
    )


def _kept(image: Image.Image) -> StoredFile:
    target = BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(target, "PNG", compress_level=1)
    return keep_photo(target.getvalue())


def _canvas(ground: str) -> tuple[Image.Image, Any]:
    image = Image.new("RGB", (SIDE * _SMOOTH, SIDE * _SMOOTH), ground)
    return image, ImageDraw.Draw(image)


def _at(*hundredths: float) -> tuple[float, ...]:
    """Places in hundredths of the picture."""
    return tuple(value / 100 * SIDE * _SMOOTH for value in hundredths)


def _veiled(ground: str, veil: str, skin: str) -> Image.Image:
    image, draw = _canvas(ground)
    draw.ellipse(_at(10, 64, 90, 160), fill=veil)
    draw.ellipse(_at(25, 12, 75, 78), fill=veil)
    draw.polygon(_at(26, 50, 74, 50, 83, 84, 17, 84), fill=veil)
    draw.ellipse(_at(35, 24, 65, 66), fill=skin)
    return image


def _tied(ground: str, dress: str, skin: str) -> Image.Image:
    image, draw = _canvas(ground)
    draw.ellipse(_at(28, 12, 72, 64), fill=_HAIR)
    draw.ellipse(_at(41, 5, 59, 23), fill=_HAIR)
    _head(draw, dress, skin)
    draw.chord(_at(32, 12, 68, 62), 190, 350, fill=_HAIR)
    return image


def _man(ground: str, dress: str, skin: str) -> Image.Image:
    image, draw = _canvas(ground)
    draw.ellipse(_at(32, 14, 68, 54), fill=_HAIR)
    _head(draw, dress, skin)
    draw.chord(_at(33, 14, 67, 58), 195, 345, fill=_HAIR)
    return image


def _head(draw: Any, dress: str, skin: str) -> None:
    draw.ellipse(_at(12, 70, 88, 160), fill=dress)
    draw.rounded_rectangle(_at(42, 56, 58, 79), radius=40, fill=skin)
    draw.ellipse(_at(35, 22, 65, 66), fill=skin)
