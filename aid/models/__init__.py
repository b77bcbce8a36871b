"""Proposals, visits, decrees, handovers, equipment, turns and use."""

from aid.models.bookings import Booking
from aid.models.decrees import AidDecree
from aid.models.equipment import Condition, Custody, Equipment, Title
from aid.models.goods import GoodsKind
from aid.models.handover_lines import HandoverLine, HandoverPhoto, Witness
from aid.models.handovers import Handover
from aid.models.idle import IdleAnswer
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
    "Fit",
    "GoodsKind",
    "Handover",
    "HandoverLine",
    "HandoverPhoto",
    "IdleAnswer",
    "Proposal",
    "ProposalLine",
    "Season",
    "Span",
    "Title",
    "UseLog",
    "Verification",
    "VisitPhoto",
    "Witness",
]
