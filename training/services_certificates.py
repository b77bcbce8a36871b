"""Sertifikat: issuing a class's, revoking one, issuing one anew whose words were wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import display
from core.codes import new_public_code
from institutions.models import Series
from institutions.services import Number, next_numbers
from training.certificate_checks import blockers, holders, too_little
from training.certificate_content import (
    PARTICIPANT,
    TRAINING,
    differing,
    office_words,
    participant_words,
    training_words,
)
from training.models import Certificate, Participant, Training

Address = Callable[[str], str]
SERIES = Series.Kind.CERTIFICATE.value
ENDED = ("state", "ended_on", "end_reason")


@transaction.atomic
def issue_certificates(
    *,
    training: Training,
    participants: Collection[int],
    day: dt.date,
    signed_at: str,
    actor: Any,
    address: Address,
) -> list[Certificate]:
    """Number and freeze a certificate for each of these participants, in the list's order.

    Who has one already is passed over, so that of two officers each issues what is left.
    ``address(code)`` is the absolute address at which anybody verifies the paper. Raises
    ValidationError with the sentences that say what is in the way.
    """
    training = _locked(training)
    if problems := blockers(training, actor):
        raise ValidationError(problems)
    _check_day(training, day)
    waiting = _waiting(training, participants)
    numbers = next_numbers(institution=training.office, kind=SERIES, day=day, count=len(waiting))
    words = training_words(training) | office_words(training.office, day=day, signed_at=signed_at)
    return Certificate.objects.bulk_create(
        _numbered(one, number, words=words, day=day, actor=actor, address=address)
        for one, number in zip(waiting, numbers, strict=True)
    )


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str) -> Certificate:
    """End a certificate; its number stays with it and is never given again."""
    paper = _held(certificate)
    _end(paper, Certificate.State.REVOKED, reason)
    return paper


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, reason: str, actor: Any, address: Address
) -> Certificate:
    """Replace one on which a word was wrong, by a new edition with the same number.

    It is signed today, by who heads the office today. Raises ValidationError where it says what
    the register says, or where she has not attended enough.
    """
    old = _held(certificate)
    training = _locked(old.participant.training)
    if not old.is_own:
        raise ValidationError(_("Only the office that issued it issues it anew."))
    if problems := blockers(training, actor):
        raise ValidationError(problems)
    holder = _read(training).filter(pk=old.participant_id).first()
    if holder is None:
        raise ValidationError(
            _("She has withdrawn from this training. Put her on the list again first.")
        )
    if words := too_little([holder], training):
        raise ValidationError(words)
    said = training_words(training) | participant_words(holder)
    if not differing(old, said):
        raise ValidationError(_("It says what the register says. Correct the register first."))
    _end(old, Certificate.State.REPLACED, reason)
    return _next_edition(old, said, training=training, actor=actor, address=address)


def _locked(training: Training) -> Training:
    """Two who issue certificates of one training stand in line."""
    rows = Training.objects.select_for_update(of=("self",)).select_related(*TRAINING)
    return rows.get(pk=training.pk)


def _held(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",))
    paper = rows.select_related("participant__training").get(pk=certificate.pk)
    if not paper.holds:
        raise ValidationError(Certificate.trigger_messages["certificate_state_by_table"])
    return paper


def _end(paper: Certificate, state: str, reason: str) -> None:
    paper.state, paper.ended_on, paper.end_reason = state, timezone.localdate(), reason
    paper.save(update_fields=ENDED)


def _check_day(training: Training, day: dt.date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"day": _("This date lies in the future.")})
    if day < training.ends_on:
        words = _("This date lies before the last day of the training.")
        raise ValidationError({"day": words})


def _read(training: Training) -> Any:
    everybody = Participant.objects.enrolled().filter(training=training).with_attendance()
    return everybody.select_related(*PARTICIPANT).order_by("number", "id")


def _waiting(training: Training, participants: Collection[int]) -> list[Participant]:
    """Those of the participants who have none yet; all of them attended enough."""
    chosen = list(_read(training).filter(pk__in=participants))
    if len(chosen) < len(set(participants)):
        raise ValidationError(_("Somebody whom you ticked is no longer on the list. Look again."))
    if words := too_little(chosen, training):
        raise ValidationError(words)
    have = {row["participant"] for row in holders(training)}
    waiting = [one for one in chosen if one.pk not in have]
    if not waiting:
        raise ValidationError(_("Everybody whom you ticked has a certificate already."))
    return waiting


def _numbered(
    holder: Participant,
    number: Number,
    *,
    words: dict[str, Any],
    day: dt.date,
    actor: Any,
    address: Address,
) -> Certificate:
    code = new_public_code()
    checked = {"number": number.text, "verify_code": code, "verify_url": address(code)}
    return Certificate(
        participant=holder,
        office=holder.training.office,
        number=number.text,
        register_year=number.year,
        register_seq=number.seq,
        verify_code=code,
        issued_on=day,
        issued_by=actor,
        content=words | participant_words(holder) | checked | {"edition": ""},
    )


def _next_edition(
    old: Certificate, said: dict[str, Any], *, training: Training, actor: Any, address: Address
) -> Certificate:
    code, day, edition = new_public_code(), timezone.localdate(), old.edition + 1
    signed_at = old.content["signed_at"]
    words = said | office_words(training.office, day=day, signed_at=signed_at)
    words |= {"number": old.number, "verify_code": code, "verify_url": address(code)}
    words["edition"] = (
        f"Terbitan ke-{edition}, menggantikan terbitan tanggal {display.long_date(old.issued_on)}"
    )
    return Certificate.objects.create(
        participant_id=old.participant_id,
        office=training.office,
        number=old.number,
        register_year=old.register_year,
        register_seq=old.register_seq,
        edition=edition,
        replaces=old,
        verify_code=code,
        issued_on=day,
        issued_by=actor,
        content=words,
    )
