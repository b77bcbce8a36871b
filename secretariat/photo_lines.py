"""Photos of a visit or a meeting, as its page and its paper show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.models import CodedRow
from secretariat.models.photos import KeptPhoto

Row = dict[str, Any]


def photo_lines(view: str, row: CodedRow, photos: Iterable[KeptPhoto]) -> list[Row]:
    """Each photo with its addresses; ``view`` names the address of ``row``'s photos."""
    return [
        {
            "caption": photo.caption,
            "full": reverse(view, args=[row.code, photo.code, "full"]),
            "thumb": reverse(view, args=[row.code, photo.code, "thumb"]),
            "remove_url": reverse(f"{view}_remove", args=[row.code, photo.code]),
        }
        for photo in photos
    ]


def on_paper(photos: Iterable[Any]) -> list[Row]:
    """What ``aid.handover_documents.pictures`` draws; each photo comes with its file."""
    return [{"sha256": photo.file.sha256, "caption": photo.caption} for photo in photos]
