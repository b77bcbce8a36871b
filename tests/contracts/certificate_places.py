"""What of certificates hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.storage import keep_scan
from institutions.models import Institution
from members.models import Group, Person
from tests.factories import MemberFactory
from tests.training.factories import (
    AttendanceFactory,
    CertificateFactory,
    OtherCertificateFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from training.models import Certificate, Participant, Training


@dataclass(frozen=True, slots=True)
class CertificatePlace:
    """A finished training that the owner's office certifies: one has her certificate, with a title
    that was wrong, and one waits. Of another's one is registered, one is not.
    """

    training: Training
    paper: Certificate
    waiting: Participant
    registered: Certificate
    unregistered: Participant


def certificate_place(owner: Any, group: Group, person: Person, picture: bytes) -> CertificatePlace:
    office = _with_head(User.objects.get(pk=owner.pk).institution)
    ours = TrainingFactory(office=office, state=Training.State.FINISHED, certifies=True)
    theirs = TrainingFactory(office=office, state=Training.State.FINISHED)
    holder, waiting = _attended(ours, person), _attended(ours, MemberFactory(group=group))
    paper = CertificateFactory(participant=holder, scan=keep_scan(picture))
    Training.objects.filter(pk=ours.pk).update(title="Judul yang benar")
    registered = OtherCertificateFactory(
        participant=ParticipantFactory(training=theirs, person=person), scan=keep_scan(picture)
    )
    unregistered = ParticipantFactory(training=theirs, person=MemberFactory(group=group))
    return CertificatePlace(ours, paper, waiting, registered, unregistered)


def _with_head(office: Institution) -> Institution:
    office.head_name = "Harun Prasetya"
    office.save(update_fields=["head_name"])
    return office


def _attended(training: Training, person: Person) -> Participant:
    session = training.sessions.first() or SessionFactory(training=training)
    return AttendanceFactory(session=session, participant__person=person).participant
