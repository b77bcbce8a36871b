"""What a handover's page tells: the paper, its goods, who signs, what is attached, what is next."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.handover_checks import cancel_refusal, issue_refusal, signed_refusal
from aid.handover_content import accepted, figures, serials_of, value_of
from aid.handover_listing import TONES
from aid.models import Handover, HandoverLine
from core import display
from core.access import acts_brought
from core.codes import in_groups

ACTS = (
    *("aid.change_handover", "aid.issue_handover", "aid.cancel_handover", "aid.export_aid"),
    *("aid.view_equipment", "members.view_contact", "members.view_group"),
    "members.view_history",
)
RELATED = (
    *("group__village", "office", "giver", "channel", "accompanying", "programme", "receiver"),
    *("issued_by", "scan", "agreement_scan"),
)
KEY_LENGTH = 16
REFUSALS: dict[str, tuple[str, Callable[[Handover, Any], str]]] = {
    "issue": ("aid.issue_handover", issue_refusal),
    "cancel": ("aid.cancel_handover", cancel_refusal),
    "signed": ("aid.change_handover", signed_refusal),
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """The page, ready to be drawn. ``rows`` are the lines themselves, ``goods`` them in words."""

    may: dict[str, bool]
    state: Row
    facts: list[Row]
    parties: list[Row]
    rows: list[HandoverLine]
    goods: list[Row]
    total: str
    witnesses: list[Any]
    photos: list[Row]
    is_draft: bool
    is_cancelled: bool
    refusals: dict[str, str]

    @property
    def may_cancel(self) -> bool:
        return self.may["cancel_handover"] and not self.is_cancelled and not self.refusals["cancel"]


def build(handover: Handover, user: Any) -> HandoverPage:
    """Read what the page needs in a constant number of queries."""
    granted = acts_brought(handover)
    rows = list(handover.lines.select_related("kind", "proposal_line__proposal"))
    values = [value for row in rows if (value := value_of(row)) is not None]
    state = Handover.State(handover.state)
    return HandoverPage(
        may={act.partition(".")[2]: act in granted for act in ACTS},
        state={"label": capfirst(state.label), "tone": TONES[handover.state]},
        facts=_facts(handover),
        parties=_parties(handover),
        rows=rows,
        goods=[_good(row) for row in rows],
        total=display.rupiah(sum(values)) if values else "",
        witnesses=list(handover.witnesses.all()),
        photos=[_photo(photo) for photo in handover.photos.select_related("file")],
        is_draft=handover.is_draft,
        is_cancelled=state == Handover.State.CANCELLED,
        refusals=_refusals(handover, user, granted),
    )


def _refusals(handover: Handover, user: Any, granted: Container[str]) -> dict[str, str]:
    """Why what her role allows is not hers on this paper, by what it is."""
    is_open = handover.state != Handover.State.CANCELLED
    return {
        name: refusal(handover, user)
        for name, (act, refusal) in REFUSALS.items()
        if is_open and act in granted
    }


def _fact(label: Any, value: Any, **more: Any) -> Row:
    return {"label": capfirst(str(label)), "value": value, **more}


def _facts(handover: Handover) -> list[Row]:
    whose, note = _("This office’s"), handover.office.name
    if not handover.is_own:
        whose = _("Another office’s")
        note = _("recorded by %(office)s") % {"office": note}
    numbers = [_fact(_("Giver’s number"), handover.giver_number)]
    if handover.register_number:
        numbers.insert(0, _fact(_("Register number"), handover.register_number))
    return [
        _fact(_("Whose paper"), whose, note=note),
        *numbers,
        _fact(_("Handed over on"), display.long_date(handover.handed_on)),
        _fact(_("Place"), handover.place),
        _fact(_("Given as"), capfirst(handover.get_title_display())),
        _fact(_("Giver"), handover.giver.name),
        _fact(_("Channel"), handover.channel and handover.channel.name),
        _fact(_("Accompanying office"), handover.accompanying and handover.accompanying.name),
        _fact(_("Programme"), _programme(handover)),
        *_after_issue(handover),
    ]


def _programme(handover: Handover) -> str:
    found = handover.programme
    return f"{found} · {found.get_funding_display()}" if found else ""


def _after_issue(handover: Handover) -> list[Row]:
    if handover.issued_at is None:
        return []
    label = _("Issued at") if handover.is_own else _("Recorded at")
    found = [_fact(label, display.moment(handover.issued_at), note=str(handover.issued_by))]
    if handover.verify_code:
        address = reverse("core:verify_detail", args=[handover.verify_code])
        found.append(_fact(_("Public code"), in_groups(handover.verify_code), url=address))
    return found


def _parties(handover: Handover) -> list[Row]:
    return [
        _fact(_("First party"), handover.first_name, note=handover.first_position),
        _fact(_("Second party"), handover.receiver_name, note=handover.receiver_position),
    ]


def _good(line: HandoverLine) -> Row:
    refused = line.refused_quantity
    return {
        "code": line.code,
        "name": line.kind.name,
        "sub": " · ".join(filter(None, (line.brand, line.specification, line.accessories))),
        "serials": ", ".join(serials_of(line)),
        "built": str(line.built or ""),
        "quantity": f"{figures(accepted(line))} {line.unit}",
        "price": display.rupiah(line.unit_price),
        "value": display.rupiah(value_of(line)),
        "condition": capfirst(line.get_condition_display()),
        "refused": f"{figures(refused)} {line.unit}" if refused else "",
        "reason": line.refused_reason,
        "is_asked": line.proposal_line_id is not None,
    }


def _photo(photo: Any) -> Row:
    return {"key": photo.file.sha256[:KEY_LENGTH], "caption": photo.caption}
