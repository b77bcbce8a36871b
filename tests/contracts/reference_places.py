"""A list of topics that waits for its confirmation."""

from __future__ import annotations

from typing import Any

from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import Import
from core.reference_imports import ReferenceSpec
from core.reference_lists import reference_of
from core.reference_pages import target_of
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
