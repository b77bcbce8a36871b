"""A list of topics that waits for its confirmation, and the addresses of such lists."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import Import
from core.reference_imports import ReferenceSpec
from core.reference_lists import reference_of
from core.reference_pages import target_of
from tests.contracts.sign_in_addresses import nothing
from tests.contracts.walker import Address
from training.models import Topic

# The second is longer than a topic may be.
TOPICS = f"Bidang\nMerajut\n{'Panjang ' * 20}\n".encode()


def parked_topics(owner: Any) -> Import:
    reference = reference_of(Topic)
    assert reference is not None
    spec = ReferenceSpec(user=owner, reference=reference)
    preview = read_file(spec, TOPICS, "bidang.csv")
    review(spec, preview)
    return park(
        owner=owner,
        kind=spec.kind,
        target_id=target_of(reference).pk,
        filename="bidang.csv",
        data=TOPICS,
        preview=preview,
    )


def topics(place: Any) -> dict[str, Any]:
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
