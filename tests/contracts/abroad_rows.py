"""Contacts, needs and openings that belong to a group and a person, for the walks over models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from secretariat.models import Contact, Need, Opening
from tests.factories import InstitutionFactory, region
from tests.secretariat.abroad_factories import ContactFactory, NeedFactory, PublishedFactory


def _opening(group: Group, person: Person) -> Opening:
    """Published by the office of the group's regency."""
    return PublishedFactory(office=InstitutionFactory(region=region(group.village_id[:5])))


ABROAD_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {
    Contact: lambda group, person: ContactFactory(person=person),
    Need: lambda group, person: NeedFactory(person=person),
    Opening: _opening,
}
