"""The lines of the list of trainings: a fixed number of queries for any page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils.text import capfirst

from members.listing import place
from training.models import Organiser, Participant, Training
from training.training_page import TONES, span

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "title", "topic__name", "starts_on", "ends_on", "place", "village__path"),
    *("quota", "state", "certifies"),
)
MOST_ORGANISERS = 2
SEEN = "training.view_participant"


def training_lines(rows: Sequence[Row], user: Any) -> list[Row]:
    """The rows of a page of trainings in words; a secretary's figures are of her own people."""
    ids = [row["id"] for row in rows]
    organisers, enrolled = organisers_of(ids), enrolled_in(ids, user)
    return [_line(row, organisers[row["id"]], enrolled.get(row["id"], 0)) for row in rows]


def organisers_of(trainings: Iterable[int]) -> defaultdict[int, list[str]]:
    """The names of those who organise each training."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Organiser.objects.filter(training__in=trainings, ended=False)
    for training, name in rows.values_list("training_id", "institution__name"):
        found[training].append(name)
    return found


def enrolled_in(trainings: Iterable[int], user: Any) -> dict[int, int]:
    """How many of the participants whom the user may see are enrolled in each training."""
    seen = Participant.objects.allowed(user, SEEN).filter(training__in=trainings)
    still_there = Count("pk", filter=Q(withdrawn_on=None))
    counts = seen.order_by().values("training_id").annotate(n=still_there)
    return {row["training_id"]: row["n"] for row in counts}


def _line(row: Row, organisers: list[str], enrolled: int) -> Row:
    return {
        "code": row["code"],
        "title": row["title"],
        "topic": row["topic__name"],
        "days": span(row["starts_on"], row["ends_on"]),
        "place": row["place"],
        "area": place(row["village__path"]),
        "organisers": organisers[:MOST_ORGANISERS],
        "more_organisers": max(len(organisers) - MOST_ORGANISERS, 0),
        "enrolled": enrolled,
        "quota": row["quota"],
        "is_over": row["quota"] is not None and enrolled > row["quota"],
        "state": capfirst(Training.State(row["state"]).label),
        "tone": TONES[row["state"]],
        "certifies": row["certifies"],
    }
