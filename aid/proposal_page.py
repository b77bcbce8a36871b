"""What a proposal's page tells: who asked, where each line stands, visits, papers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import AidDecree, Fit, HandoverLine, Proposal, ProposalLine, Verification
from aid.proposal_warnings import warnings_of
from aid.words import FIT_TONES, amount, state_chip
from core import display
from core.access import acts_brought

ACTS = (
    "aid.add_aiddecree",
    "aid.change_proposal",
    "aid.export_aid",
    "aid.reject_proposal",
    "aid.verify_proposal",
    "members.view_contact",
    "members.view_history",
)
Row = dict[str, Any]
State = ProposalLine.State


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The page, ready to be drawn."""

    may: dict[str, bool]
    facts: list[Row]
    lines: list[Row]
    visits: list[Row]
    next_step: str


def find(user: Any, act: str) -> Any:
    """Proposals on which the user may do the act, with all that the page needs of each."""
    visits = Verification.objects.prefetch_related("photos")
    return (
        Proposal.objects.allowed(user, act)
        .select_related("group__village", "programme")
        .prefetch_related(Prefetch("verifications", visits))
        .with_acts(user, ACTS)
    )


def build(proposal: Proposal, user: Any) -> ProposalPage:
    """Read what the page needs, as this user may see it, in a constant number of queries."""
    granted = acts_brought(proposal)
    may = {act.partition(".")[2]: act in granted for act in ACTS}
    lines = list(
        proposal.lines.numbered().select_related("kind", "decree", "verification").order_by("pk")
    )
    waits = {state: any(line.state == state for line in lines) for state in State}
    is_undecided = waits[State.PROPOSED] and all(line.is_undecided for line in lines)
    may["change"] = may["change_proposal"] and is_undecided and not proposal.group.is_dissolved
    may["withdraw"] = may["change_proposal"] and is_undecided
    may["verify"] = may["verify_proposal"] and waits[State.PROPOSED]
    may["decree"] = may["add_aiddecree"] and waits[State.VERIFIED]
    return ProposalPage(
        may=may,
        facts=_facts(proposal),
        lines=_lines(proposal, lines, user, may),
        visits=[_visit(visit) for visit in proposal.verifications.all()],
        next_step=_next_step(waits),
    )


def _next_step(waits: dict[Any, bool]) -> str:
    """What the proposal waits for, in one sentence; "" where it is settled."""
    if waits[State.PROPOSED]:
        return _("Waits for a visit: does it fit the land, who runs it, where is it repaired?")
    if waits[State.VERIFIED]:
        return _("Verified. It waits for the decree that lists who receives what.")
    if waits[State.DECREED]:
        return _("Decreed. It waits for the handover.")
    return ""


def _facts(proposal: Proposal) -> list[Row]:
    return [
        {
            "label": _("Group"),
            "value": proposal.group.name,
            "url": proposal.group.get_absolute_url(),
            "note": proposal.group.village.path,
        },
        {
            "label": _("Proposed by"),
            "value": capfirst(proposal.get_proposed_by_display()),
            "note": proposal.proposer,
        },
        {"label": _("Proposed on"), "value": display.long_date(proposal.proposed_on)},
        {"label": _("Number of the letter"), "value": proposal.number},
        {"label": _("Programme"), "value": str(proposal.programme or "")},
        {"label": _("What it is needed for"), "value": proposal.purpose},
    ]


def _lines(
    proposal: Proposal, lines: list[ProposalLine], user: Any, may: dict[str, bool]
) -> list[Row]:
    papers = _papers(lines, user)
    opened = set(
        AidDecree.objects.allowed(user, "aid.view_aiddecree")
        .filter(pk__in={line.decree_id for line in lines if line.decree_id})
        .values_list("pk", flat=True)
    )
    waiting = [line for line in lines if line.state == State.VERIFIED and may["add_aiddecree"]]
    for line in waiting:
        line.proposal = proposal
    warnings = warnings_of(waiting)
    return [
        _line(line, papers[line.pk], may)
        | {"opens_decree": line.decree_id in opened, "warnings": warnings.get(line.pk, [])}
        for line in lines
    ]


def _line(line: Any, papers: list[Row], may: dict[str, bool]) -> Row:
    ends = {State.PROPOSED, State.VERIFIED, State.DECREED}
    decreed = line.decreed_quantity
    is_less = decreed is not None and decreed != line.quantity
    return {
        "number": line.number,
        "kind": str(line.kind),
        "detail": line.detail,
        "amount": amount(line.quantity, line.kind.unit),
        "decreed": amount(decreed, line.kind.unit) if is_less else "",
        "state": state_chip(line.state),
        "reason": line.state_reason if line.state in (State.REJECTED, State.CANCELLED) else "",
        "verified_on": line.verified_on,
        "decree": line.decree,
        "papers": papers,
        "is_reversed": line.is_reversed,
        "order_reason": line.order_reason,
        "may_end": may["reject_proposal"] and line.state in ends,
    }


def _papers(lines: list[ProposalLine], user: Any) -> defaultdict[int, list[Row]]:
    """The handovers on which the lines stand, cancelled ones aside."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    rows = HandoverLine.objects.allowed(user, "aid.view_handover").filter(proposal_line__in=lines)
    for row in rows.exclude(handover__state="cancelled").select_related("handover"):
        paper = row.handover
        found[row.proposal_line_id or 0].append(
            {"paper": paper, "day": paper.handed_on, "is_draft": paper.is_draft}
        )
    return found


def _visit(visit: Verification) -> Row:
    answers = [
        (_("Fits this land and area"), visit.fits_land, ""),
        (_("Who can run it"), visit.can_run, visit.operator),
        (_("Where it is repaired"), visit.can_repair, visit.workshop),
    ]
    return {
        "visit": visit,
        "who": ", ".join(filter(None, (visit.verifier, visit.verifier_position))),
        "fit": {"label": str(visit.fit.label), "tone": FIT_TONES[visit.fit]},
        "answers": [
            {
                "label": label,
                "value": capfirst(str(Fit(value).label)),
                "chip": FIT_TONES[Fit(value)],
                "note": note,
            }
            for label, value, note in answers
        ],
        "photos": list(visit.photos.all()),
    }
