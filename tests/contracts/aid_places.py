"""What of equipment aid hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aid.imports.inventory import Inventory
from aid.models import (
    AidDecree,
    Booking,
    Equipment,
    FaultReport,
    GoodsKind,
    Handover,
    IdleAnswer,
    Inspection,
    Proposal,
    ProposalLine,
    Upkeep,
    UseLog,
)
from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import Import
from core.storage import keep_photo, keep_scan
from institutions.models import Institution
from members.models import Group, Person
from tests.aid.factories import (
    AidDecreeFactory,
    CustodyFactory,
    EquipmentFactory,
    FaultReportFactory,
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    HandoverPhotoFactory,
    InspectionFactory,
    ProposalFactory,
    ProposalLineFactory,
    UpkeepFactory,
    VerificationFactory,
    VisitPhotoFactory,
    WitnessFactory,
)
from tests.aid.use_factories import BookingFactory, IdleAnswerFactory, UseLogFactory

INVENTORY = b"Nama Kelompok;Jenis Alat;No. Seri\nKWT Tidak Ada;Pesawat;\n"


@dataclass(frozen=True, slots=True)
class AidPlace:
    """Rows of a place: a proposal that waits for a visit, lines that are verified and decreed, a
    draft that is about to be issued, another office's paper that is issued, a piece with its
    custodian, a turn to come, a use, and an answer about why it stands still.
    """

    office: Institution
    kind: GoodsKind
    proposal: Proposal
    line: ProposalLine
    visited: Proposal
    verified: ProposalLine
    decreed: ProposalLine
    decree: AidDecree
    draft: Handover
    issued: Handover
    equipment: Equipment
    turn: Booking
    use: UseLog
    idle: IdleAnswer
    inspection: Inspection
    upkeep: Upkeep
    fault: FaultReport
    handed: Equipment
    inventory: Import


def aid_place(owner: Any, group: Group, person: Person, picture: bytes) -> AidPlace:
    office, kind = owner.institution, GoodsKindFactory()
    scan = keep_scan(picture)
    proposal = ProposalFactory(group=group, scan=scan)
    decreed = _decreed(group, kind, office, picture)
    piece = _equipment(group, person, kind, picture)
    issued = _issued(group, office, kind, picture)
    return AidPlace(
        office=office,
        kind=kind,
        proposal=proposal,
        line=ProposalLineFactory(proposal=proposal, kind=kind),
        visited=decreed.proposal,
        verified=_verified(group, kind),
        decreed=decreed,
        decree=decreed.decree,
        draft=_draft(group, person, office, kind),
        issued=issued,
        equipment=piece,
        inspection=InspectionFactory(equipment=piece, photo=keep_photo(picture)),
        upkeep=UpkeepFactory(equipment=piece, next_due="2024-06-01"),
        fault=FaultReportFactory(equipment=piece),
        inventory=_inventory(owner, group),
        handed=EquipmentFactory(group=group, kind=kind, handover_line=issued.lines.get()),
        turn=BookingFactory(equipment=piece, person=person),
        use=UseLogFactory(equipment=piece, person=person, fee=25_000),
        idle=IdleAnswerFactory(equipment=piece),
    )


def _verified(group: Group, kind: GoodsKind) -> ProposalLine:
    proposal = ProposalFactory(group=group)
    return ProposalLineFactory(
        proposal=proposal,
        kind=kind,
        state=ProposalLine.State.VERIFIED,
        verification=VerificationFactory(proposal=proposal),
    )


def _decreed(group: Group, kind: GoodsKind, office: Institution, picture: bytes) -> ProposalLine:
    proposal = ProposalFactory(group=group)
    scan = keep_scan(picture)
    visit = VerificationFactory(proposal=proposal, scan=scan)
    VisitPhotoFactory(verification=visit, file=keep_photo(picture))
    return ProposalLineFactory(
        proposal=proposal,
        kind=kind,
        state=ProposalLine.State.DECREED,
        verification=visit,
        decree=AidDecreeFactory(office=office, scan=scan),
        decreed_quantity=1,
    )


def _draft(group: Group, person: Person, office: Institution, kind: GoodsKind) -> Handover:
    draft = HandoverFactory(
        group=group, office=office, giver=office, is_own=True, receiver=person, first_name="Harun"
    )
    HandoverLineFactory(handover=draft, kind=kind, unit_price=18_500_000)
    WitnessFactory(handover=draft)
    return draft


def _issued(group: Group, office: Institution, kind: GoodsKind, picture: bytes) -> Handover:
    paper = HandoverFactory(group=group, office=office, giver_number="BAST/7/2023")
    HandoverLineFactory(handover=paper, kind=kind)
    HandoverPhotoFactory(handover=paper, file=keep_photo(picture))
    paper.scan = paper.agreement_scan = keep_scan(picture)
    paper.state, paper.issued_at = Handover.State.ISSUED, "2023-05-31T03:00:00Z"
    paper.content = {}
    paper.save()
    return paper


def _equipment(group: Group, person: Person, kind: GoodsKind, picture: bytes) -> Equipment:
    piece = EquipmentFactory(group=group, kind=kind, photo=keep_photo(picture))
    CustodyFactory(equipment=piece, person=person)
    return piece


def _inventory(owner: Any, group: Group) -> Import:
    """A list of two machines, the second of no known kind, that waits for its confirmation."""
    data = INVENTORY + f"{group.name};Cultivator;{group.code}\n".encode()
    spec = Inventory(user=owner)
    preview = read_file(spec, data, "inventaris.csv")
    review(spec, preview)
    return park(
        owner=owner,
        kind=spec.kind,
        target_id=None,
        filename="inventaris.csv",
        data=data,
        preview=preview,
    )
