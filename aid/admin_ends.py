"""How proposals, turns and the rows of a machine's book end in the admin site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from aid import services
from aid.models import Booking, Proposal, ProposalLine
from core.admin_ends import AdminEnd

_STATE = ProposalLine.State
_PROPOSED = ProposalLine.objects.filter(state=_STATE.PROPOSED)
_STANDING = Q(cancelled_on__isnull=True)


def _withdraw(row: Proposal, answers: Mapping[str, Any], actor: Any) -> None:
    lines = _PROPOSED.filter(proposal=row).values_list("pk", flat=True)
    services.withdraw(proposal=row, lines=list(lines), reason=answers["reason"])


def _cancel_line(row: ProposalLine, answers: Mapping[str, Any], actor: Any) -> None:
    services.end_line(line=row, state=_STATE.CANCELLED, reason=answers["reason"])


def _cancel(row: Any, answers: Mapping[str, Any], actor: Any) -> None:
    row.cancel(reason=answers["reason"])


def cancelled(act: str) -> AdminEnd:
    """Of a row that should never have been written down."""
    return AdminEnd(act, _STANDING, _cancel, name=lambda row: f"{row.equipment} · {row}")


PROPOSAL = AdminEnd(
    "aid.change_proposal", Exists(_PROPOSED.filter(proposal=OuterRef("pk"))), _withdraw
)
LINE = AdminEnd(
    "aid.reject_proposal",
    Q(state__in=(_STATE.PROPOSED, _STATE.VERIFIED, _STATE.DECREED)),
    _cancel_line,
    name=lambda row: f"{row} · {row.proposal}",
)
TURN = AdminEnd("aid.change_booking", Q(state=Booking.State.BOOKED), _cancel)
