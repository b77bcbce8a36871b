"""Certificates of a large class: issued in one go, and drawn as one PDF."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from accounts.models import User
from accounts.roles import Role
from institutions.models import Institution
from members.models import Person
from regions.models import Region
from tests.bench.asking import DISTRICT
from tests.bench.rate import Rate
from tests.factories import make_user
from training.certificate_documents import drawn
from training.models import Attendance, Certificate, Participant, Session, Topic, Training
from training.services_certificates import issue_certificates

CERTIFICATES = int(os.environ.get("CERTIFICATES") or 500)
DAYS = (dt.date(2026, 2, 2), dt.date(2026, 2, 3))


def certificates() -> Iterator[Rate]:
    """A class of 500 who were all there, for two days."""
    region = Region.objects.get(code=DISTRICT)
    office = Institution.objects.create(
        name="Dinas Cetak Sertifikat",
        kind="district_labour",
        region=region,
        head_name="Bambang Pengukur",
        letterhead="PEMERINTAH KABUPATEN UKUR\nDINAS TENAGA KERJA\nJalan Ukur Nomor 1",
    )
    user = make_user("bench_certificate", Role.ADMINISTRATOR)
    User.objects.filter(pk=user.pk).update(institution=office)
    user.institution_id = office.pk
    training = _class(office)
    issued: list[Certificate] = []
    yield _timed("certificates issued", lambda: issued.extend(_issue(training, user)))
    yield _timed("certificates, one PDF", lambda: drawn(issued))


def _class(office: Institution) -> Training:
    training = Training.objects.create(
        office=office,
        title="Pelatihan Budidaya Cabai Merah Keriting bagi Purna Pekerja Migran",
        topic=Topic.objects.first(),
        place="Balai Desa Ukur",
        starts_on=DAYS[0],
        ends_on=DAYS[1],
        certifies=True,
        state=Training.State.FINISHED,
    )
    sessions = [Session.objects.create(training=training, date=day, hours=8) for day in DAYS]
    people = Person.objects.filter(deceased_on="").order_by("id")[:CERTIFICATES]
    holders = Participant.objects.bulk_create(
        Participant(training=training, person=person, number=number)
        for number, person in enumerate(people, 1)
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, participant=holder, state=Attendance.State.PRESENT)
        for session in sessions
        for holder in holders
    )
    return training


def _issue(training: Training, user: User) -> list[Certificate]:
    return issue_certificates(
        training=training,
        participants=list(training.participants.values_list("pk", flat=True)),
        day=DAYS[1],
        signed_at="Kalianda",
        actor=user,
        address="https://register.example.go.id/verify/".__add__,
    )


def _timed(name: str, act: Callable[[], Any]) -> Rate:
    started = time.perf_counter()
    worked = time.process_time()
    act()
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    return Rate(f"{CERTIFICATES} {name}, work {work:.1f} s", CERTIFICATES, seconds)
