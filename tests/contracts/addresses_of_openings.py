"""The addresses of openings: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address


def draft(place: Place) -> dict[str, Any]:
    return {"code": place.desk.abroad.draft.code}


def opening(place: Place) -> dict[str, Any]:
    return {"code": place.desk.abroad.opening.code}


def written(place: Place) -> dict[str, Any]:
    return {
        "kind": "buyer",
        "title": "Pembeli cabai kering",
        "text": "Koperasi membeli cabai kering 50 kg seminggu.",
        "audience": "Kelompok yang menanam cabai",
        "place": "Kalianda",
        "until": "2027-05-31",
        "contact": "Koperasi Tani, 0721 555 010",
        "commodity": "cabai",
        "office": place.desk.abroad.draft.office.code,
    }


OPENINGS: dict[str, Address] = {
    "secretariat:opening_list": Address(),
    "secretariat:opening_create": Address(data=lambda place, user: written(place)),
    "secretariat:opening_export": Address(
        data=lambda place, user: {"columns": ["kind"], "file_format": "csv"}, post=200
    ),
    "secretariat:opening_detail": Address(opening),
    "secretariat:opening_update": Address(draft, data=lambda place, user: written(place)),
    "secretariat:opening_publish": Address(draft, data=lambda place, user: {"no_job_abroad": "on"}),
    "secretariat:opening_withdraw": Address(
        opening, data=lambda place, user: {"reason": "Kuota sudah habis"}
    ),
    "secretariat:opening_fit_list": Address(opening),
    "openings:opening_public": Address(),
    "openings:opening_feed": Address(),
    "openings:opening_show": Address(opening),
}
