"""What of proposals, papers, machines and their use returns when an act is taken back."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aid.models import (
    AidDecree,
    Booking,
    Custody,
    Equipment,
    EquipmentMove,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    HandoverPhoto,
    IdleAnswer,
    Inspection,
    Proposal,
    ProposalLine,
    Season,
    Upkeep,
    UseLog,
    Verification,
    VisitPhoto,
    Witness,
)
from core.undo.rules import Stays, Suspended, Undo, add_undo

_PAPER = "aid.change_handover"
_BY_TABLE = (Suspended("state_by_table"),)
_CANCELLED = (Suspended("stays_cancelled"),)

add_undo(
    Undo(GoodsKind, act="aid.change_goodskind"),
    Undo(Season, act="aid.change_season"),
    Undo(Proposal),
    Undo(ProposalLine, suspended=_BY_TABLE),
    Undo(Verification, act="aid.verify_proposal"),
    Undo(VisitPhoto, act="aid.verify_proposal"),
    Undo(
        AidDecree,
        act="aid.change_aiddecree",
        stays=Stays(
            _("A decree with its number stays on record. End its lines instead."),
            if_new=True,
            whole=True,
        ),
    ),
    Undo(
        Handover,
        act=_PAPER,
        stays=Stays(
            _("An issued handover stays as it is. Cancel it instead; its number stays."),
            where=~Q(state=Handover.State.DRAFT),
            whole=True,
        ),
    ),
    Undo(HandoverLine, act=_PAPER),
    Undo(Witness, act=_PAPER),
    Undo(HandoverPhoto, act=_PAPER),
    # The history knows how a piece came; the trigger would take it from how it is now.
    Undo(Equipment, suspended=(Suspended("ends_once"), Suspended("first_condition"))),
    Undo(EquipmentMove),
    Undo(Custody),
    Undo(Inspection, suspended=_CANCELLED),
    Undo(Upkeep, suspended=_CANCELLED),
    Undo(FaultReport),
    Undo(IdleAnswer),
    Undo(Booking, suspended=_BY_TABLE),
    Undo(UseLog, suspended=_CANCELLED),
)
