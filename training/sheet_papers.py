"""Cetak: the attendance sheet to sign, with a QR that leads back to where it is typed in.

Papers are Indonesian. What names people is logged, and whoever may not be named in a file stands
on it without her name.
"""

from __future__ import annotations

from typing import Any

import segno
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import display
from core.documents import paper
from core.exports.columns import add_list, in_indonesian
from core.models import ExportLog
from members.documents import Made
from members.exports.cells import WITHHELD
from members.models import Person
from training.attendance_roster import RECORD, heading
from training.models import Participant, Session, Training
from training.training_page import days

SHEET = "training.attendance_sheet"
# Rows for who comes without standing on the list, and sessions that fit side by side.
WALK_INS, ACROSS = 5, 6

add_list(SHEET, _("attendance sheet on paper"))

Row = dict[str, Any]


def sheet(training: Training, sessions: list[Session], user: Any, *, url: str) -> Made:
    """A4: numbered names, a column for each session's signature, blank rows. ``url`` is the
    address that the QR names.
    """
    with override("id"):
        names = _names(training, user)
        data = _content(training, sessions) | _signed(training) | {"rows": names, "url": url}
        data["qr"] = segno.make(url, error="m").svg_inline(border=2, omitsize=True, light="#fff")
        pdf = paper("attendance_sheet", data, day=timezone.localdate())
    ExportLog.objects.create(
        user=user,
        what=SHEET,
        filters=f"{training.title}, {days(training)}",
        rows=len(names),
        area=training.office.region_id or "",
    )
    return Made(f"Daftar hadir {training.title}".replace("/", "-"), pdf)


def _content(training: Training, sessions: list[Session]) -> Row:
    parts = [sessions[start : start + ACROSS] for start in range(0, len(sessions), ACROSS)]
    return {
        "title": "Daftar hadir",
        "subtitle": training.title,
        "letterhead": [line for line in training.office.letterhead.splitlines() if line.strip()],
        "foot": f"Register KWT PMI Purna · per {display.long_date(timezone.localdate())}",
        "facts": _facts(training, sessions),
        "parts": [[{"day": heading(session)} for session in part] for part in parts],
        "blank": WALK_INS,
        "flipped": len(sessions) > 2,
    }


def _signed(training: Training) -> Row:
    """Who signs, by hand."""
    return {
        "trainer": {"title": "Narasumber,", "name": ""},
        "head": {
            "place": f"{training.place}, ........................",
            "title": "Penanggung jawab,",
            "name": "",
        },
    }


def _names(training: Training, user: Any) -> list[Row]:
    mine = Participant.objects.allowed(user, RECORD).filter(training=training).enrolled()
    people: Any = Person.objects.filter(participations__in=mine.order_by())
    named = set(people.for_files(user, by_name=True).values_list("pk", flat=True))
    return [
        {
            "number": str(who.number),
            "name": str(who)
            if who.person_id is None or who.person_id in named
            else in_indonesian(WITHHELD),
            "from": who.village.name if who.village else "",
        }
        for who in mine.select_related("person", "village")
    ]


def _facts(training: Training, sessions: list[Session]) -> list[Row]:
    facts = [("Tempat", training.place), ("Tanggal", days(training))]
    if len(sessions) == 1:
        session = sessions[0]
        begins = f", pukul {session.begins_at:%H.%M}" if session.begins_at else ""
        facts[1] = ("Hari, tanggal", f"{display.long_date(session.date)}{begins}")
        facts.append(("Materi", session.subject))
    return [{"label": label, "value": value} for label, value in facts if value]
