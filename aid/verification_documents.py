"""Cetak: berita acara verifikasi, what a visit found and what the office decided on it.

Where something was approved against the finding, its reason stands on the paper, plainly marked.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aid.handover_content import letterhead
from aid.handover_documents import Made, pictures
from aid.models import Fit, ProposalLine, Verification
from aid.words import amount, line_words
from core import display
from core.documents import paper
from core.exports.columns import add_list
from core.indonesia import day_in_words
from core.models import ExportLog
from institutions.models import Institution

KIND = "aid.verification"
TITLE = "Berita acara verifikasi"
RELATED = ("proposal__group__village", "proposal__group__coached_by", "proposal__programme")

add_list(KIND, _("record of a visit on paper"))

Row = dict[str, Any]
State = ProposalLine.State
DECISIONS = {
    State.PROPOSED: "belum diputuskan",
    State.VERIFIED: "disetujui",
    State.DECREED: "disetujui",
    State.HANDED_OVER: "disetujui",
    State.REJECTED: "ditolak",
    State.CANCELLED: "dibatalkan",
}


def record(visit: Verification, user: Any) -> Made:
    """What ``drawn`` gives under the letterhead of the user's office, and a line in the log."""
    made = drawn(visit, user)
    group = visit.proposal.group
    ExportLog.objects.create(
        user=user,
        what=KIND,
        filters=f"{group.name} · {visit.visited_on.isoformat()}",
        rows=1,
        area=group.village_id,
    )
    return made


def drawn(visit: Verification, user: Any) -> Made:
    """The paper; ``visit`` comes with ``RELATED``."""
    with override("id"):
        data = _said(visit, user.institution or visit.proposal.group.coached_by)
    title = f"{TITLE} {visit.proposal.group.name} {visit.visited_on.isoformat()}"
    return Made(title, paper("verification", data, day=timezone.localdate()))


def _said(visit: Verification, office: Institution | None) -> Row:
    proposal, day = visit.proposal, display.long_date(visit.visited_on)
    lines = list(proposal.lines.numbered().select_related("kind", "decree").order_by("pk"))
    photos = visit.photos.select_related("file").order_by("pk")
    return {
        "title": TITLE,
        "subtitle": f"{proposal.group.name} · {day}",
        "foot": f"{TITLE} · {proposal.group.name} · {day}",
        "letterhead": letterhead(office) if office else [],
        "day": day,
        "day_words": day_in_words(visit.visited_on),
        "group": proposal.group.name,
        "village": proposal.group.village.path,
        "facts": _facts(visit),
        "lines": [_line(line, visit) for line in lines],
        "answers": _answers(visit),
        "result": _answer(visit.fit),
        "findings": [text for text in visit.findings.splitlines() if text.strip()],
        "against": _against(visit, lines),
        "order_reason": "; ".join({line.order_reason: 1 for line in lines if line.order_reason}),
        **_signers(visit, office),
        "photos": pictures(
            [{"sha256": photo.file.sha256, "caption": photo.caption} for photo in photos]
        ),
    }


def _facts(visit: Verification) -> list[Row]:
    proposal = visit.proposal
    letter = ", ".join(filter(None, (proposal.number, display.long_date(proposal.proposed_on))))
    facts = {
        "Surat usulan": letter,
        "Diperlukan untuk": proposal.purpose,
        "Program": str(proposal.programme or ""),
        "Dikunjungi pada": display.long_date(visit.visited_on),
        "Diverifikasi oleh": ", ".join(filter(None, (visit.verifier, visit.verifier_position))),
    }
    return [{"label": label, "value": value} for label, value in facts.items()]


def _answer(fit: str) -> Row:
    return {"key": fit, "answer": str(Fit(fit).label)}


def _answers(visit: Verification) -> list[Row]:
    """The three questions of the land-fit check, as the form asks them."""
    asked = (
        ("Apakah alat cocok dengan lahan dan luasnya?", visit.fits_land, ""),
        ("Siapa yang dapat menjalankannya?", visit.can_run, visit.operator),
        ("Di mana alat diperbaiki?", visit.can_repair, visit.workshop),
    )
    return [{"question": words, "note": note, **_answer(fit)} for words, fit, note in asked]


def _line(line: Any, visit: Verification) -> Row:
    """What was asked for, and what the office decided; of a line that another visit saw, so."""
    is_ours = line.verification_id in (None, visit.pk)
    return {
        "number": str(line.number),
        "kind": str(line.kind),
        "detail": line.detail,
        "amount": amount(line.quantity, line.kind.unit),
        "decision": DECISIONS[line.state] if is_ours else "kunjungan lain",
        "note": _note(line) if is_ours else "",
    }


def _note(line: Any) -> str:
    """Why it ended, else the decree that followed."""
    if line.state in (State.REJECTED, State.CANCELLED):
        return str(line.state_reason)
    if line.decree is None:
        return ""
    day = display.long_date(line.decree.date)
    quantity = amount(line.decreed_quantity, line.kind.unit)
    return f"Ditetapkan {quantity} dengan SK {line.decree.number}, {day}"


def _against(visit: Verification, lines: list[Any]) -> Row | None:
    """What was approved although it does not fit, and why; None where nothing was.

    A line that was rejected, then or later, is told with its own reason above.
    """
    own = [line for line in lines if line.verification_id == visit.pk]
    approved = [line for line in own if line.state != State.REJECTED]
    if visit.fit == Fit.FITS or not approved:
        return None
    return {"goods": "; ".join(map(line_words, approved)), "reason": visit.against_reason}


def _signers(visit: Verification, office: Institution | None) -> Row:
    """Who made the visit, and who answers for the office."""
    head = {"name": "", "position": "Kepala dinas", "nip": ""}
    if office:
        head = {
            "name": office.head_name,
            "position": office.head_title or head["position"],
            "nip": office.head_nip,
        }
    return {
        "place": visit.proposal.group.village.name,
        "verifier": {"name": visit.verifier, "position": visit.verifier_position},
        "head": head,
    }
