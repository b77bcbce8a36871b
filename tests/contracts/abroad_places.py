"""What of those abroad, needs and openings hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from members.models import Group, Person
from secretariat.models import Contact, Need, Opening
from tests.factories import InstitutionFactory, MemberFactory, PersonFactory, region
from tests.secretariat.abroad_factories import (
    ContactFactory,
    NeedFactory,
    OpeningFactory,
    PublishedFactory,
    abroad,
)


@dataclass(frozen=True, slots=True)
class AbroadPlace:
    """A member who is abroad and was heard of, somebody who belongs to no group, a need of the
    place's person, an opening that is a draft and a published one.
    """

    away: Person
    contact: Contact
    unbound: Person
    need: Need
    draft: Opening
    opening: Opening


def abroad_place(owner: Any, group: Group, person: Person) -> AbroadPlace:
    away = MemberFactory(group=group, village=group.village)
    abroad(away)
    office = owner.institution or InstitutionFactory(region=region(group.village_id[:5]))
    return AbroadPlace(
        away=away,
        contact=ContactFactory(person=away),
        unbound=PersonFactory(village=group.village, group=group),
        need=NeedFactory(person=person),
        draft=OpeningFactory(office=office),
        opening=PublishedFactory(office=office),
    )
