"""Harvests and livelihood cards for tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from secretariat.livelihood_text import CURRENT
from secretariat.models import Commodity, Harvest, Livelihood
from tests.factories import GroupFactory, MemberFactory


class CommodityFactory(DjangoModelFactory):
    class Meta:
        model = Commodity

    name = Sequence(lambda n: f"Komoditas uji {n}")


class HarvestFactory(DjangoModelFactory):
    """A quarter of a hectare in March 2023, 1,200 kg at Rp20,000, of the group together."""

    class Meta:
        model = Harvest

    group = SubFactory(GroupFactory)
    commodity = LazyAttribute(lambda o: Commodity.objects.get(name="Cabai merah"))
    harvested_on = "2023-03"
    area_ha = Decimal("0.25")
    quantity_kg = Decimal(1200)
    price_per_kg = 20_000
    cost = 9_000_000


class LivelihoodFactory(DjangoModelFactory):
    """A first card of January 2022."""

    class Meta:
        model = Livelihood

    person = SubFactory(MemberFactory)
    stage = Livelihood.Stage.BASELINE
    taken_on = dt.date(2022, 1, 17)
    wording = CURRENT
    income = Livelihood.Income.TO_500
    work = Livelihood.Work.FARM
    savings = Livelihood.Savings.NONE
    intends = Livelihood.Intends.UNSURE


class YearlyFactory(LivelihoodFactory):
    """A card of a year later."""

    stage = Livelihood.Stage.YEARLY
    taken_on = dt.date(2023, 1, 23)
    income = Livelihood.Income.TO_1000
    intends = Livelihood.Intends.NO
