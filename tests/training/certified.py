"""A class that an office certifies, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from institutions.models import Institution
from tests.factories import InstitutionFactory, MemberFactory, UserFactory
from tests.training.factories import (
    AttendanceFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from training.models import Attendance, Certificate, Participant, Training
from training.services_certificates import issue_certificates

DAY = dt.date(2023, 2, 24)


def an_office(**values: Any) -> Institution:
    head = {"head_name": "Harun Prasetya, S.E.", "head_nip": "197001011995031001"}
    return InstitutionFactory(**(head | {"head_title": "Kepala Dinas"} | values))


def a_class(*names: str, office: Institution | None = None, **values: Any) -> Training:
    """Two days of eight hours, at which everybody of these names was."""
    training = TrainingFactory(office=office or an_office(), certifies=True, **values)
    for day in (20, 21):
        SessionFactory(training=training, date=dt.date(2023, 2, day))
    for number, name in enumerate(names, 1):
        enrol(training, name, number=number)
    Training.objects.filter(pk=training.pk).update(state=Training.State.FINISHED)
    training.refresh_from_db()
    return training


def enrol(training: Training, name: str = "", *, sessions: int = 2, **values: Any) -> Participant:
    """Somebody who was at so many of the sessions: a new member, or the person of ``values``."""
    person = values.pop("person", None) or MemberFactory(name=name)
    holder = ParticipantFactory(training=training, person=person, **values)
    for nth, session in enumerate(training.sessions.all()):
        state = Attendance.State.PRESENT if nth < sessions else Attendance.State.ABSENT
        AttendanceFactory(session=session, participant=holder, state=state)
    return holder


def officer_of(training: Training) -> User:
    return UserFactory(institution=training.office)


def address(code: str) -> str:
    return f"https://register.example/verify/{code}/"


def issue(training: Training, *participants: Participant, **values: Any) -> list[Certificate]:
    """By an officer of the training's office; to everybody, where nobody is named."""
    chosen = participants or training.participants.all()
    given = {
        "training": training,
        "participants": [one.pk for one in chosen],
        "day": DAY,
        "signed_at": "Kalianda",
        "actor": None,
        "address": address,
    } | values
    given["actor"] = given["actor"] or officer_of(training)
    return issue_certificates(**given)
