"""The addresses of equipment and its labels."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.contracts.aid_places import INVENTORY
from tests.contracts.places import Place, photo
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def piece(place: Place) -> dict[str, Any]:
    return {"code": place.aid.equipment.code}


def inspection(place: Place) -> dict[str, Any]:
    return piece(place) | {"row_code": place.aid.inspection.code}


def upkeep(place: Place) -> dict[str, Any]:
    return piece(place) | {"row_code": place.aid.upkeep.code}


def inventory(place: Place) -> dict[str, Any]:
    return {"code": place.aid.inventory.code}


TODAY = "31 Mei 2024"
EQUIPMENT: dict[str, Address] = {
    "aid:equipment_list": Address(),
    "aid:equipment_detail": Address(piece),
    "aid:equipment_history": Address(piece),
    "aid:equipment_create": Address(
        data=lambda place, user: {
            "group": place.group.code,
            "kind": place.aid.kind.pk,
            "title": "grant",
            "condition": "good",
        }
    ),
    "aid:equipment_update": Address(
        piece, data=lambda place, user: {"kind": place.aid.kind.pk, "title": "loan"}
    ),
    "aid:equipment_photo": Address(lambda place: piece(place) | {"size": "thumb"}),
    "aid:equipment_photo_update": Address(
        piece, data=lambda place, user: {"upload": SimpleUploadedFile("foto.png", photo("navy"))}
    ),
    "aid:equipment_handover_photo": Address(
        lambda place: {"code": place.aid.handed.code, "size": "full"}
    ),
    "aid:equipment_condition": Address(piece, data=lambda place, user: {"answer": "light_damage"}),
    "aid:custody_change": Address(piece, data=lambda place, user: {"person": "", "since": TODAY}),
    "aid:equipment_move": Address(
        piece,
        data=lambda place, user: {
            "to_group": place.second_group.code,
            "day": TODAY,
            "reason": "Kelompok tidak bertani lagi",
        },
    ),
    "aid:equipment_end": Address(
        piece,
        data=lambda place, user: {
            "kind": "lost",
            "day": TODAY,
            "reason": "Hilang dari gudang",
            "is_sure": "on",
        },
    ),
    "aid:inspection_create": Address(
        piece,
        data=lambda place, user: {"date": TODAY, "by": "Slamet Riyadi", "condition": "good"},
    ),
    "aid:inspection_photo": Address(lambda place: inspection(place) | {"size": "thumb"}),
    "aid:upkeep_create": Address(
        piece, data=lambda place, user: {"date": TODAY, "kind": "oil", "cost": "150.000"}
    ),
    "aid:inspection_update": Address(
        inspection,
        data=lambda place, user: {"date": TODAY, "by": "Slamet Riyadi", "condition": "good"},
    ),
    "aid:inspection_cancel": Address(inspection, data=lambda place, user: {"reason": "Ganda"}),
    "aid:upkeep_update": Address(
        upkeep, data=lambda place, user: {"date": TODAY, "kind": "oil", "cost": "160.000"}
    ),
    "aid:upkeep_cancel": Address(upkeep, data=lambda place, user: {"reason": "Ganda"}),
    "aid:fault_create": Address(piece, data=lambda place, user: {"kind": "no_start"}),
    "aid:fault_handle": Address(
        lambda place: piece(place) | {"fault_code": place.aid.fault.code},
        data=lambda place, user: {
            "day": timezone.localdate().isoformat(),
            "note": "Selang diganti",
        },
    ),
    "aid:equipment_label": Address(piece),
    "aid:equipment_labels": Address(),
    "aid:inventory_create": Address(
        data=lambda place, user: {"file": SimpleUploadedFile("inventaris.csv", INVENTORY)}
    ),
    "aid:inventory_template": Address(),
    "aid:inventory_detail": Address(inventory, is_owners=True),
    "aid:inventory_read": Address(inventory, 405, nothing, is_owners=True, writes=False),
    "aid:inventory_progress": Address(inventory, get=302, is_owners=True),
    "aid:inventory_columns": Address(
        inventory,
        data=lambda place, user: {"header": "1", "column-0": "group", "column-1": "kind"},
        is_owners=True,
        writes=False,
    ),
    "aid:inventory_correct": Address(inventory, 405, nothing, is_owners=True, writes=False),
    "aid:inventory_confirm": Address(inventory, 405, nothing, is_owners=True),
    "aid:inventory_cancel": Address(inventory, 405, nothing, is_owners=True, writes=False),
    "aid:inventory_refused": Address(inventory, is_owners=True),
    "aid:equipment_export": Address(
        data=lambda place, user: {"columns": ["serial"], "file_format": "csv"}, post=200
    ),
    "label:label_show": Address(
        lambda place: {"label_code": place.aid.equipment.label_code},
        data=lambda place, user: {"kind": "no_start"},
    ),
}
