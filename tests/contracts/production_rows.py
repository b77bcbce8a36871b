"""Rows of production that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from secretariat.models import Harvest, Livelihood
from tests.secretariat.production_factories import HarvestFactory, LivelihoodFactory

PRODUCTION_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {
    Harvest: lambda group, person: HarvestFactory(group=group, person=person),
    Livelihood: lambda group, person: LivelihoodFactory(person=person),
}
# Cards are read on their own pages, and nowhere in the admin site.
PRODUCTION_UNREAD = (Livelihood,)
