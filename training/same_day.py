"""Bentrok: the same person in two trainings on one day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import display
from core.access import is_allowed
from training.models import Participant, Session, Training

VIEW = "training.view_participant"


def conflicts(
    training: Training, people: Collection[int] | QuerySet[Any], user: Any
) -> dict[int, str]:
    """Of those people (ids) who are elsewhere on a day of this training: where, in words.

    A training's days are those of its sessions, or all of them while it has none. The name of a
    training that the user does not see is not told.
    """
    own = _days(training, training.sessions.held().values_list("date", flat=True))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in _elsewhere(training, people, user):
        other = row.training
        if common := own & _days(other, row.dates):
            title = other.title if row.is_seen else _("another training")
            found[row.person_id or 0].append(_words(title, min(common)))
    return {person: "; ".join(words) for person, words in found.items()}


def _words(title: str, day: dt.date) -> str:
    return _("%(training)s, %(day)s") % {"training": title, "day": display.long_date(day)}


def _elsewhere(training: Training, people: Any, user: Any) -> Any:
    sessions = Session.objects.held().filter(training=OuterRef("training")).order_by()
    rows = Participant.objects.enrolled().filter(
        person__in=people,
        training__starts_on__lte=training.ends_on,
        training__ends_on__gte=training.starts_on,
    )
    rows = rows.exclude(training=training).exclude(training__state=Training.State.CANCELLED)
    return (
        rows.annotate(
            dates=ArraySubquery(sessions.values("date")),
            is_seen=is_allowed(Participant.access, user, VIEW),
        )
        .select_related("training")
        .order_by(F("training__starts_on"), "pk")
    )


def _days(training: Training, dates: Iterable[dt.date]) -> set[dt.date]:
    found = set(dates)
    if found:
        return found
    length = (training.ends_on - training.starts_on).days
    return {training.starts_on + dt.timedelta(days=n) for n in range(length + 1)}
