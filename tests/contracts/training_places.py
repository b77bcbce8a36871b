"""What of trainings hangs on the group of a place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import Import
from core.storage import keep_scan
from institutions.models import Institution
from members.models import Group, Person
from tests.contracts.certificate_places import CertificatePlace, certificate_place
from tests.factories import InstitutionFactory, region
from tests.training.factories import (
    FollowUpFactory,
    NamedFactory,
    OrganiserFactory,
    ParticipantFactory,
    SessionFactory,
    SkillFactory,
    TrainerFactory,
    TrainingFactory,
    TrainingFileFactory,
)
from training.imports.attendance import AttendanceSheet
from training.models import Participant, Session, Skill, Trainer, Training, TrainingFile

A_YEAR_AGO = dt.timedelta(days=370)


@dataclass(frozen=True, slots=True)
class TrainingPlace:
    """Rows of a place: a running training whose list is handed out, with a session that was held,
    a trainer, a member who takes part, a relative of hers and one who has withdrawn, a material, a
    skill of the member's, and a training that she finished a year ago.
    """

    office: Institution
    training: Training
    session: Session
    trainer: Trainer
    participant: Participant
    withdrawn: Participant
    named: Participant
    sheet: TrainingFile
    sheet_list: Import
    material: TrainingFile
    certificates: CertificatePlace
    skill: Skill
    finished: Training


def training_place(owner: Any, group: Group, person: Person, picture: bytes) -> TrainingPlace:
    office = InstitutionFactory(region=region(group.village_id[:5]))
    training = TrainingFactory(
        office=office, state=Training.State.RUNNING, hands_attendance=True, certifies=True
    )
    OrganiserFactory(training=training, institution=office)
    session = SessionFactory(training=training)
    participant = ParticipantFactory(training=training, person=person, number=1)
    return TrainingPlace(
        office=office,
        training=training,
        session=session,
        trainer=TrainerFactory(training=training),
        named=NamedFactory(training=training, number=2, relative_of=person),
        participant=participant,
        withdrawn=_withdrawn(training, person),
        sheet=TrainingFileFactory(
            training=training,
            session=session,
            kind=TrainingFile.Kind.SHEET,
            file=keep_scan(picture),
        ),
        sheet_list=_sheet_list(owner, training, person),
        material=TrainingFileFactory(training=training, file=keep_scan(picture)),
        certificates=certificate_place(owner, group, person, picture),
        skill=SkillFactory(person=person),
        finished=_finished(office, person),
    )


def _withdrawn(training: Training, person: Person) -> Participant:
    return NamedFactory(
        training=training,
        number=3,
        relative_of=person,
        withdrawn_on=training.starts_on,
        withdrawn_reason="Anak sakit",
    )


def _finished(office: Institution, person: Person) -> Training:
    day = timezone.localdate() - A_YEAR_AGO
    training = TrainingFactory(
        office=office, state=Training.State.FINISHED, starts_on=day, ends_on=day
    )
    FollowUpFactory(participant=ParticipantFactory(training=training, person=person), months=6)
    return training


def _sheet_list(owner: Any, training: Training, person: Person) -> Import:
    """A list of two rows, of which the second is nobody's, that waits for its confirmation."""
    data = f"Nama;Hari I\n{person.name};H\nTiada Siapa;H\n".encode()
    spec = AttendanceSheet(user=owner, training=training)
    preview = read_file(spec, data, "hadir.csv")
    review(spec, preview)
    return park(
        owner=owner,
        kind=spec.kind,
        target_id=training.pk,
        filename="hadir.csv",
        data=data,
        preview=preview,
    )
