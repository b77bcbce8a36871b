"""Pictures for tests, drawn on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(side: int = 400, *, kind: str = "JPEG", colour: str = "seagreen") -> bytes:
    target = BytesIO()
    Image.new("RGB", (side, side), colour).save(target, kind)
    return target.getvalue()


def upload(data: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it; a picture unless other bytes are given."""
    return SimpleUploadedFile(name, picture() if data is None else data, "image/jpeg")
