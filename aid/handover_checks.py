"""What stands in the way of issuing a handover, and what should be looked at first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aid.handover_content import accepted, figures, serials_of
from aid.models import Handover, HandoverLine, ProposalLine


def delivered(proposal_lines: Iterable[int]) -> defaultdict[int, Decimal]:
    """What was really taken of each line of a proposal, over all papers that hold."""
    rows = HandoverLine.objects.filter(
        proposal_line__in=proposal_lines, handover__state=Handover.State.ISSUED
    )
    sums = rows.values_list("proposal_line").annotate(
        taken=Sum(F("quantity") - F("refused_quantity"))
    )
    return defaultdict(Decimal, sums.order_by())


def issue_refusal(handover: Handover, user: Any) -> str:
    """Why it is not this user's to issue the paper; "" where it is.

    An own paper takes a number of its office, in whose name only its own officers speak: one of a
    wider region, who may see and correct the draft, does not.
    """
    if not handover.is_own:
        return ""
    words = _("Only an officer of %(office)s can issue this paper: it takes that office’s number.")
    return _unless_hers(handover, user, words)


def cancel_refusal(handover: Handover, user: Any) -> str:
    """Why it is not this user's to cancel the paper; "" where it is.

    A draft is nobody's word yet. An issued paper is its office's, and what another office issued
    is on file by the word of the office that recorded it.
    """
    if handover.is_draft:
        return ""
    words = _("Only an officer of %(office)s can cancel this paper: that office recorded it.")
    if handover.is_own:
        words = _("Only an officer of %(office)s can cancel this paper: that office issued it.")
    return _unless_hers(handover, user, words)


def signed_refusal(handover: Handover, user: Any) -> str:
    """Why it is not this user's to attach the signed paper or the agreement; "" where it is.

    What an office signed it attaches itself. Of another office's paper whoever has a scan may
    add it: often the giver.
    """
    if handover.is_draft or not handover.is_own:
        return ""
    words = _("Only an officer of %(office)s can attach what was signed: that office issued it.")
    return _unless_hers(handover, user, words)


def _unless_hers(handover: Handover, user: Any, words: str) -> str:
    if user.institution_id == handover.office_id:
        return ""
    if user.institution_id is None:
        words = _(
            "Your account names no institution, so it does not speak for %(office)s."
            " Ask the administrator to enter it."
        )
    return words % {"office": handover.office}


def blockers(handover: Handover, lines: Sequence[HandoverLine]) -> list[str]:
    """Sentences that say what has to be done before the paper can be issued."""
    found = []
    if not lines:
        found.append(_("Add what is handed over first."))
    if not handover.receiver_name:
        found.append(_("Write who receives the goods."))
    if handover.is_own and not handover.first_name:
        found.append(_("Write who hands the goods over."))
    for line in lines:
        asked = line.proposal_line
        if asked and asked.state != ProposalLine.State.DECREED:
            found.append(
                _("%(goods)s is no longer waiting for its handover. Take it off the paper.")
                % {"goods": line}
            )
        if line.kind.is_tracked and (line.quantity % 1 or line.refused_quantity % 1):
            found.append(_("%(goods)s is counted in whole pieces.") % {"goods": line})
    return found


def warnings(handover: Handover, lines: Sequence[HandoverLine]) -> list[str]:
    """Sentences about what is missing or unusual; the paper can be issued all the same."""
    found = [*_about_serials(lines), *_about_decreed(lines)]
    if handover.order_reason:
        found.append(
            _("Reverse order: handed over before it was decreed, because: %(reason)s")
            % {"reason": handover.order_reason}
        )
    if any(line.unit_price is None for line in lines):
        found.append(_("Not every line has a price: the paper's total leaves it out."))
    if not handover.witnesses.exists():
        found.append(_("No witness is named."))
    return found


def _about_serials(lines: Sequence[HandoverLine]) -> list[str]:
    found = []
    for line in lines:
        missing = int(accepted(line)) - len(serials_of(line)) if line.kind.is_tracked else 0
        if missing > 0:
            words = ngettext(
                "%(goods)s: %(n)d serial number is missing.",
                "%(goods)s: %(n)d serial numbers are missing.",
                missing,
            )
            found.append(words % {"goods": line, "n": missing})
    return found


def _about_decreed(lines: Sequence[HandoverLine]) -> list[str]:
    asked = {line.proposal_line_id: line for line in lines if line.proposal_line_id}
    before = delivered(asked) if asked else {}
    found = []
    for pk, line in asked.items():
        decreed = line.proposal_line.decreed_quantity or Decimal(0)  # type: ignore[union-attr]
        total = before[pk] + accepted(line)
        numbers = {"goods": line, "n": figures(total), "m": figures(decreed)}
        if total < decreed:
            found.append(_("%(goods)s: %(n)s of %(m)s decreed are delivered.") % numbers)
        elif total > decreed:
            found.append(_("%(goods)s: %(n)s are delivered, but %(m)s were decreed.") % numbers)
    return found
