"""The addresses on which a file fills a reference list."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.contracts.places import Place
from tests.contracts.reference_places import TOPICS
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address


def topics(place: Place) -> dict[str, Any]:
    return {"code": place.reference.code}


REFERENCES: dict[str, Address] = {
    "core:reference_create": Address(
        data=lambda place, user: {
            "list": "training.topic",
            "file": SimpleUploadedFile("bidang.csv", TOPICS),
        }
    ),
    "core:reference_template": Address(),
    "core:reference_detail": Address(topics, is_owners=True),
    "core:reference_read": Address(topics, 405, nothing, is_owners=True, writes=False),
    "core:reference_progress": Address(topics, get=302, is_owners=True),
    "core:reference_columns": Address(
        topics,
        data=lambda place, user: {"header": "1", "column-0": "name"},
        is_owners=True,
        writes=False,
    ),
    "core:reference_correct": Address(topics, 405, nothing, is_owners=True, writes=False),
    "core:reference_confirm": Address(topics, 405, nothing, is_owners=True),
    "core:reference_cancel": Address(topics, 405, nothing, is_owners=True, writes=False),
    "core:reference_refused": Address(topics, is_owners=True),
}
