"""The addresses of the service desk: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.contracts.desk_places import BOOK
from tests.contracts.places import Place
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def service(place: Place) -> dict[str, Any]:
    return {"code": place.desk.desk.service.code}


def closed(place: Place) -> dict[str, Any]:
    return {"code": place.desk.desk.closed.code}


def member(place: Place) -> dict[str, Any]:
    return {"code": place.person.code}


def book(place: Place) -> dict[str, Any]:
    return {"code": place.desk.desk.book.code}


def month(place: Place, user: User) -> dict[str, Any]:
    return {"month": "2026-03", "group": place.group.code}


def visit(place: Place, user: User) -> dict[str, Any]:
    """A visit that has to be sealed, since it says everything that the form asks."""
    return {
        "group": place.group.code,
        "asker_is": "family",
        "asker_name": "Painem",
        "topic": "pengaduan",
        "question": "Gaji belum dibayar",
        "channel": "visit",
        "urgency": "1",
        "opened_on": "2 Maret 2026",
        **officers(place, user),
    }


def corrected(place: Place, user: User) -> dict[str, Any]:
    return {
        "asker_is": "herself",
        "asker_name": "Wagiyem",
        "topic": "dokumen",
        "question": "Paspor hilang",
        "channel": "phone",
        "urgency": "2",
    }


def officers(place: Place, user: User) -> dict[str, Any]:
    """Two of the place; who writes it down is named anyway."""
    two = (place.owner, place.desk.desk.second)
    return {"officers": [officer.username for officer in two if officer != user]}


DESK: dict[str, Address] = {
    "secretariat:service_list": Address(),
    "secretariat:service_create": Address(data=visit, writes=False),
    "secretariat:service_visit": Address(member, data=visit, writes=False),
    "secretariat:service_group": Address(lambda place: {"code": place.group.code}, get=302),
    "secretariat:service_numbers": Address(),
    "secretariat:sealed_list": Address(),
    "secretariat:successor_list": Address(),
    "secretariat:successor_name": Address(
        lambda place: {"code": place.desk.desk.alone.code},
        data=lambda place, user: {"officer": place.desk.desk.second.username},
        is_owners=True,
        writes=False,
    ),
    "secretariat:service_detail": Address(service),
    "secretariat:service_update": Address(service, data=corrected),
    "secretariat:service_history": Address(service),
    "secretariat:service_note": Address(service, data=lambda place, user: {"text": "Ditelepon"}),
    "secretariat:service_family": Address(service, data=lambda place, user: {"text": "Sehat"}),
    "secretariat:service_refer": Address(
        service, data=lambda place, user: {"institution": place.desk.desk.office.code}
    ),
    "secretariat:referral_answer": Address(
        lambda place: service(place) | {"referral": place.desk.desk.referral.code},
        data=lambda place, user: {"text": "Sedang diproses"},
    ),
    "secretariat:service_close": Address(service, data=lambda place, user: {"result": "Selesai"}),
    "secretariat:service_reopen": Address(
        closed, data=lambda place, user: {"reason": "Belum selesai"}
    ),
    "secretariat:service_seal": Address(service, data=officers, writes=False),
    "secretariat:sealed_note": Address(
        service,
        data=lambda place, user: officers(place, user) | {"text": "Suaminya tidak boleh tahu"},
        writes=False,
    ),
    "secretariat:service_export": Address(
        data=lambda place, user: {"columns": ["topic"], "file_format": "csv"}, post=200
    ),
    "secretariat:service_book": Address(data=month, post=200),
    "secretariat:service_blank_book": Address(get=405, data=nothing, post=200, writes=False),
    "secretariat:service_totals": Address(),
    "secretariat:visitor_create": Address(
        data=lambda place, user: {
            "group": place.group.code,
            "file": SimpleUploadedFile("buku.csv", BOOK),
        }
    ),
    "secretariat:visitor_template": Address(),
    "secretariat:visitor_detail": Address(book, is_owners=True),
    "secretariat:visitor_read": Address(book, 405, nothing, is_owners=True, writes=False),
    "secretariat:visitor_progress": Address(book, get=302, is_owners=True),
    "secretariat:visitor_columns": Address(
        book,
        data=lambda place, user: {"header": "1", "column-0": "date", "column-1": "name"},
        is_owners=True,
        writes=False,
    ),
    "secretariat:visitor_correct": Address(book, 405, nothing, is_owners=True, writes=False),
    "secretariat:visitor_confirm": Address(book, 405, nothing, is_owners=True),
    "secretariat:visitor_cancel": Address(book, 405, nothing, is_owners=True, writes=False),
    "secretariat:visitor_refused": Address(book, is_owners=True),
}
