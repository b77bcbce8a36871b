"""The addresses of visits and minutes: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.contracts.places import Place, photo
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def group(place: Place) -> dict[str, Any]:
    return {"code": place.group.code}


def planned(place: Place) -> dict[str, Any]:
    return {"code": place.desk.visits.planned.code}


def held(place: Place) -> dict[str, Any]:
    return {"code": place.desk.visits.held.code}


def held_photo(place: Place) -> dict[str, Any]:
    return held(place) | {"photo": place.desk.visits.photo.code}


def follow_up(place: Place) -> dict[str, Any]:
    return {"code": place.desk.visits.follow_up.code}


def meeting(place: Place) -> dict[str, Any]:
    return {"code": place.desk.visits.meeting.code}


def meeting_photo(place: Place) -> dict[str, Any]:
    return meeting(place) | {"photo": place.desk.visits.meeting_photo.code}


def plan(place: Place, user: User) -> dict[str, Any]:
    return {"planned_on": "2024-11-28", "purpose": "Buku kas", "officers": [user.username]}


def found(place: Place, user: User) -> dict[str, Any]:
    return {
        "held_on": "12 Januari 2024",
        "findings": "Buku kas rapi.",
        "summary": "Berjalan baik.",
        "others": "Haryati, S.P.",
    }


def to_do(place: Place, user: User) -> dict[str, Any]:
    return {"what": "Ganti oli", "whose": "group", "due_on": "2024-03-15"}


def minutes(place: Place, user: User) -> dict[str, Any]:
    return {
        "date": "12 Mei 2024",
        "begins_at": "14:00",
        "place": "Balai desa",
        "agenda": "Iuran",
        "leader": "Samini",
        "note_taker": "Painem",
        "text": "Iuran Rp10.000 sebulan.",
        f"state-{place.person.code}": "excused",
    }


def uploaded(place: Place, user: User) -> dict[str, Any]:
    return {"upload": SimpleUploadedFile("foto.png", photo("teal")), "caption": "Kebun cabai"}


VISITS: dict[str, Address] = {
    "secretariat:visit_list": Address(),
    "secretariat:visit_plan": Address(
        data=lambda place, user: {
            "groups": [place.group.code],
            "planned_on": "2024-12-05",
            "purpose": "Buku kas",
        }
    ),
    "secretariat:visit_export": Address(
        data=lambda place, user: {"columns": ["purpose"], "file_format": "csv"}, post=200
    ),
    "secretariat:visit_create": Address(group, data=plan),
    "secretariat:visit_detail": Address(planned),
    "secretariat:visit_update": Address(planned, data=plan),
    "secretariat:visit_record": Address(planned, data=found),
    "secretariat:visit_cancel": Address(planned, data=lambda place, user: {"reason": "Banjir"}),
    "secretariat:visit_letter": Address(held, get=405, data=nothing, post=200),
    "secretariat:visit_history": Address(held),
    "secretariat:visit_photo_create": Address(held, data=uploaded),
    "secretariat:visit_photo_remove": Address(held_photo, get=405, data=nothing),
    "secretariat:visit_photo": Address(lambda place: held_photo(place) | {"size": "full"}),
    "secretariat:visit_followup_create": Address(held, data=to_do),
    "secretariat:visit_followup_update": Address(follow_up, data=to_do),
    "secretariat:visit_followup_finish": Address(
        follow_up, data=lambda place, user: {"done_on": "1 Maret 2024", "done_note": "Sudah"}
    ),
    "secretariat:visit_followup_cancel": Address(
        follow_up, data=lambda place, user: {"reason": "Traktor dijual"}
    ),
}
MEETINGS: dict[str, Address] = {
    "secretariat:meeting_list": Address(group),
    "secretariat:meeting_create": Address(group, data=minutes),
    "secretariat:meeting_detail": Address(meeting),
    "secretariat:meeting_update": Address(meeting, data=minutes),
    "secretariat:meeting_attendance": Address(
        meeting, data=lambda place, user: {f"state-{place.person.code}": "absent"}
    ),
    "secretariat:meeting_cancel": Address(meeting, data=lambda place, user: {"reason": "Dobel"}),
    "secretariat:meeting_paper": Address(meeting, get=405, data=nothing, post=200),
    "secretariat:meeting_history": Address(meeting),
    "secretariat:meeting_photo_create": Address(meeting, data=uploaded),
    "secretariat:meeting_photo_remove": Address(meeting_photo, get=405, data=nothing),
    "secretariat:meeting_photo": Address(lambda place: meeting_photo(place) | {"size": "full"}),
}
