"""Rows of trainings that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from tests.factories import InstitutionFactory, region
from tests.training import factories as training
from training.models import (
    Attendance,
    Certificate,
    FollowUp,
    Organiser,
    Participant,
    Session,
    Skill,
    Trainer,
    Training,
    TrainingFile,
)


def attended(group: Group, person: Person) -> Participant:
    """The person takes part in a training whose office is her regency's; its list is handed out."""
    office = InstitutionFactory(region=region(group.village_id[:5]))
    made = training.TrainingFactory(office=office, hands_attendance=True)
    return training.ParticipantFactory(training=made, person=person)


def _training(group: Group, person: Person) -> Training:
    return attended(group, person).training


def _attendance(group: Group, person: Person) -> Attendance:
    who = attended(group, person)
    session = training.SessionFactory(training=who.training)
    return training.AttendanceFactory(session=session, participant=who)


TRAINING_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {
    Training: _training,
    Organiser: lambda g, p: training.OrganiserFactory(training=_training(g, p)),
    Trainer: lambda g, p: training.TrainerFactory(training=_training(g, p)),
    Session: lambda g, p: training.SessionFactory(training=_training(g, p)),
    TrainingFile: lambda g, p: training.TrainingFileFactory(training=_training(g, p)),
    Participant: attended,
    Attendance: _attendance,
    Certificate: lambda g, p: training.CertificateFactory(participant=attended(g, p)),
    FollowUp: lambda g, p: training.FollowUpFactory(participant=attended(g, p)),
    Skill: lambda g, p: training.SkillFactory(person=p),
}
# In the admin site these are read; a file is reached through its training alone.
TRAINING_READ = tuple(model for model in TRAINING_ROWS if model is not TrainingFile)
