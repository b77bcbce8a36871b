"""secretariat.models.visits: what the database refuses, whatever path writes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from secretariat.models import Visit, VisitFollowUp
from tests.secretariat.visit_factories import VisitFactory, VisitFollowUpFactory


@pytest.mark.django_db
def test_the_database_refuses_what_cannot_be() -> None:
    visit = VisitFactory()
    for values in (
        {"state": "held", "held_on": dt.date(2024, 3, 1)},
        {"purpose": ""},
        {"planned_on": dt.date(1850, 1, 1)},
        {"state": "cancelled"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFollowUpFactory(visit=visit, owner_name="Haryati")
    assert not VisitFollowUp.objects.exists()
