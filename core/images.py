"""Photos: only real pictures get in, and nothing but the picture is kept.

A phone's photo carries place, time and owner in its EXIF; a hostile one carries worse. So each
is decoded and written anew in two sizes, as JPEG.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
CONTENT_TYPE = "image/jpeg"
FULL_SIDE = 960
SCAN_SIDE = 2000
THUMB_SIDE = 160
QUALITY = 82

# Pillow itself refuses above twice this, before it has read a single pixel.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

# What Pillow raises on broken, cut or hostile files, besides its bomb errors.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, OverflowError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in its two sizes, JPEG without metadata; width and height of the larger one."""

    full: bytes
    thumb: bytes
    width: int
    height: int


def read_photo(data: bytes) -> Photo:
    """Check and re-encode an uploaded photo: 960 pixels at most, and a square of 160.

    Raises ValidationError with one sentence for anything but a JPEG, PNG or WebP of at most
    10 MB and 50 megapixels.
    """
    full = _opened(data, FULL_SIDE)
    thumb = ImageOps.fit(
        full, (THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS, centering=(0.5, 0.4)
    )
    return Photo(_as_jpeg(full), _as_jpeg(thumb), full.width, full.height)


def read_scan_image(data: bytes) -> bytes:
    """A photographed paper as JPEG, 2000 pixels at most. Raises as ``read_photo`` does."""
    return _as_jpeg(_opened(data, SCAN_SIDE))


def _opened(data: bytes, side: int) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise ValidationError(_too_big(), code="too_big")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(_too_many_pixels(), code="too_many_pixels")
            return _shrunk(image, side)
    except _BOMB as error:
        raise ValidationError(_too_many_pixels(), code="too_many_pixels") from error
    except Image.UnidentifiedImageError as error:
        raise ValidationError(_not_a_photo(), code="not_a_photo") from error
    except _BROKEN as error:
        raise ValidationError(_broken(), code="broken") from error


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    """Smaller first, then turned and flattened, so that a large photo is never held twice."""
    image.draft("RGB", (side * 2, side * 2))
    if image.mode not in ("RGB", "RGBA", "L"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3)
    return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _as_jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    clean.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def _too_big() -> str:
    return _("The file is larger than 10 MB. Choose a smaller one.")


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. Choose one of at most 50 megapixels.")


def _not_a_photo() -> str:
    return _("This file is not a photo. Choose a JPEG, PNG or WebP picture.")


def _broken() -> str:
    return _("The picture is damaged or incomplete. Choose another one, or take it again.")
