"""Proposals, visits, decrees, handovers, equipment, turns and use."""

from aid.models.bookings import Booking
from aid.models.care import FaultReport, Inspection, Upkeep
from aid.models.conditions import Condition
from aid.models.custody import Custody
from aid.models.decrees import AidDecree
from aid.models.equipment import Equipment, Title
from aid.models.goods import GoodsKind
from aid.models.handover_lines import HandoverLine, HandoverPhoto, Witness
from aid.models.handovers import Handover
from aid.models.idle import IdleAnswer
from aid.models.moves import EquipmentMove
from aid.models.proposals import Proposal, ProposalLine
from aid.models.seasons import Season, Span
from aid.models.use_logs import UseLog
from aid.models.verifications import Fit, Verification, VisitPhoto

__all__ = [
    "AidDecree",
    "Booking",
    "Condition",
    "Custody",
    "Equipment",
    "EquipmentMove",
    "FaultReport",
    "Fit",
    "GoodsKind",
    "Handover",
    "HandoverLine",
    "HandoverPhoto",
    "IdleAnswer",
    "Inspection",
    "Proposal",
    "ProposalLine",
    "Season",
    "Span",
    "Title",
    "Upkeep",
    "UseLog",
    "Verification",
    "VisitPhoto",
    "Witness",
]
