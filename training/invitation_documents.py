"""Cetak: letters of invitation, one for each, all in one paper.

Papers are Indonesian. They name people, so that it is logged who took them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import display
from core.documents import paper
from core.exports.columns import add_list
from core.models import ExportLog
from training.forms.fields import score_words
from training.invitation_page import hour, place_words
from training.models import Participant, Session, Training
from training.training_page import days

Row = dict[str, Any]

add_list("training.invitation", _("invitations on paper"))


def letters(training: Training, participants: Sequence[Participant], user: Any) -> bytes:
    """The letters in the order of the list, as one PDF."""
    with override("id"):
        data = _said(training) | {"people": [_addressee(each) for each in participants]}
        pdf = paper("invitation", data, day=timezone.localdate())
    ExportLog.objects.create(
        user=user,
        what="training.invitation",
        filters=training.title,
        rows=len(participants),
        area=training.office.region_id,
    )
    return pdf


def _said(training: Training) -> Row:
    office, today = training.office, display.long_date(timezone.localdate())
    return {
        "letterhead": [line for line in office.letterhead.splitlines() if line.strip()],
        "title": "Undangan",
        "foot": f"Register KWT PMI Purna · per {today}",
        "about": training.title,
        "facts": [
            {"label": "Pelatihan", "value": training.title},
            {"label": "Hari, tanggal", "value": days(training)},
            {"label": "Tempat", "value": place_words(training)},
            {"label": "Penyelenggara", "value": _organisers(training) or office.name},
        ],
        "sessions": [_session(row) for row in training.sessions.held()],
        "contact": display.phone(office.phone),
        "head": {
            "place": today,
            "title": f"{office.head_title or office.name},",
            "name": office.head_name,
            "nip": office.head_nip,
        },
    }


def _organisers(training: Training) -> str:
    rows = training.organisers.filter(ended=False)
    return ", ".join(rows.values_list("institution__name", flat=True))


def _session(session: Session) -> Row:
    begins = hour(session)
    return {
        "day": display.long_date(session.date),
        "hour": f"{begins} WIB" if begins else "–",
        "hours": score_words(session.hours),
        "subject": session.subject or "–",
    }


def _addressee(participant: Participant) -> Row:
    homes = [participant.village]
    if person := participant.person:
        homes += [person.village, person.group.village if person.group else None]
    home = next(filter(None, homes), None)
    return {"name": str(participant), "home": home.name if home else "tempat"}
