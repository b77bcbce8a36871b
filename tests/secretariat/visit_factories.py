"""Rows of coaching visits and minutes for tests."""

from __future__ import annotations

import datetime as dt

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from secretariat.models import (
    CoachingPhoto,
    Meeting,
    MeetingAttendance,
    MeetingPhoto,
    Visit,
    VisitFollowUp,
    VisitOfficer,
)
from tests.aid.factories import StoredFileFactory
from tests.factories import GroupFactory, InstitutionFactory, MemberFactory


class VisitFactory(DjangoModelFactory):
    """Planned for a day of its own in 2024."""

    class Meta:
        model = Visit

    group = SubFactory(GroupFactory)
    office = SubFactory(InstitutionFactory)
    planned_on = Sequence(lambda n: dt.date(2024, 1, 8) + dt.timedelta(days=n % 300))
    purpose = "Buku kas dan pemakaian traktor"


class HeldVisitFactory(VisitFactory):
    """Made on the day for which it was planned."""

    state = Visit.State.HELD
    held_on = SelfAttribute("planned_on")
    findings = "Buku kas rapi. Traktor perlu ganti oli."
    summary = "Kelompok berjalan baik."


class VisitOfficerFactory(DjangoModelFactory):
    class Meta:
        model = VisitOfficer

    visit = SubFactory(VisitFactory)
    name = "Haryati Uji, S.P."


class CoachingPhotoFactory(DjangoModelFactory):
    class Meta:
        model = CoachingPhoto

    visit = SubFactory(HeldVisitFactory)
    file = SubFactory(StoredFileFactory)


class VisitFollowUpFactory(DjangoModelFactory):
    """Something that the group itself has to do."""

    class Meta:
        model = VisitFollowUp

    visit = SubFactory(HeldVisitFactory)
    what = "Ganti oli traktor"
    is_groups = True
    due_on = dt.date(2024, 3, 1)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    group = SubFactory(GroupFactory)
    date = dt.date(2024, 2, 12)
    place = "Balai Desa Bumi Daya"
    agenda = "Rencana tanam musim hujan"
    leader = "Samini"
    note_taker = "Painem"
    text = "Tanam cabai mulai bulan Maret."


class MeetingAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = MeetingAttendance

    meeting = SubFactory(MeetingFactory)
    person = SubFactory(MemberFactory)
    state = MeetingAttendance.State.PRESENT


class MeetingPhotoFactory(DjangoModelFactory):
    class Meta:
        model = MeetingPhoto

    meeting = SubFactory(MeetingFactory)
    file = SubFactory(StoredFileFactory)
