"""What of trainings hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from institutions.models import Institution
from members.models import Group, Person
from tests.factories import InstitutionFactory, region
from tests.training.factories import (
    NamedFactory,
    OrganiserFactory,
    ParticipantFactory,
    SessionFactory,
    TrainerFactory,
    TrainingFactory,
)
from training.models import Participant, Session, Trainer, Training


@dataclass(frozen=True, slots=True)
class TrainingPlace:
    """Rows of a place: a running training whose list is handed out, with a session that was held,
    a trainer, a member who takes part, and a relative of hers.
    """

    office: Institution
    training: Training
    session: Session
    trainer: Trainer
    participant: Participant
    named: Participant


def training_place(owner: Any, group: Group, person: Person, picture: bytes) -> TrainingPlace:
    office = InstitutionFactory(region=region(group.village_id[:5]))
    training = TrainingFactory(
        office=office, state=Training.State.RUNNING, hands_attendance=True, certifies=True
    )
    OrganiserFactory(training=training, institution=office)
    return TrainingPlace(
        office=office,
        training=training,
        session=SessionFactory(training=training),
        trainer=TrainerFactory(training=training),
        participant=ParticipantFactory(training=training, person=person, number=1),
        named=NamedFactory(training=training, number=2, relative_of=person),
    )
