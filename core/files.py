"""Uploaded papers: a decree's scan is a PDF or a photographed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.images import CONTENT_TYPE, MAX_BYTES, read_scan_image

PDF = "application/pdf"


class Upload(Protocol):
    """What a form's file field gives."""

    size: int | None

    def read(self, size: int = ...) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Scan:
    """A paper as it is kept: its bytes and their type."""

    data: bytes
    content_type: str


def read_upload(upload: Upload) -> bytes:
    """The bytes of an upload, at most 10 MB. Raises ValidationError with a sentence."""
    data = upload.read(MAX_BYTES + 1)
    if not data:
        raise ValidationError(_("The file is empty. Choose another one."), code="empty")
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _("The file is larger than 10 MB. Choose a smaller one."), code="too_big"
        )
    return data


def read_scan(data: bytes) -> Scan:
    """Check a scan by its content: a PDF stays as it is, a picture is re-encoded.

    A PDF is not looked into: serve it as a download, never inside a page. Raises
    ValidationError with a sentence.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _("The file is larger than 10 MB. Choose a smaller one."), code="too_big"
        )
    if data.startswith(b"%PDF-"):
        return _checked_pdf(data)
    try:
        return Scan(read_scan_image(data), CONTENT_TYPE)
    except ValidationError as error:
        if error.code != "not_a_photo":
            raise
        message = _("This file is not a scan. Choose a PDF, or a JPEG, PNG or WebP picture.")
        raise ValidationError(message, code="not_a_scan") from error


def _checked_pdf(data: bytes) -> Scan:
    if b"%%EOF" not in data[-2048:]:
        message = _("The PDF is incomplete. Scan the paper again, or choose another file.")
        raise ValidationError(message, code="broken")
    return Scan(data, PDF)
