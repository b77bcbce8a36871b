"""What changes several rows of a training at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from institutions.models import Institution
from training.models import Organiser, Session, Training

HOURS_A_DAY = 8


@transaction.atomic
def name_organisers(*, training: Training, institutions: Collection[Institution]) -> None:
    """These organise the training, and no others; who organised it before comes back."""
    known = {row.institution_id: row for row in training.organisers.all()}
    for institution in institutions:
        row = known.pop(institution.pk, None)
        if row is None:
            Organiser.objects.create(training=training, institution=institution)
        elif row.ended:
            _set_ended(row, False)
    for row in known.values():
        if not row.ended:
            _set_ended(row, True)


def _set_ended(row: Organiser, ended: bool) -> None:
    row.ended = ended
    row.save(update_fields=["ended"])


@transaction.atomic
def make_sessions(*, training: Training) -> None:
    """One session of eight hours on each of the training's days."""
    days = (training.ends_on - training.starts_on).days + 1
    Session.objects.bulk_create(
        Session(
            training=training,
            date=training.starts_on + dt.timedelta(days=number),
            hours=HOURS_A_DAY,
        )
        for number in range(days)
    )
