"""The pages of machines, their turns and handovers, each in turn with its bare view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from aid.models import Booking, Equipment
from aid.periods import Slot, between, first_of_month, monday_of, next_month, slot_span
from members.models import Person
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in

# One machine in seven is of this kind.
COMMON = "pompa"
# Turns are taken beyond those that are filled, and given back by the next run.
FIRST_FREE = dt.timedelta(days=60)
PURPOSE = "ukur"
DAY = dt.timedelta(days=1)


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        for name, path, query, bare in _lists(area):
            compare = get(Client(), f"/bare/{path}/", bare)
            found.append(measured(f"{name}, {where}", get(client, f"/aid/{path}/", query), compare))
    machine = _busiest()
    officer = signed_in(Role.OFFICER, machine.group.village_id[: len(DISTRICT)])
    return [*found, *_pages_of(officer, machine), _post(officer, machine)]


def _lists(area: str) -> list[tuple[str, str, dict[str, str], dict[str, str]]]:
    """What each list is asked, and its bare view."""
    here = {"area": area} if area else {}
    pieces = Equipment.objects.filter(group__village__code__startswith=DISTRICT)
    serial = pieces.latest("pk").serial
    key = serial.replace("-", "").lower()
    overdue = {"overdue": timezone.localdate().isoformat()}
    return [
        ("equipment, first page", "equipment", {}, here),
        ("equipment, one serial", "equipment", {"q": serial}, here | {"q": key}),
        ("equipment, a kind", "equipment", {"q": COMMON}, here | {"q": COMMON}),
        ("equipment, overdue", "equipment", {"care": "overdue"}, here | overdue),
        ("handovers, first page", "handovers", {}, here),
    ]


def _busiest() -> Equipment:
    """The machine with the most turns, in whatever regency it stands."""
    machines = Equipment.objects.at_work().select_related("group")
    return machines.annotate(n=Count("bookings")).order_by("-n", "id")[0]


def _pages_of(client: Client, machine: Equipment) -> Iterator[Measured]:
    """Its page, and a week and a month in the midst of its turns."""
    turns = machine.bookings.order_by("period")
    day = timezone.localtime(turns[turns.count() // 2].period.lower).date()
    monday, first = monday_of(day), first_of_month(day)
    asked = {"code": machine.code}
    yield measured(
        "a machine's page",
        get(client, machine.get_absolute_url()),
        get(Client(), "/bare/equipment/", asked),
    )
    yield measured(
        "a machine's week",
        get(client, reverse("aid:booking_week", args=[machine.code]), {"day": f"{day}"}),
        get(Client(), "/bare/turns/", asked | _days(monday, monday + 6 * DAY)),
    )
    yield measured(
        "a machine's month",
        get(client, reverse("aid:booking_month", args=[machine.code]), {"month": f"{day:%Y-%m}"}),
        get(Client(), "/bare/turns/", asked | _days(first, next_month(first) - DAY)),
    )


def _days(first: dt.date, last: dt.date) -> dict[str, str]:
    span = between(first, last)
    return {"start": span.lower.isoformat(), "end": span.upper.isoformat()}


def _post(client: Client, machine: Equipment) -> Measured:
    """Every post takes the next free half-day of a machine with a long book."""
    Booking.objects.filter(purpose=PURPOSE).delete()
    person = Person.objects.filter(group=machine.group_id).order_by("id")[0]
    numbers, bare = count(), Client(headers={"host": "localhost"})

    def ask() -> Any:
        day, slot = _free(next(numbers))
        url = reverse("aid:booking_take", args=[machine.code, day.isoformat(), slot])
        answer = client.post(url, {"person": person.code, "purpose": PURPOSE})
        assert answer.status_code == 302, "the turn was refused"
        return answer

    def compare() -> Any:
        span = slot_span(*_free(next(numbers)))
        return bare.post(
            "/bare/turns/take/",
            {
                "start": span.lower.isoformat(),
                "end": span.upper.isoformat(),
                "purpose": PURPOSE,
                "machine": machine.code,
                "person": person.code,
            },
        )

    return measured("a turn taken", ask, compare)


def _free(number: int) -> tuple[dt.date, Slot]:
    day = timezone.localdate() + FIRST_FREE + number // 2 * DAY
    return day, (Slot.MORNING, Slot.AFTERNOON)[number % 2]
