"""The addresses of those abroad and of needs: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address


def away(place: Place) -> dict[str, Any]:
    return {"code": place.desk.abroad.away.code}


def unbound(place: Place) -> dict[str, Any]:
    return {"code": place.desk.abroad.unbound.code}


def needy(place: Place) -> dict[str, Any]:
    return {"code": place.desk.abroad.need.person.code}


ABROAD: dict[str, Address] = {
    "secretariat:abroad_list": Address(),
    "secretariat:abroad_export": Address(
        data=lambda place, user: {"columns": ["group"], "file_format": "csv"}, post=200
    ),
    "secretariat:abroad_detail": Address(away),
    "secretariat:contact_create": Address(
        away,
        data=lambda place, user: {
            "told_by": "relative",
            "source": "Paiman, suaminya",
            "channel": "call",
            "day": "2 Maret 2026",
            "note": "Sehat, kontrak diperpanjang",
        },
    ),
    "secretariat:contact_end": Address(
        lambda place: away(place) | {"contact": place.desk.abroad.contact.code},
        data=lambda place, user: {"ended_on": "2 Maret 2026", "end_reason": "Salah orang"},
    ),
    "secretariat:person_returned": Address(
        away, data=lambda place, user: {"reason": "contract_ended", "returned": "Maret 2026"}
    ),
    "secretariat:returned_next": Address(unbound),
    "secretariat:returned_join": Address(
        unbound,
        data=lambda place, user: {
            "group": place.group.code,
            "status": "member",
            "joined": "2 Maret 2026",
        },
    ),
    "secretariat:need_list": Address(needy),
    "secretariat:need_create": Address(
        needy, data=lambda place, user: {"kinds": ["training"], "note": "Menjahit"}
    ),
    "secretariat:need_end": Address(
        lambda place: needy(place) | {"need": place.desk.abroad.need.code},
        data=lambda place, user: {"ended_on": "2 Maret 2026", "end_reason": "Sudah punya modal"},
    ),
}
