"""Proposals, visits, decrees, handovers, equipment."""

from aid.models.decrees import AidDecree
from aid.models.equipment import Condition, Custody, Equipment, Title
from aid.models.goods import GoodsKind
from aid.models.handover_lines import HandoverLine, HandoverPhoto, Witness
from aid.models.handovers import Handover
from aid.models.proposals import Proposal, ProposalLine
from aid.models.verifications import Fit, Verification, VisitPhoto

__all__ = [
    "AidDecree",
    "Condition",
    "Custody",
    "Equipment",
    "Fit",
    "GoodsKind",
    "Handover",
    "HandoverLine",
    "HandoverPhoto",
    "Proposal",
    "ProposalLine",
    "Title",
    "Verification",
    "VisitPhoto",
    "Witness",
]
