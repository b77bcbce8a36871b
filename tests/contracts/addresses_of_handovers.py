"""The addresses of handovers and their public verification."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.contracts.places import Place, photo
from tests.contracts.walker import Address


def draft(place: Place) -> dict[str, Any]:
    return {"code": place.aid.draft.code}


def issued(place: Place) -> dict[str, Any]:
    return {"code": place.aid.issued.code}


def line(place: Place) -> dict[str, Any]:
    return draft(place) | {"line_code": place.aid.draft.lines.get().code}


def handover_photo(place: Place) -> dict[str, Any]:
    picture = place.aid.issued.photos.select_related("file").get()
    return issued(place) | {"key": picture.file.sha256[:16]}


def paper_of(place: Place) -> dict[str, Any]:
    """What is typed of another office's paper."""
    return {
        "whose": "other",
        "handed_on": "2023-05-31",
        "place": "Balai Keratun",
        "title": "grant",
        "giver": place.aid.office.code,
        "receiver": place.person.code,
    }


def upload(name: str = "bast.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo("navy"))


HANDOVERS: dict[str, Address] = {
    "aid:handover_list": Address(),
    "aid:handover_export": Address(
        data=lambda place, user: {"columns": ["goods"], "file_format": "csv"}, post=200
    ),
    "aid:audit_pack": Address(
        data=lambda place, user: {"year": "2023", "reason": "Pemeriksaan Inspektorat"}, post=200
    ),
    "aid:handover_start": Address(
        data=lambda place, user: {"group": place.group.code}, writes=False
    ),
    "aid:handover_create": Address(
        lambda place: {"code": place.group.code}, data=lambda place, user: paper_of(place)
    ),
    "aid:handover_detail": Address(issued),
    "aid:handover_update": Address(draft, data=lambda place, user: paper_of(place)),
    "aid:handover_issue": Address(draft, data=lambda place, user: {"go": "1"}),
    "aid:handover_cancel": Address(issued, data=lambda place, user: {"reason": "Salah kelompok"}),
    "aid:handover_history": Address(issued),
    "aid:handover_line_create": Address(
        draft,
        data=lambda place, user: {
            "kind": place.aid.kind.key,
            "quantity": "1",
            "condition": "good",
            "unit_price": "Rp18.500.000",
        },
    ),
    "aid:handover_line_update": Address(
        line,
        data=lambda place, user: {
            "kind": place.aid.kind.key,
            "quantity": "2",
            "condition": "good",
        },
    ),
    "aid:handover_line_remove": Address(line, get=405, data=lambda place, user: {"go": "1"}),
    "aid:handover_witnesses": Address(
        draft, data=lambda place, user: {"name-0": "Sutarman", "name-1": "Endang Rahayu"}
    ),
    "aid:handover_paper": Address(
        lambda place: issued(place) | {"paper": "record"},
        get=405,
        data=lambda place, user: {"go": "1"},
        post=200,
    ),
    "aid:handover_scan": Address(issued, data=lambda place, user: {"upload": upload()}),
    "aid:handover_scan_file": Address(issued),
    "aid:handover_agreement": Address(
        issued,
        data=lambda place, user: {
            "agreement_number": "NPHD/1/2023",
            "agreement_date": "2023-05-30",
        },
    ),
    "aid:handover_agreement_file": Address(issued),
    "aid:handover_photo_create": Address(issued, data=lambda place, user: {"upload": upload()}),
    "aid:handover_photo": Address(lambda place: handover_photo(place) | {"size": "thumb"}),
    "aid:handover_photo_remove": Address(
        handover_photo, get=405, data=lambda place, user: {"go": "1"}
    ),
}
