"""Merging two records in tests."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pghistory

from members.models import Person
from members.services_merging import merge_people
from tests.factories import UserFactory


def merged(
    kept: Person,
    other: Person,
    *,
    taken: Collection[str] = (),
    actor: Any = None,
    **answers: str,
) -> Person:
    """``other`` in ``kept``, as they are now and as the page would do it."""
    kept.refresh_from_db()
    other.refresh_from_db()
    actor = actor or UserFactory()
    with pghistory.context(user=actor.pk, act="members.merge_people"):
        return merge_people(
            actor=actor,
            kept=kept,
            other=other,
            taken=taken,
            answers=answers,
            reason="Tercatat dua kali",
        )
