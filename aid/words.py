"""How goods, quantities and states of aid are written for the reader."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aid.models import Fit, ProposalLine

State = ProposalLine.State
TONES = {
    State.PROPOSED: "missing",
    State.VERIFIED: "abroad",
    State.DECREED: "abroad",
    State.HANDED_OVER: "ok",
    State.REJECTED: "wrong",
    State.CANCELLED: "",
}
FIT_TONES = {Fit.FITS: "ok", Fit.DOUBTFUL: "missing", Fit.UNSUITABLE: "wrong"}


def plain_number(value: Decimal) -> Decimal:
    """``2.00`` as ``2``, and ``10.00`` not as ``1E+1``."""
    return Decimal(f"{value.normalize():f}")


def amount(value: Decimal, unit: str) -> str:
    """``2 unit``, ``12,5 kg``."""
    return f"{plain_number(value)} {unit}".replace(".", ",")


def line_words(line: Any) -> str:
    """``Mesin gulut tanah, 2 unit``: a line as one says it."""
    return f"{line.kind}, {amount(line.quantity, line.kind.unit)}"


def state_chip(state: str) -> dict[str, str]:
    """A line's state in a word, with its tone."""
    return {"label": str(State(state).label), "tone": TONES[State(state)]}
