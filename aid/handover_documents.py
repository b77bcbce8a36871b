"""Cetak: the handover record (BAST), of another office's paper a summary, and the photos.

An issued paper is drawn from what was frozen when it was issued, on that day, so that it comes
out the same for ever. A draft is drawn as it stands, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import segno
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.handover_content import content_of
from aid.handover_page import KEY_LENGTH
from aid.models import Handover
from core.codes import in_groups
from core.documents import paper
from core.exports.columns import add_list
from core.models import ExportLog
from core.storage import picture_of

__all__ = ["KEY_LENGTH", "Made", "drawn", "photo_annex", "record"]

Row = dict[str, Any]

add_list("aid.handover", _("handover on paper"))
MARKS = {Handover.State.DRAFT.value: "KONSEP", Handover.State.CANCELLED.value: "DIBATALKAN"}
_UNSAFE = str.maketrans("/\\", "--")


@dataclass(frozen=True, slots=True)
class Made:
    """A paper: its title and its content."""

    title: str
    pdf: bytes


def record(handover: Handover, user: Any) -> Made:
    """What ``drawn`` gives, and a line in the log of who took it."""
    made = drawn(handover)
    _log(handover, user)
    return made


def drawn(handover: Handover) -> Made:
    """The BAST of an own paper; of another office's a summary that says so."""
    data = _said(handover) | {"mark": MARKS.get(handover.state, ""), "as_of": _as_of(handover)}
    data["photos"] = pictures(data["photos"])
    data["qr"], data["code_words"] = _qr(data["verify_url"]), in_groups(data["verify_code"])
    template = "bast" if data["is_own"] else "bast_summary"
    pdf = paper(template, data, day=_day(handover))
    name = "BAST" if data["is_own"] else "Ringkasan BAST"
    return Made(f"{name} {_name(handover)}", pdf)


def photo_annex(handover: Handover, user: Any) -> Made:
    """All photos there are by now, also those that were added after the paper was issued."""
    photos = [
        {"sha256": photo.file.sha256, "caption": photo.caption}
        for photo in handover.photos.select_related("file")
    ]
    if not photos:
        raise Http404
    data = _said(handover) | {"photos": pictures(photos), "mark": MARKS.get(handover.state, "")}
    pdf = paper("bast_photos", data, day=_day(handover))
    _log(handover, user)
    return Made(f"Foto BAST {_name(handover)}", pdf)


def _said(handover: Handover) -> Row:
    """What was frozen; of a draft, and of one that was cancelled as a draft, what it says now.

    The office's sign is a picture here, and none where there was none.
    """
    said = dict(handover.content) if handover.content else content_of(handover)
    return said | {"sign": picture_of(said.get("sign", ""))}


def _day(handover: Handover) -> Any:
    issued = handover.issued_at
    return timezone.localtime(issued).date() if issued else timezone.localdate()


def _as_of(handover: Handover) -> str:
    return handover.office.name


def _qr(url: str) -> str:
    """The QR of an own paper as SVG; "" where there is none."""
    if not url:
        return ""
    return str(segno.make(url, error="m").svg_inline(border=2, omitsize=True, light="#fff"))


def pictures(photos: list[Row]) -> list[Row]:
    """The bytes of each photo that is still there, with its caption."""
    found = [{"caption": photo["caption"], "data": picture_of(photo["sha256"])} for photo in photos]
    return [photo for photo in found if photo["data"]]


def _name(handover: Handover) -> str:
    """For a file's name: the number without what folders are made of."""
    number = str(handover).translate(_UNSAFE)
    return f"{number} {handover.group.name}"


def _log(handover: Handover, user: Any) -> None:
    ExportLog.objects.create(
        user=user,
        what="aid.handover",
        filters=f"{handover} · {handover.group.name}",
        rows=1,
        area=handover.group.village_id,
    )
