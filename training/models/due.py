"""Tindak lanjut: who is to be asked today, and after how many months."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, OuterRef, Q, SmallIntegerField, When

from training.models.follow_ups import FollowUp
from training.models.trainings import Training

if TYPE_CHECKING:
    from training.models.participants import ParticipantQuerySet

STAGES = tuple(sorted(FollowUp.Stage.values))
# A year and a half after a training nobody is asked any more what is left of it.
NEVER_AFTER = 18


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months ago; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def reached(training: Training, day: dt.date) -> int:
    """How many months after it the latest stage came that has come by this day; 0: none yet."""
    if training.state != Training.State.FINISHED:
        return 0
    come = (months for months in STAGES if training.ends_on <= months_before(day, months))
    return max(come, default=0)


def stage_on(training: Training, day: dt.date) -> int | None:
    """After how many months its participants are asked on this day; None: not yet, or never."""
    is_over = training.ends_on <= months_before(day, NEVER_AFTER)
    return None if is_over else reached(training, day) or None


def due(participants: ParticipantQuerySet, day: dt.date) -> ParticipantQuerySet:
    """Those to be asked on this day, each with her ``stage``: the latest that has come.

    An earlier one that was missed is not asked any more. Who was not met is asked again.
    """
    answers = FollowUp.objects.done().filter(participant=OuterRef("pk"), months=OuterRef("stage"))
    return (
        participants.enrolled()
        .filter(
            person__deceased_on__isnull=True,
            training__state=Training.State.FINISHED,
            training__ends_on__lte=months_before(day, STAGES[0]),
            training__ends_on__gt=months_before(day, NEVER_AFTER),
        )
        .annotate(stage=_stage(day))
        .filter(~Exists(answers))
    )


def _stage(day: dt.date) -> Case:
    return Case(
        *(
            When(Q(training__ends_on__lte=months_before(day, months)), then=months)
            for months in reversed(STAGES)
        ),
        output_field=SmallIntegerField(),
    )
