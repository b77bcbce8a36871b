"""What of the secretariat hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from members.models import Group, Person
from secretariat.models import CheckIn, Harvest, Livelihood
from tests.contracts.abroad_places import AbroadPlace, abroad_place
from tests.contracts.checkin_places import problem
from tests.contracts.desk_places import DeskPlace, desk_place
from tests.contracts.visit_places import VisitPlace, visit_place
from tests.factories import PersonFactory
from tests.secretariat.production_factories import HarvestFactory, LivelihoodFactory


@dataclass(frozen=True, slots=True)
class SecretariatPlace:
    """Rows of a place."""

    harvest: Harvest
    card: Livelihood
    abroad: AbroadPlace
    visits: VisitPlace
    check: CheckIn
    desk: DeskPlace


def secretariat_place(owner: Any, group: Group, person: Person) -> SecretariatPlace:
    return SecretariatPlace(
        harvest=HarvestFactory(group=group, person=person),
        abroad=abroad_place(owner, group, person),
        visits=visit_place(group, person),
        card=LivelihoodFactory(person=PersonFactory(village=group.village, group=group)),
        check=problem(owner, group),
        desk=desk_place(owner, group, person),
    )
