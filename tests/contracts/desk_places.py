"""What of the service desk hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import Assignment
from accounts.roles import Role
from core.imports.engine import read_file, review
from core.imports.parked import park
from core.models import Import
from institutions.models import Institution
from members.models import Group, Person
from secretariat.imports.visitors import VisitorBook
from secretariat.models import Referral, SealedCase, Service
from tests.factories import InstitutionFactory, UserFactory, make_user, region
from tests.secretariat.desk_factories import (
    ReferralFactory,
    ServiceFactory,
    ServiceNoteFactory,
    sealed_case,
    topic,
)

BOOK = b"Tgl;Nama Tamu;Keperluan\n3/3/2023;Painem;Tanya KUR\n;Legiyem;Tanya KUR\n"


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """An open service with a note and a referral, a closed one, a sealed case that the place's
    owner reads, and one whose only officer is gone; a second officer of the place; an old book of
    two rows, of which the second is refused, that waits for its confirmation.
    """

    service: Service
    referral: Referral
    closed: Service
    sealed: SealedCase
    alone: SealedCase
    second: Any
    office: Institution
    book: Import


def desk_place(owner: Any, group: Group, person: Person) -> DeskPlace:
    regency = region(group.village_id[:5])
    Assignment.objects.filter(user=owner, role=Role.OFFICER).update(is_head=True)
    service = ServiceFactory(group=group, asker=person, asker_name=person.name, received_by=owner)
    ServiceNoteFactory(service=service)
    second = make_user(f"rekan_meja_{group.pk}", Role.OFFICER, region=regency)
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
        book=_book(owner, group),
    )


def _book(owner: Any, group: Group) -> Import:
    spec = VisitorBook(user=owner, group=group)
    preview = read_file(spec, BOOK, "buku.csv")
    review(spec, preview)
    return park(
        owner=owner,
        kind=spec.kind,
        target_id=group.pk,
        filename="buku.csv",
        data=BOOK,
        preview=preview,
    )
