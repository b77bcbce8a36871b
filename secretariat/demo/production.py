"""Chilli of Bumi Daya since 2023, what two other groups harvested, and fourteen women's cards.

All people and figures are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from django.utils import timezone

from accounts.models import User
from aid.models import Season
from members.models import Group, Person
from secretariat.livelihood_text import CURRENT
from secretariat.models import Commodity, Harvest, Livelihood
from training.demo.held import BUMI_DAYA, MELATI
from training.demo.lists import members_of

SEED = 2304
FIRST_YEAR = 2023
MEKAR_SARI = "KWT Mekar Sari"
WOMEN = 14

_Income, _Savings, _Intends = Livelihood.Income, Livelihood.Savings, Livelihood.Intends
# Of each band how many women at first; the same women a year later, mostly one step higher.
_FIRST = (_Income.NONE, *(_Income.TO_500,) * 6, *(_Income.TO_1000,) * 5, *(_Income.TO_2000,) * 2)
_STEP = (0, 1, 1, 0, 1, 1, -1, 1, 0, 1, 0, 1, 0, 1)
_LEAVES = (*(_Intends.YES,) * 5, *(_Intends.UNSURE,) * 5, *(_Intends.NO,) * 4)
_LEAVES_LATER = (*(_Intends.YES,) * 2, *(_Intends.UNSURE,) * 4, *(_Intends.NO,) * 8)
_WORK = ("farm", "farm", "labour", "farm", "home", "trade", "farm")


def load(*, year: int, officer: User) -> None:
    """Write harvests and cards. Groups, people, seasons and trainings exist."""
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    rows = [
        *_of_members(rng, BUMI_DAYA, "Cabai merah", year, members=12),
        *_of_members(rng, MELATI, "Jagung", year, members=5),
        *_together(rng, MEKAR_SARI, "Singkong", year),
    ]
    Harvest.objects.bulk_create(row for row in rows if _is_over(row))
    _cards(rng, officer, year)


def _is_over(row: Harvest) -> bool:
    day = row.harvested_on
    return day is not None and day.first_day <= timezone.localdate()


def _harvests(year: int) -> Iterator[tuple[int, str, str]]:
    """Of each year the harvest after the rains and that of the dry months: month and season."""
    for each in range(FIRST_YEAR, year + 1):
        yield each, f"{each}-02", f"Musim rendeng {each - 1}/{each}"
        yield each, f"{each}-08", f"Musim gadu {each}"


def _of_members(rng: Random, name: str, crop: str, year: int, *, members: int) -> Iterator[Harvest]:
    """Most members, each on a piece of her own."""
    group, people = Group.objects.get(name=name), members_of(name, members)
    for each, month, season in _harvests(year):
        for person in people:
            if rng.random() < 0.7:
                row = _row(rng, group, crop, each, month, season)
                row.person = person
                yield row


def _together(rng: Random, name: str, crop: str, year: int) -> Iterator[Harvest]:
    """The group's own field; nobody kept the costs."""
    group = Group.objects.get(name=name)
    for each, month, season in _harvests(year):
        row = _row(rng, group, crop, each, month, season)
        row.area_ha, row.cost = Decimal("0.75"), None
        row.quantity_kg = (row.area_ha * rng.randint(17, 24) * 1000).quantize(Decimal(1))
        yield row


# Tonnes a hectare in the first year, price and cost a hectare by commodity.
_TONNES = {"Cabai merah": 4.2, "Jagung": 5.0, "Singkong": 18.0}
_PRICES = {"Cabai merah": (18, 34), "Jagung": (4, 6), "Singkong": (1, 2)}
_COSTS = {"Cabai merah": 62, "Jagung": 11, "Singkong": 9}


def _row(rng: Random, group: Group, crop: str, year: int, month: str, season: str) -> Harvest:
    area = Decimal(rng.randint(10, 35)) / 100
    better = 1 + 0.14 * min(year - FIRST_YEAR, 4)
    kilograms = float(area) * _TONNES[crop] * 1000 * better * rng.uniform(0.75, 1.2)
    return Harvest(
        group=group,
        commodity=Commodity.objects.get(name=crop),
        season=Season.objects.filter(name=season).first(),
        harvested_on=f"{month}-{rng.randint(3, 26):02d}",
        area_ha=area,
        quantity_kg=Decimal(round(kilograms / 5) * 5),
        price_per_kg=rng.randint(*_PRICES[crop]) * 1000 if rng.random() < 0.9 else None,
        cost=round(float(area) * _COSTS[crop] * rng.uniform(0.8, 1.2)) * 1_000_000
        if rng.random() < 0.8
        else None,
    )


def _cards(rng: Random, officer: User, year: int) -> None:
    """A first card two years ago, and one of last year."""
    women = members_of(BUMI_DAYA, WOMEN)
    bands: list[str] = [band for band in _Income if band != _Income.SILENT]
    later = [bands[bands.index(band) + step] for band, step in zip(_FIRST, _STEP, strict=True)]
    first, second = dt.date(year - 2, 1, 15), dt.date(year - 1, 1, 20)
    Livelihood.objects.bulk_create(
        [
            *_taken(rng, women, officer, Livelihood.Stage.BASELINE, first, _FIRST, _LEAVES),
            *_taken(rng, women, officer, Livelihood.Stage.YEARLY, second, later, _LEAVES_LATER),
        ]
    )


def _taken(
    rng: Random,
    women: Sequence[Person],
    officer: User,
    stage: Livelihood.Stage,
    day: dt.date,
    incomes: Sequence[str],
    intends: Sequence[str],
) -> Iterator[Livelihood]:
    savings = [_Savings.NONE, _Savings.TO_500, _Savings.TO_2000, _Savings.TO_5000]
    is_later = stage == Livelihood.Stage.YEARLY
    for at, woman in enumerate(women):
        yield Livelihood(
            person=woman,
            stage=stage,
            taken_on=day + dt.timedelta(days=at // 3),
            taken_by=officer,
            wording=CURRENT,
            income=incomes[at],
            work=_WORK[at % len(_WORK)],
            savings=savings[min(at // 6 + is_later * rng.randint(0, 1), 3)],
            intends=intends[at],
        )
