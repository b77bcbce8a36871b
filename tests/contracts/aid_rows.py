"""Rows of equipment aid that belong to a group, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model

from institutions.models import Institution
from members.models import Group, Person
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.factories import InstitutionFactory, region


def office_of(group: Group) -> Institution:
    """An office of the group's regency."""
    return InstitutionFactory(region=region(group.village_id[:5]))


AID_ROWS: dict[str, Callable[[Group, Person], Model]] = {
    "aid.Proposal": lambda group, person: aid.ProposalFactory(group=group),
    "aid.ProposalLine": lambda group, person: aid.ProposalLineFactory(proposal__group=group),
    "aid.Verification": lambda group, person: aid.VerificationFactory(proposal__group=group),
    "aid.VisitPhoto": lambda group, person: aid.VisitPhotoFactory(
        verification__proposal__group=group
    ),
    "aid.AidDecree": lambda group, person: aid.AidDecreeFactory(office=office_of(group)),
    "aid.Handover": lambda group, person: aid.HandoverFactory(group=group),
    "aid.HandoverLine": lambda group, person: aid.HandoverLineFactory(handover__group=group),
    "aid.Witness": lambda group, person: aid.WitnessFactory(handover__group=group),
    "aid.HandoverPhoto": lambda group, person: aid.HandoverPhotoFactory(handover__group=group),
    "aid.Equipment": lambda group, person: aid.EquipmentFactory(group=group),
    "aid.EquipmentMove": lambda group, person: aid.EquipmentMoveFactory(equipment__group=group),
    "aid.Inspection": lambda group, person: aid.InspectionFactory(equipment__group=group),
    "aid.Upkeep": lambda group, person: aid.UpkeepFactory(equipment__group=group),
    "aid.FaultReport": lambda group, person: aid.FaultReportFactory(equipment__group=group),
    "aid.Custody": lambda group, person: aid.CustodyFactory(equipment__group=group),
    "aid.Booking": lambda group, person: use.BookingFactory(equipment__group=group),
    "aid.UseLog": lambda group, person: use.UseLogFactory(equipment__group=group),
    "aid.IdleAnswer": lambda group, person: use.IdleAnswerFactory(equipment__group=group),
}
