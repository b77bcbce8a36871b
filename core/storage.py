"""Stored files: kept once by their content, served through the access rule of their owner's row.

A view finds the owner by ``.allowed`` and gives the file to ``serve``; no address leads to a
file by itself.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from core.files import PDF, read_scan
from core.images import CONTENT_TYPE, read_photo
from core.models import StoredFile

FULL, THUMB = "full", "thumb"
PHOTO_SIZES = (FULL, THUMB)
# A new photo shows within ten minutes; until then a list asks for none of its fifty again.
CACHED_SECONDS = 600


def keep_photo(data: bytes) -> StoredFile:
    """Keep an uploaded photo in its two sizes. Raises ValidationError with a sentence."""
    photo = read_photo(data)
    return _keep(StoredFile.Kind.PHOTO, CONTENT_TYPE, {FULL: photo.full, THUMB: photo.thumb})


def keep_scan(data: bytes) -> StoredFile:
    """Keep an uploaded paper: a PDF or a picture. Raises ValidationError with a sentence."""
    scan = read_scan(data)
    return _keep(StoredFile.Kind.SCAN, scan.content_type, {FULL: scan.data})


def serve(
    request: HttpRequest, stored: StoredFile | None, variant: str = FULL, *, filename: str = ""
) -> HttpResponse:
    """The file as a private answer; 404 where there is none, or not in this size.

    A PDF is not looked into when it comes in, so that it goes out as a download alone.
    """
    if stored is None or not default_storage.exists(stored.path(variant)):
        raise Http404
    etag = f'"{stored.sha256[:32]}-{variant}"'
    unchanged = get_conditional_response(request, etag=etag)
    response: Any = unchanged or FileResponse(
        default_storage.open(stored.path(variant)),
        content_type=stored.content_type,
        as_attachment=stored.content_type == PDF,
        filename=filename,
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={CACHED_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def picture_of(sha256: str) -> bytes | None:
    """The photo with this content, large, for a paper; None where the store has lost it."""
    stored = StoredFile(kind=StoredFile.Kind.PHOTO, sha256=sha256)
    if not sha256 or not default_storage.exists(stored.path(FULL)):
        return None
    with default_storage.open(stored.path(FULL)) as file:
        data: bytes = file.read()
    return data


def _keep(kind: str, content_type: str, variants: dict[str, bytes]) -> StoredFile:
    """The row of this content; its files are written first, so that no row lacks them."""
    stored = StoredFile(
        kind=kind,
        sha256=hashlib.sha256(variants[FULL]).hexdigest(),
        content_type=content_type,
        size=len(variants[FULL]),
    )
    for variant, data in variants.items():
        _write(stored.path(variant), data)
    return StoredFile.objects.get_or_create(
        kind=stored.kind,
        sha256=stored.sha256,
        defaults={"content_type": content_type, "size": stored.size},
    )[0]


def _write(path: str, data: bytes) -> None:
    if default_storage.exists(path):
        return
    written = default_storage.save(path, ContentFile(data))
    # Another request wrote the same content meanwhile; a second copy would have no row.
    if written != path:
        default_storage.delete(written)
