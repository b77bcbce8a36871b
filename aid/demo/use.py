"""Two years of use: seasons, turns, uses written down, what was earned and spent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from django.utils import timezone

from accounts.models import User
from aid.models import Booking, Equipment, Inspection, Season, Upkeep, UseLog
from aid.periods import Slot, slot_span
from members.models import Membership, Person

_PLACES = ("lahan belakang balai desa", "lahan dekat embung", "kebun Dusun II", "kebun Dusun IV")
_FEE_AN_HOUR, _FUEL_PRICE = 25_000, 10_000


def two_years(rng: Random, machine: Equipment, officer: User, year: int) -> None:
    """From June 2023 until today: every few days in the season one member has the machine."""
    _seasons(year)
    members = _members(machine)
    meter, logs = Decimal(12), []
    today = timezone.localdate()
    for day in _days(rng, today):
        hours = Decimal(rng.randint(4, 12)) / 2
        meter += hours
        logs.append(_use(rng, machine, rng.choice(members), day, hours, meter))
    UseLog.objects.bulk_create(logs)
    _turns(rng, machine, members, officer, today)
    _care(machine, logs)


def _members(machine: Equipment) -> list[Person]:
    open_ones = Membership.objects.open().filter(group=machine.group)
    return list(Person.objects.filter(memberships__in=open_ones).order_by("sort_key"))


def _seasons(year: int) -> None:
    """The rains and the dry months, from 2023 until next year."""
    Season.objects.bulk_create(
        season
        for each in range(2023, year + 1)
        for season in (
            Season(name=f"Musim gadu {each}", start=dt.date(each, 4, 1), end=dt.date(each, 9, 30)),
            Season(
                name=f"Musim rendeng {each}/{each + 1}",
                start=dt.date(each, 10, 1),
                end=dt.date(each + 1, 3, 31),
            ),
        )
    )


def _days(rng: Random, today: dt.date) -> list[dt.date]:
    """Busy when ridges are made, at the beginning of a season, else once in a while."""
    day, found = dt.date(2023, 6, 12), []
    while day < today - dt.timedelta(days=2):
        found.append(day)
        is_busy = day.month in (4, 5, 10, 11)
        day += dt.timedelta(days=rng.randint(2, 5) if is_busy else rng.randint(9, 22))
    return found


def _use(
    rng: Random, machine: Equipment, person: Person, day: dt.date, hours: Decimal, meter: Decimal
) -> UseLog:
    litres = (hours * Decimal("0.9")).quantize(Decimal("0.1"))
    return UseLog(
        equipment=machine,
        person=person,
        used_on=day,
        hours=hours,
        area_ha=(hours / 12).quantize(Decimal("0.01")),
        hour_meter=meter,
        work=UseLog.Work.RIDGING if rng.random() < 0.8 else UseLog.Work.TILLAGE,
        place=rng.choice(_PLACES),
        fuel_litres=litres,
        fuel_cost=int(litres * _FUEL_PRICE),
        fee=int(hours * _FEE_AN_HOUR),
    )


def _turns(
    rng: Random, machine: Equipment, members: list[Person], officer: User, today: dt.date
) -> None:
    """Yesterday's turn, whose use nobody wrote down yet, and those of the coming days."""
    parts = (Slot.MORNING, Slot.AFTERNOON)
    for ahead in (-1, 1, 2, 4, 8):
        Booking.objects.create(
            equipment=machine,
            person=rng.choice(members),
            period=slot_span(today + dt.timedelta(days=ahead), parts[ahead % 2]),
            asked_by=officer,
            purpose="Menggulud lahan cabai",
            place=rng.choice(_PLACES),
        )


def _care(machine: Equipment, logs: list[UseLog]) -> None:
    """A change of oil twice a year, and one inspection by the penyuluh."""
    last = logs[-1].used_on
    day = dt.date(2023, 12, 4)
    while day < last:
        Upkeep.objects.create(
            equipment=machine,
            date=day,
            kind=Upkeep.Kind.OIL,
            parts="Oli mesin 0,6 liter",
            cost=65_000,
            done_by="Bengkel alsintan Palas",
            next_due=day + dt.timedelta(days=182),
        )
        day += dt.timedelta(days=182)
    Inspection.objects.create(
        equipment=machine,
        date=dt.date(2024, 6, 3),
        by="Gunawan Saputra, S.P.",
        condition=machine.condition,
        findings="Mesin terawat, pisau gulud perlu diasah",
    )


def of_others(rng: Random, pieces: list[Equipment], officer: User) -> None:
    """A few uses of each other machine; the older ones then stand still."""
    today = timezone.localdate()
    for number, piece in enumerate(pieces):
        members = _members(piece)
        first = today - dt.timedelta(days=20 if number < 2 else 400)
        UseLog.objects.bulk_create(
            UseLog(
                equipment=piece,
                person=rng.choice(members),
                used_on=first - dt.timedelta(days=7 * week),
                hours=Decimal(rng.randint(2, 8)) / 2,
                work=UseLog.Work.SPRAYING,
                place=rng.choice(_PLACES),
            )
            for week in range(4)
        )
