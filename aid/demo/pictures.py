"""Drawn machines for the demonstration: nobody shall take them for a photo of a real one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from core.models import StoredFile
from core.storage import keep_photo

WIDTH, HEIGHT = 960, 640
_SKY, _SOIL, _RIDGE, _STEEL, _GREEN, _TYRE = (
    *("#dbe6ea", "#b98f63", "#a57b50", "#5b646b", "#14533f", "#2f2a26"),
)


def machine_photo() -> StoredFile:
    """A ridging machine on ridged soil, kept as if it had been uploaded."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _SKY)
    draw = ImageDraw.Draw(image)
    _field(draw)
    _machine(draw)
    target = BytesIO()
    image.save(target, "PNG", compress_level=1)
    return keep_photo(target.getvalue())


def _field(draw: Any) -> None:
    draw.rectangle((0, 420, WIDTH, HEIGHT), fill=_SOIL)
    for top in range(440, HEIGHT, 40):
        for left in range(-60, WIDTH, 120):
            draw.ellipse((left, top, left + 130, top + 34), fill=_RIDGE)


def _machine(draw: Any) -> None:
    # Handles, body, engine, the ridger's blades, and the wheel before them all.
    draw.line((560, 330, 800, 190, 850, 190), fill=_STEEL, width=14)
    draw.line((560, 350, 800, 230, 850, 230), fill=_STEEL, width=14)
    draw.rounded_rectangle((330, 250, 580, 380), 22, fill=_GREEN)
    draw.rounded_rectangle((370, 180, 510, 262), 16, fill="#c2452d")
    draw.rectangle((420, 150, 440, 184), fill=_STEEL)
    draw.polygon(((560, 360), (700, 480), (590, 480)), fill=_STEEL)
    draw.ellipse((300, 330, 470, 500), fill=_TYRE)
    draw.ellipse((350, 380, 420, 450), fill="#9aa3a8")
