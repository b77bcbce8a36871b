"""Kehadiran: the hours that were held so far, and those at which somebody was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from training.models.sessions import Session

if TYPE_CHECKING:
    from training.models.participants import ParticipantQuerySet

THERE = ("present", "late")
HOURS: Any = DecimalField(max_digits=8, decimal_places=2)


def with_attendance(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Each brings ``hours_held`` so far, ``hours_attended``, and ``attendance_share`` in percent.

    A session at which nothing is recorded of somebody counts as held. The share is exact, so that
    it may be compared with a training's ``min_attendance``; None where nothing was held yet.
    """
    over = Session.objects.over()
    there = over.filter(attendance__participant=OuterRef("pk"), attendance__state__in=THERE)
    return participants.annotate(
        hours_held=_hours(over.filter(training=OuterRef("training"))),
        hours_attended=_hours(there),
    ).annotate(
        attendance_share=F("hours_attended")
        * Value(100, HOURS)
        / NullIf(F("hours_held"), Value(0, HOURS))
    )


def _hours(sessions: QuerySet[Session]) -> Any:
    per_training = sessions.order_by().values("training").annotate(total=Sum("hours"))
    return Coalesce(Subquery(per_training.values("total"), HOURS), Value(0, HOURS))
