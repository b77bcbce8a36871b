"""Acts on proposals: propose, withdraw, verify by a visit, reject, decree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.models import AidDecree, Proposal, ProposalLine, Verification, VisitPhoto
from aid.models.proposal_queries import reasoned
from core import history
from core.models import StoredFile
from members.models import Group

State = ProposalLine.State
DECIDED = gettext_lazy(
    "The office has decided on this proposal meanwhile. It can no longer be changed."
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a visit says of one line: its id, the state that it gets, and why it is rejected."""

    line: int
    state: str
    reason: str = ""


@transaction.atomic
def save_proposal(*, proposal: Proposal, lines: Sequence[ProposalLine]) -> Proposal:
    """Record a proposal, or change one that no office has decided.

    ``lines`` are all that are typed, those that are there already in front. Raises
    ValidationError where the group is dissolved or an office has decided meanwhile.
    """
    # Locked against a dissolution at the same moment.
    group = Group.objects.select_for_update(of=("self",)).get(pk=proposal.group_id)
    if group.is_dissolved:
        raise ValidationError(_("This group is dissolved. It proposes nothing any more."))
    if proposal.pk:
        _undecided(proposal)
    proposal.save()
    for line in lines:
        line.proposal = proposal
        line.save()
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, lines: Collection[int], reason: str) -> None:
    """A group takes back lines (their ids) of a proposal that no office has decided."""
    history.give_reason(reason)
    _undecided(proposal)
    _step(lines, State.PROPOSED, state=State.CANCELLED, state_reason=reason)


@transaction.atomic
def end_line(*, line: ProposalLine, state: str, reason: str) -> None:
    """Reject or cancel one line, from the state in which the user saw it.

    Raises ValidationError where it has gone on meanwhile.
    """
    history.give_reason(reason)
    _step([line.pk], line.state, state=state, state_reason=reason)


@transaction.atomic
def verify(
    *,
    visit: Verification,
    decisions: Sequence[Decision],
    photos: Iterable[StoredFile] = (),
    order_reason: str = "",
) -> Verification:
    """Record a visit, and what it says of the lines that wait for one.

    Raises ValidationError where a line does not wait any more, IntegrityError where something is
    approved against the finding, or before it was proposed, without a reason.
    """
    _locked(decision.line for decision in decisions)
    visit.save()
    add_photos(visit=visit, photos=photos)
    is_reversed = visit.visited_on < visit.proposal.proposed_on
    why = {"order_reason": reasoned(order_reason)} if order_reason and is_reversed else {}
    for decision in decisions:
        changes = {"state": decision.state, "state_reason": decision.reason, "verification": visit}
        _step([decision.line], State.PROPOSED, **changes, **why)
    return visit


@transaction.atomic
def add_photos(*, visit: Verification, photos: Iterable[StoredFile]) -> None:
    """Hang photos on a visit."""
    for photo in photos:
        VisitPhoto.objects.create(verification=visit, file=photo)


@transaction.atomic
def correct_visit(
    *, visit: Verification, photos: Iterable[StoredFile], order_reason: str = ""
) -> Verification:
    """Correct what was noted of a visit; its date goes on to the lines."""
    day, lines = visit.visited_on, ProposalLine.objects.filter(verification=visit)
    if order_reason:
        earlier = lines.filter(decreed_on__lt=day) | lines.dated_after(day, "proposed_on")
        earlier.update(order_reason=reasoned(order_reason))
    visit.save()
    add_photos(visit=visit, photos=photos)
    return visit


@transaction.atomic
def decree(
    *, decree: AidDecree, quantities: Mapping[int, Decimal], order_reason: str = ""
) -> AidDecree:
    """Record a decree over verified lines (id → how much of each), or add lines to one.

    Raises ValidationError where a line is not verified any more, IntegrityError where the dates
    stand in reverse order without a reason.
    """
    _locked(quantities)
    if decree._state.adding:
        decree.save()
    _give_reason(quantities, decree.date, order_reason)
    for line, quantity in quantities.items():
        _step([line], State.VERIFIED, state=State.DECREED, decree=decree, decreed_quantity=quantity)
    return decree


@transaction.atomic
def correct_decree(*, decree: AidDecree, order_reason: str = "") -> AidDecree:
    """Correct a decree; its date goes on to the lines."""
    lines = ProposalLine.objects.filter(decree=decree).values_list("pk", flat=True)
    _give_reason(list(lines), decree.date, order_reason)
    decree.save()
    return decree


def _give_reason(lines: Collection[int], day: dt.date, reason: str) -> None:
    """Write why this day lies before a date that should come first, where it does."""
    if reason:
        rows = ProposalLine.objects.filter(pk__in=lines).dated_after(
            day, "proposed_on", "verified_on"
        )
        rows.update(order_reason=reasoned(reason))


def _locked(lines: Iterable[int]) -> None:
    """Lock lines in one order, so that two officers wait for each other and never in a circle."""
    list(ProposalLine.objects.filter(pk__in=list(lines)).order_by("pk").select_for_update())


def _step(lines: Collection[int], old: str, **changes: Any) -> None:
    """Take lines a step on, all or none; of two who decide at the same moment one is told."""
    rows = ProposalLine.objects.filter(pk__in=lines, state=old)
    if rows.update(**changes) != len(lines):
        raise ValidationError(ProposalLine.trigger_messages["proposalline_state_by_table"])


def _undecided(proposal: Proposal) -> None:
    lines = list(proposal.lines.order_by("pk").select_for_update())
    if not all(line.is_undecided for line in lines):
        raise ValidationError(DECIDED)
