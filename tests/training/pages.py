"""Trainings and their office, and opening their pages, in tests."""

from __future__ import annotations

from typing import Any

from institutions.models import Institution
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import InstitutionFactory, region
from tests.training.factories import ParticipantFactory, TrainingFactory
from training.models import Training

__all__ = ["errors", "page", "signed_in"]

LIST = "/trainings/"


def an_office(code: str = "18.01") -> Institution:
    return InstitutionFactory(region=region(code))


def a_training(cast: Cast, *people: Any, **values: Any) -> Training:
    """A training of the officer's region in which these people take part."""
    values.setdefault("office", an_office())
    training = TrainingFactory(**values)
    for person in people:
        ParticipantFactory(training=training, person=person)
    return training
