"""What the pages of certificates tell: who of a class can get one, and what one certificate is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.codes import in_groups
from training.certificate_checks import has_attended_enough
from training.certificate_content import (
    CORRECTABLE,
    PARTICIPANT,
    differing,
    hours_figure,
    origin_of,
    participant_words,
    printed_name,
    training_words,
)
from training.models import Certificate, Participant, Training
from training.models.participants import ParticipantQuerySet
from training.training_page import EXPORT

CONTACT = "members.view_contact"
ACTS = (
    *("training.issue_certificate", "training.revoke_certificate", EXPORT),
    *(CONTACT, "members.view_person"),
)
RELATED = ("participant__person", "office", "issued_by", "replaces", "scan")
TONES = {
    Certificate.State.ISSUED.value: "ok",
    Certificate.State.REVOKED.value: "wrong",
    Certificate.State.REPLACED.value: "",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClassPage:
    """The participants in the list's order, each with her share and her certificate.

    ``held`` counts those of the ``enrolled`` who have one that holds.
    """

    rows: list[Row]
    enrolled: int
    held: int
    can_get: int
    own: int


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """One certificate. ``differing`` are the words that the register says otherwise now."""

    may: dict[str, bool]
    name: str
    state: Row
    facts: list[Row]
    differing: list[Row]
    next_edition: Certificate | None
    opens_scan: bool


def participants_of(training: Training, user: Any, act: str) -> list[Participant]:
    """Who may get one, with attendance and certificates, newest first; two queries."""
    return _with_papers(_of(training, user, act).enrolled(), user, act)


def listed(training: Training, user: Any, act: str) -> list[Participant]:
    """The same, and who withdrew and was issued one nevertheless."""
    issued = Certificate.objects.filter(participant=OuterRef("pk"))
    rows = _of(training, user, act).filter(Q(withdrawn_on=None) | Exists(issued))
    return _with_papers(rows, user, act)


def _of(training: Training, user: Any, act: str) -> ParticipantQuerySet:
    return Participant.objects.allowed(user, act).filter(training=training)


def _with_papers(participants: ParticipantQuerySet, user: Any, act: str) -> list[Participant]:
    papers = Certificate.objects.allowed(user, act).order_by("-edition", "-id")
    found = participants.with_attendance().select_related(*PARTICIPANT).order_by("number", "id")
    return list(found.prefetch_related(Prefetch("certificates", papers, "papers")))


def build_class(training: Training, participants: Iterable[Participant]) -> ClassPage:
    """From what ``participants_of`` read, without a query."""
    rows = [_row(training, one) for one in participants]
    there = [row for row in rows if not row["withdrawn"]]
    return ClassPage(
        rows=rows,
        enrolled=len(there),
        held=sum(row["holds"] for row in there),
        can_get=sum(row["can_get"] for row in rows),
        own=sum(row["holds"] and row["paper"].is_own for row in rows),
    )


def waiting(training: Training, participants: Iterable[Participant]) -> list[Participant]:
    """Those who attended enough and have none that holds."""
    found = [one for one in participants if has_attended_enough(one, training)]
    return [one for one in found if not _holding(one)]


def short_of(training: Training, participants: Iterable[Participant]) -> list[Row]:
    """Those who attended too little, with their share."""
    return [_row(training, one) for one in participants if not has_attended_enough(one, training)]


def once_revoked(participants: Iterable[Participant]) -> set[int]:
    """Those whose certificate was taken back: they are ticked by hand alone."""
    return {one.pk for one in participants if _papers(one) and not _holding(one)}


def last_signed_at(training: Training) -> str:
    """Where this office's certificates were signed the last time, "" before the first."""
    before = Certificate.objects.filter(office=training.office_id, is_own=True).order_by("-id")
    return before.values_list("content__signed_at", flat=True).first() or ""


def build(certificate: Certificate, granted: frozenset[str]) -> CertificatePage:
    """Read what the page needs in a constant number of queries."""
    state = Certificate.State(certificate.state)
    return CertificatePage(
        may={act.partition(".")[2]: act in granted for act in ACTS},
        name=certificate.content.get("name") or str(certificate.participant),
        state={"label": capfirst(state.label), "tone": TONES[certificate.state]},
        facts=_facts(certificate),
        differing=differences(certificate) if certificate.holds else [],
        next_edition=certificate.replaced_by.first(),
        opens_scan=opens_scan(certificate, granted),
    )


def opens_scan(certificate: Certificate, granted: frozenset[str]) -> bool:
    """Our own says what the page says; another's may say more."""
    return certificate.is_own or CONTACT in granted


def differences(certificate: Certificate) -> list[Row]:
    """What a certificate of ours says, and what the register says now."""
    if not certificate.is_own:
        return []
    everybody = Participant.objects.with_attendance().select_related(*PARTICIPANT)
    holder = everybody.select_related("training__office", "training__topic").get(
        pk=certificate.participant_id
    )
    now = training_words(holder.training) | participant_words(holder)
    return [
        {"label": capfirst(str(CORRECTABLE[key])), "printed": printed, "recorded": recorded}
        for key, printed, recorded in differing(certificate, now)
    ]


def _papers(participant: Participant) -> Sequence[Certificate]:
    found: Sequence[Certificate] = participant.papers  # type: ignore[attr-defined]
    return found


def _holding(participant: Participant) -> Certificate | None:
    return next((paper for paper in _papers(participant) if paper.holds), None)


def _row(training: Training, participant: Participant) -> Row:
    paper = _holding(participant) or next(iter(_papers(participant)), None)
    holds = bool(paper and paper.holds)
    enough = has_attended_enough(participant, training)
    return {
        "code": participant.code,
        "number": participant.number,
        "name": printed_name(participant),
        "origin": origin_of(participant),
        "share": _share(participant),
        "hours": _hours(participant),
        "has_enough": enough,
        "can_get": enough and not holds and participant.withdrawn_on is None,
        "withdrawn": participant.withdrawn_on is not None,
        "paper": paper,
        "holds": holds,
        "state": capfirst(paper.get_state_display()) if paper else "",
        "tone": TONES[paper.state] if paper else "",
    }


def _share(participant: Participant) -> str:
    """Rounded down, so that it never seems to reach what it misses."""
    share = participant.attendance_share  # type: ignore[attr-defined]
    return "" if share is None else f"{int(share)}%"


def _hours(participant: Participant) -> str:
    attended, held = participant.hours_attended, participant.hours_held  # type: ignore[attr-defined]
    words = _("%(attended)s of %(held)s hours")
    return words % {"attended": hours_figure(attended), "held": hours_figure(held)}


def _fact(label: Any, value: Any, **more: Any) -> Row:
    return {"label": capfirst(str(label)), "value": value, **more}


def _facts(certificate: Certificate) -> list[Row]:
    said, training = certificate.content, certificate.participant.training
    facts = [
        _fact(_("Number"), certificate.number, note=said.get("edition", "")),
        _fact(_("Name"), said.get("name") or str(certificate.participant)),
        _fact(_("Training"), said.get("title") or training.title, url=training.get_absolute_url()),
        _fact(_("Issued by"), certificate.office.name),
        _fact(_("Date"), display.long_date(certificate.issued_on)),
    ]
    return facts + _own_facts(certificate) if certificate.is_own else facts


def _own_facts(certificate: Certificate) -> list[Row]:
    said, code = certificate.content, certificate.verify_code
    signer = said["signer"]
    address = reverse("core:verify_detail", args=[code])
    return [
        _fact(_("Held on"), said["days"], note=said["place"]),
        _fact(_("Hours"), said["hours"]),
        _fact(_("Hours attended"), said["attended"]),
        _fact(_("Organisers"), said["organisers"]),
        _fact(_("Signed by"), signer["name"], note=signer["position"]),
        _fact(_("Public code"), in_groups(code), url=address),
    ]
