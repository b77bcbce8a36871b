"""Rows of trainings for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from core.codes import new_public_code
from tests.aid.factories import StoredFileFactory
from tests.factories import InstitutionFactory, MemberFactory
from training.certificate_content import office_words, training_words
from training.models import (
    Attendance,
    Certificate,
    FollowUp,
    Organiser,
    Participant,
    Session,
    Skill,
    Topic,
    Trainer,
    Training,
    TrainingFile,
)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = Sequence(lambda n: f"Topik uji {n}")


class TrainingFactory(DjangoModelFactory):
    """Four days in February 2023, planned."""

    class Meta:
        model = Training

    office = SubFactory(InstitutionFactory)
    title = Sequence(lambda n: f"Pelatihan uji {n}")
    topic = SubFactory(TopicFactory)
    place = "Balai Desa Bumi Daya"
    starts_on = dt.date(2023, 2, 20)
    ends_on = dt.date(2023, 2, 23)


class OrganiserFactory(DjangoModelFactory):
    class Meta:
        model = Organiser

    training = SubFactory(TrainingFactory)
    institution = SubFactory(InstitutionFactory)


class TrainerFactory(DjangoModelFactory):
    class Meta:
        model = Trainer

    training = SubFactory(TrainingFactory)
    name = "Haryati Uji"
    affiliation = "BP3MI Lampung"


class SessionFactory(DjangoModelFactory):
    """The training's first day, eight hours."""

    class Meta:
        model = Session

    training = SubFactory(TrainingFactory)
    date = LazyAttribute(lambda o: o.training.starts_on)
    hours = 8


class TrainingFileFactory(DjangoModelFactory):
    class Meta:
        model = TrainingFile

    training = SubFactory(TrainingFactory)
    kind = TrainingFile.Kind.MATERIAL
    file = SubFactory(StoredFileFactory)


class ParticipantFactory(DjangoModelFactory):
    """A member of a group."""

    class Meta:
        model = Participant

    training = SubFactory(TrainingFactory)
    person = SubFactory(MemberFactory)
    number = Sequence(lambda n: n % 30_000 + 1)


class NamedFactory(ParticipantFactory):
    """The husband of a member, who is not registered."""

    person = None
    name = Sequence(lambda n: f"Sutarman {n}")
    relation = "husband"
    relative_of = SubFactory(MemberFactory)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    session = SubFactory(SessionFactory)
    participant = SubFactory(ParticipantFactory, training=SelfAttribute("..session.training"))
    state = Attendance.State.PRESENT


class CertificateFactory(DjangoModelFactory):
    """This office's own, as if it were issued."""

    class Meta:
        model = Certificate

    participant = SubFactory(ParticipantFactory)
    office = SelfAttribute("participant.training.office")
    register_year = 2023
    register_seq = Sequence(lambda n: n + 1)
    number = LazyAttribute(lambda o: f"{o.register_seq:03}/SERT/{o.register_year}")
    verify_code = LazyAttribute(lambda o: new_public_code())
    issued_on = dt.date(2023, 2, 23)
    content = LazyAttribute(lambda o: words_of(o))  # noqa: PLW0108 - named below


class OtherCertificateFactory(CertificateFactory):
    """Another office's, as typed."""

    is_own = False
    number = "12/LPK/II/2023"
    register_year = None
    register_seq = None
    verify_code = ""
    content: Any = LazyAttribute(lambda o: {})


def words_of(paper: Any) -> dict[str, Any]:
    """What a certificate says, as if it had been issued by the service."""
    day = paper.issued_on
    return {
        **training_words(paper.participant.training),
        **office_words(paper.office, day=day, signed_at="Kalianda"),
        "name": str(paper.participant),
        "origin": "",
        "hours": "8 (delapan)",
        "attended": "8 (delapan)",
        "number": paper.number,
        "edition": "",
        "verify_code": paper.verify_code,
        "verify_url": f"https://register.example/verify/{paper.verify_code}/",
    }


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    participant = SubFactory(ParticipantFactory)
    months = FollowUp.Stage.THREE
    asked_on = dt.date(2023, 5, 25)
    uses = FollowUp.Uses.YES


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    person = SubFactory(MemberFactory)
    topic = SubFactory(TopicFactory)
    learned = Skill.Learned.ELSEWHERE
