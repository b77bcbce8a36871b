"""Cetak: laporan kunjungan pembinaan, the letter in which the office reports a visit.

Papers are Indonesian. They name people, so that it is logged who took them.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aid.handover_content import letterhead
from aid.handover_documents import Made, pictures
from core import display
from core.documents import paper
from core.exports.columns import add_list
from core.indonesia import day_in_words
from core.models import ExportLog
from institutions.models import Institution
from secretariat.models import Visit, VisitFollowUp
from secretariat.photo_lines import on_paper
from secretariat.visit_page import names_of, photos_of, place_of, who_does

KIND = "secretariat.visit"
TITLE = "Laporan kunjungan pembinaan"
PLAN_TITLE = "Rencana kunjungan pembinaan"

add_list(KIND, _("report of a coaching visit"))

Row = dict[str, Any]


def letter(visit: Visit, user: Any) -> Made:
    """The report, and a line in the log; ``visit`` comes with ``visit_page.RELATED``."""
    made = drawn(visit, user)
    ExportLog.objects.create(
        user=user,
        what=KIND,
        filters=f"{visit.group.name} · {visit.day.isoformat()}",
        rows=1,
        area=visit.group.village_id,
    )
    return made


def drawn(visit: Visit, user: Any) -> Made:
    """The paper; the same data give the same bytes on the same day."""
    with override("id"):
        data = _said(visit, user)
    name = f"{data['title']} {visit.group.name} {visit.day.isoformat()}"
    return Made(name, paper("visit_letter", data, day=timezone.localdate()))


def _said(visit: Visit, user: Any) -> Row:
    day, office = display.long_date(visit.day), visit.office
    title = PLAN_TITLE if visit.is_planned else TITLE
    return {
        "title": title,
        "foot": f"{title} · {visit.group.name} · {day}",
        "letterhead": letterhead(office),
        "is_held": not visit.is_planned,
        "day": day,
        "day_words": day_in_words(visit.day),
        "group": visit.group.name,
        "village": visit.group.village.path,
        "facts": _facts(visit),
        "findings": [line for line in visit.findings.splitlines() if line.strip()],
        "follow_ups": [_follow_up(row) for row in _left(visit)],
        "photos": pictures(on_paper(photos_of(visit, user))),
        "signers": _signers(visit, office),
    }


def _facts(visit: Visit) -> list[Row]:
    facts = {
        "Kelompok": visit.group.name,
        "Wilayah": visit.group.village.path,
        "Tanggal": display.long_date(visit.day),
        "Tempat": place_of(visit),
        "Tujuan": visit.purpose,
        "Petugas": "; ".join(names_of(visit)),
        "Ringkasan": visit.summary,
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def _left(visit: Visit) -> Any:
    rows = VisitFollowUp.objects.filter(visit=visit).standing()
    return rows.select_related("owner", "visit__group")


def _follow_up(row: VisitFollowUp) -> Row:
    done = f"selesai {display.long_date(row.done_on)}" if row.done_on else "belum"
    return {
        "what": row.what,
        "who": who_does(row),
        "due": display.long_date(row.due_on),
        "state": f"{done}: {row.done_note}" if row.done_on and row.done_note else done,
    }


def _signers(visit: Visit, office: Institution) -> list[Row]:
    """The officer who went first on the list, and the head of the office."""
    names = names_of(visit)
    return [
        {"title": "Petugas,", "name": names[0] if names else ""},
        {
            "title": "Mengetahui,",
            "name": office.head_name,
            "position": office.head_title or "Kepala dinas",
            "nip": office.head_nip,
        },
    ]
