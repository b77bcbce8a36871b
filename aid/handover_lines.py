"""The decreed lines of a group's proposals that a handover can take up."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from aid.handover_checks import delivered
from aid.handover_content import figures
from aid.models import Handover, HandoverLine, ProposalLine
from core import display
from members.models import Group


def decreed_lines(group: Group, handover: Handover) -> dict[str, ProposalLine]:
    """Those that wait for a handover and do not stand on this one yet, by a key for forms.

    The key is the proposal's code and the line's place in it, which stays: lines are never taken
    off a proposal. Each line brings along ``open_quantity``, what is still to be delivered.
    """
    lines = ProposalLine.objects.filter(proposal__group=group).order_by("proposal_id", "pk")
    found: dict[str, ProposalLine] = {}
    places: dict[int, int] = {}
    there = set(handover.lines.values_list("proposal_line", flat=True)) if handover.pk else set()
    rows = list(lines.select_related("proposal", "kind", "decree"))
    taken = delivered(row.pk for row in rows)
    for line in rows:
        place = places[line.proposal_id] = places.get(line.proposal_id, 0) + 1
        if line.state != ProposalLine.State.DECREED or line.pk in there:
            continue
        decreed = line.decreed_quantity or Decimal(0)
        line.open_quantity = max(decreed - taken[line.pk], Decimal(0))  # type: ignore[attr-defined]
        found[f"{line.proposal.code}-{place}"] = line
    return found


def ask_of(line: ProposalLine) -> str:
    """``Mesin gulut tanah · 2 unit dari 3 · SK 188/1/2023 (10 April 2023)``."""
    still, decreed = line.open_quantity, line.decreed_quantity or Decimal(0)  # type: ignore[attr-defined]
    quantity = f"{figures(still)} {line.kind.unit}"
    if still != decreed:
        quantity = _("%(n)s of %(m)s") % {"n": quantity, "m": figures(decreed)}
    decree = f"{line.decree} ({display.long_date(line.decreed_on)})"
    return " · ".join(filter(None, (str(line.kind), line.detail, quantity, decree)))


def line_from(asked: ProposalLine, handover: Handover) -> HandoverLine:
    """The line of a paper that delivers what is still open of a decreed one."""
    return HandoverLine(
        handover=handover,
        proposal_line=asked,
        kind=asked.kind,
        specification=asked.detail,
        quantity=asked.open_quantity or asked.quantity,  # type: ignore[attr-defined]
        unit=asked.kind.unit,
    )
