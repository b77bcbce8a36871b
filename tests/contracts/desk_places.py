"""What of the service desk hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import Assignment
from accounts.roles import Role
from institutions.models import Institution
from members.models import Group, Person
from secretariat.models import Referral, SealedCase, Service
from tests.factories import InstitutionFactory, UserFactory, make_user, region
from tests.secretariat.desk_factories import (
    ReferralFactory,
    ServiceFactory,
    ServiceNoteFactory,
    sealed_case,
    topic,
)


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """An open service with a note and a referral, a closed one, a sealed case that the place's
    owner reads, and one whose only officer is gone; a second officer of the place.
    """

    service: Service
    referral: Referral
    closed: Service
    sealed: SealedCase
    alone: SealedCase
    second: Any
    office: Institution


def desk_place(owner: Any, group: Group, person: Person) -> DeskPlace:
    regency = region(group.village_id[:5])
    Assignment.objects.filter(user=owner, role=Role.OFFICER).update(is_head=True)
    service = ServiceFactory(group=group, asker=person, asker_name=person.name, received_by=owner)
    ServiceNoteFactory(service=service)
    second = make_user(f"rekan_meja_{regency.code.replace('.', '')}", Role.OFFICER, region=regency)
    return DeskPlace(
        service=service,
        referral=ReferralFactory(service=service, institution__region=regency),
        closed=ServiceFactory(
            group=group,
            topic=topic("Dokumen"),
            state=Service.State.CLOSED,
            closed_on="2026-03-05",
            result="Paspor selesai",
        ),
        sealed=sealed_case(owner, second, area=group.village_id),
        alone=sealed_case(UserFactory(), area=group.village_id),
        second=second,
        office=InstitutionFactory(region=regency),
    )
