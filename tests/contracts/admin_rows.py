"""Rows for the tests of the admin site: of each model one that belongs to a group and a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from accounts.models import Assignment, User
from aid.models import (
    AidDecree,
    Booking,
    Custody,
    Equipment,
    GoodsKind,
    Handover,
    HandoverLine,
    IdleAnswer,
    Proposal,
    ProposalLine,
    Season,
    UseLog,
    Verification,
    Witness,
)
from core.models import ExportLog, Reveal, Synonym
from institutions.models import Institution, Programme, Series
from members.models import (
    Consent,
    Decree,
    Group,
    GroupClass,
    Membership,
    Occupation,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)
from regions.models import Region
from secretariat.models import Commodity, ServiceTopic
from tests import factories
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.contracts.aid_care import ON_PIECE
from tests.contracts.secretariat_rows import SECRETARIAT_READ, SECRETARIAT_ROWS
from tests.contracts.training_rows import TRAINING_READ, TRAINING_ROWS
from tests.secretariat import desk_factories as service_desk
from tests.secretariat import production_factories as production
from tests.training import factories as training
from training.models import Topic

# One row of each model that belongs to a group and a person of it.
ROWS: dict[type[Model], Callable[[Group, Person], Any]] = {
    Person: lambda group, person: person,
    Group: lambda group, person: group,
    Membership: lambda group, person: person.memberships.get(),
    OfficeTerm: lambda group, person: factories.OfficeTermFactory(
        membership=factories.MemberFactory(group=group).memberships.get()
    ),
    Placement: lambda group, person: factories.PlacementFactory(person=person),
    Relative: lambda group, person: factories.RelativeFactory(person=person),
    Consent: lambda group, person: factories.ConsentFactory(person=person),
    Decree: lambda group, person: factories.DecreeFactory(group=group),
    GroupClass: lambda group, person: factories.GroupClassFactory(group=group),
    TransferRequest: lambda group, person: factories.TransferRequestFactory(person=person),
    Institution: lambda group, person: factories.InstitutionFactory(
        region=factories.region(group.village_id[:5])
    ),
    ExportLog: lambda group, person: factories.ExportLogFactory(area=group.village_id),
    Reveal: lambda group, person: Reveal.objects.create(
        user=factories.UserFactory(),
        subject=f"members.person:{person.pk}",
        what="nik",
        reason="Surat pengantar",
        area=person.area,
    ),
}
ROWS |= {
    Series: lambda group, person: factories.SeriesFactory(
        institution__region=factories.region(group.village_id[:5])
    ),
    Proposal: lambda group, person: aid.ProposalFactory(group=group),
    ProposalLine: lambda group, person: aid.ProposalLineFactory(proposal__group=group),
    Verification: lambda group, person: aid.VerificationFactory(proposal__group=group),
    AidDecree: lambda group, person: aid.AidDecreeFactory(
        office__region=factories.region(group.village_id[:5])
    ),
    Handover: lambda group, person: aid.HandoverFactory(group=group),
    HandoverLine: lambda group, person: aid.HandoverLineFactory(handover__group=group),
    Witness: lambda group, person: aid.WitnessFactory(handover__group=group),
    Equipment: lambda group, person: aid.EquipmentFactory(group=group),
    Custody: lambda group, person: aid.CustodyFactory(equipment__group=group),
    Booking: lambda group, person: use.BookingFactory(equipment__group=group),
    UseLog: lambda group, person: use.UseLogFactory(equipment__group=group),
    IdleAnswer: lambda group, person: use.IdleAnswerFactory(equipment__group=group),
    **ON_PIECE,
    **{model: TRAINING_ROWS[model] for model in TRAINING_READ},
    **{model: SECRETARIAT_ROWS[model] for model in SECRETARIAT_READ},
}
# Rows that belong to no place, or to no officer's.
ELSEWHERE: dict[type[Model], Callable[[], Any]] = {
    Region: lambda: factories.region("18.01"),
    Occupation: factories.OccupationFactory,
    Programme: factories.ProgrammeFactory,
    GoodsKind: aid.GoodsKindFactory,
    Season: use.SeasonFactory,
    Topic: training.TopicFactory,
    ServiceTopic: service_desk.ServiceTopicFactory,
    Commodity: production.CommodityFactory,
    Synonym: lambda: Synonym.objects.create(
        kind="office", key="ketua muda uji", target="treasurer"
    ),
    User: factories.UserFactory,
    Assignment: factories.AssignmentFactory,
}
FOR_ADMINISTRATORS = (User, Assignment)
READ_ONLY = (
    *(ExportLog, Reveal, TransferRequest, Consent, Region),
    *(Proposal, ProposalLine, Verification, AidDecree, Handover, HandoverLine, Witness, Custody),
    *(UseLog, IdleAnswer),
    *ON_PIECE,
    *TRAINING_READ,
    *SECRETARIAT_READ,
)
