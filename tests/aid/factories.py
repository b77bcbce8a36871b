"""Rows of equipment aid for tests."""

from __future__ import annotations

import factory
from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    EquipmentMove,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    HandoverPhoto,
    Inspection,
    Proposal,
    ProposalLine,
    Upkeep,
    Verification,
    VisitPhoto,
    Witness,
)
from core.models import StoredFile
from tests.factories import GroupFactory, InstitutionFactory, PersonFactory


class GoodsKindFactory(DjangoModelFactory):
    """A machine, followed piece by piece."""

    class Meta:
        model = GoodsKind

    name = Sequence(lambda n: f"Mesin uji {n}")
    unit = "unit"
    meter = GoodsKind.Meter.HOURS


class StoredFileFactory(DjangoModelFactory):
    """The row of a photo without its file."""

    class Meta:
        model = StoredFile

    kind = StoredFile.Kind.PHOTO
    sha256 = Sequence(lambda n: f"{n:064x}")
    content_type = "image/jpeg"
    size = 1000


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    group = SubFactory(GroupFactory)
    proposed_on = "2023-01-16"


class ProposalLineFactory(DjangoModelFactory):
    """A line that waits for its visit. ``decreed`` makes one that may be handed over."""

    class Meta:
        model = ProposalLine

    class Params:
        decreed = factory.Trait(
            state=ProposalLine.State.DECREED,
            verification=factory.SubFactory(
                "tests.aid.factories.VerificationFactory",
                proposal=factory.SelfAttribute("..proposal"),
            ),
            decree=factory.SubFactory("tests.aid.factories.AidDecreeFactory"),
            decreed_quantity=factory.SelfAttribute("quantity"),
        )

    proposal = SubFactory(ProposalFactory)
    kind = SubFactory(GoodsKindFactory)
    quantity = 1


class VerificationFactory(DjangoModelFactory):
    class Meta:
        model = Verification

    proposal = SubFactory(ProposalFactory)
    visited_on = "2023-02-20"
    verifier = "Slamet Riyadi"
    verifier_position = "Penyuluh pertanian"
    fits_land = "fits"
    can_run = "fits"
    can_repair = "fits"


class VisitPhotoFactory(DjangoModelFactory):
    class Meta:
        model = VisitPhoto

    verification = SubFactory(VerificationFactory)
    file = SubFactory(StoredFileFactory)


class AidDecreeFactory(DjangoModelFactory):
    class Meta:
        model = AidDecree

    office = SubFactory(InstitutionFactory)
    number = Sequence(lambda n: f"188/{n:03d}/KPTS/2023")
    date = "2023-04-10"
    issuer = "Gubernur Lampung"


class HandoverFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Handover

    group = SubFactory(GroupFactory)
    office = SubFactory(InstitutionFactory)
    giver = SubFactory(InstitutionFactory)
    handed_on = "2023-05-31"
    place = "Balai Keratun"
    receiver_name = "Marsinah Lestiani"


class HandoverLineFactory(DjangoModelFactory):
    class Meta:
        model = HandoverLine

    handover = SubFactory(HandoverFactory)
    kind = SubFactory(GoodsKindFactory)
    quantity = 1
    unit = "unit"


class WitnessFactory(DjangoModelFactory):
    class Meta:
        model = Witness

    handover = SubFactory(HandoverFactory)
    name = "Sutarman"
    position = "Kepala Desa"


class HandoverPhotoFactory(DjangoModelFactory):
    class Meta:
        model = HandoverPhoto

    handover = SubFactory(HandoverFactory)
    file = SubFactory(StoredFileFactory)


class EquipmentFactory(DjangoModelFactory):
    class Meta:
        model = Equipment

    group = SubFactory(GroupFactory)
    kind = SubFactory(GoodsKindFactory)
    brand = "Yanmar"
    serial = Sequence(lambda n: f"UJI{n:06d}")
    acquired_on = "2023-05-31"


class CustodyFactory(DjangoModelFactory):
    class Meta:
        model = Custody

    equipment = SubFactory(EquipmentFactory)
    person = SubFactory(PersonFactory)
    since = "2023-05-31"


class EquipmentMoveFactory(DjangoModelFactory):
    class Meta:
        model = EquipmentMove

    equipment = SubFactory(EquipmentFactory)
    from_group = SubFactory(GroupFactory)
    to_group = factory.SelfAttribute("equipment.group")
    moved_on = "2024-02-01"
    reason = "Kelompok lama tidak bertani lagi"


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = Inspection

    equipment = SubFactory(EquipmentFactory)
    date = "2024-03-04"
    by = "Slamet Riyadi"
    condition = "good"


class UpkeepFactory(DjangoModelFactory):
    class Meta:
        model = Upkeep

    equipment = SubFactory(EquipmentFactory)
    date = "2024-03-04"
    kind = Upkeep.Kind.OIL


class FaultReportFactory(DjangoModelFactory):
    class Meta:
        model = FaultReport

    equipment = SubFactory(EquipmentFactory)
    kind = FaultReport.Kind.LEAK
    source = FaultReport.Source.PUBLIC
