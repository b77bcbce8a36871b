"""The office's own certificates, by the officers' services: one revoked, one issued anew."""

from __future__ import annotations

from accounts.demo import verified_at
from accounts.models import User
from institutions.models import Series
from training.certificate_checks import has_attended_enough
from training.models import Attendance, Participant, Training
from training.services_certificates import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)

_WRONG_HOLDER = 2


def issue(training: Training, officer: User) -> None:
    """To all who attended enough; ended and issued anew on the day of the demonstration."""
    Series.objects.create(
        institution=training.office,
        kind=Series.Kind.CERTIFICATE,
        template=Series.DEFAULTS["certificate"],
        code="DTKT",
    )
    misspelt = _sister(training, "Nur Aeni")
    everybody = Participant.objects.filter(training=training).with_attendance()
    papers = issue_certificates(
        training=training,
        participants=[one.pk for one in everybody if has_attended_enough(one, training)],
        day=training.ends_on,
        signed_at="Kalianda",
        actor=officer,
        address=verified_at,
    )
    misspelt.name = "Nur Aini"
    misspelt.save(update_fields=["name"])
    reissue_certificate(
        certificate=papers[-1],
        reason="Nama salah tulis, tidak sama dengan KTP.",
        actor=officer,
        address=verified_at,
    )
    revoke_certificate(
        certificate=papers[_WRONG_HOLDER],
        reason="Yang hadir ternyata anaknya; ia sendiri tidak mengikuti pelatihan.",
    )


def _sister(training: Training, name: str) -> Participant:
    """She comes along with the first of the list, stands last on it, and was there all the time."""
    first, last = training.participants.first(), training.participants.last()
    sister = Participant.objects.create(
        training=training,
        number=last.number + 1 if last else 1,
        name=name,
        relation="sibling",
        relative_of=first.person if first else None,
    )
    there = Attendance.State.PRESENT
    Attendance.objects.bulk_create(
        Attendance(session=session, participant=sister, state=there)
        for session in training.sessions.all()
    )
    return sister
