"""Cetak: notulen rapat, as the group's books require it, with the list of who was there.

Papers are Indonesian. They name people, so that it is logged who took them.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aid.handover_documents import Made, pictures
from core import display
from core.documents import paper
from core.exports.columns import add_list
from core.indonesia import day_in_words
from core.models import ExportLog
from secretariat.meeting_page import attendance_of, guests_of, photos_of, when
from secretariat.models import Meeting
from secretariat.photo_lines import on_paper

KIND = "secretariat.meeting"
TITLE = "Notulen rapat"

add_list(KIND, _("minutes of a meeting on paper"))

Row = dict[str, Any]


def minutes(meeting: Meeting, user: Any) -> Made:
    """The paper, and a line in the log; ``meeting`` comes with ``meeting_page.RELATED``."""
    with override("id"):
        data = _said(meeting)
    made = Made(
        f"{TITLE} {meeting.group.name} {meeting.date.isoformat()}",
        paper("meeting_minutes", data, day=timezone.localdate()),
    )
    ExportLog.objects.create(
        user=user,
        what=KIND,
        filters=f"{meeting.group.name} · {meeting.date.isoformat()}",
        rows=len(data["people"]),
        area=meeting.group.village_id,
    )
    return made


def _said(meeting: Meeting) -> Row:
    day = display.long_date(meeting.date)
    return {
        "title": TITLE,
        "subtitle": f"{meeting.group.name} · {meeting.group.village.path}",
        "foot": f"{TITLE} · {meeting.group.name} · {day}",
        "mark": "DIBATALKAN" if meeting.is_cancelled else "",
        "facts": _facts(meeting),
        "text": [line for line in meeting.text.splitlines() if line.strip()],
        "people": attendance_of(meeting),
        "photos": pictures(on_paper(photos_of(meeting))),
        "signers": [
            {"title": "Pemimpin rapat,", "name": meeting.leader},
            {"title": "Notulis,", "name": meeting.note_taker},
        ],
    }


def _facts(meeting: Meeting) -> list[Row]:
    facts = {
        "Hari, tanggal": f"{day_in_words(meeting.date)} ({when(meeting)})",
        "Tempat": meeting.place,
        "Acara": meeting.agenda,
        "Pemimpin rapat": meeting.leader,
        "Notulis": meeting.note_taker,
        "Tamu": guests_of(meeting),
    }
    return [{"label": label, "value": value} for label, value in facts.items()]
