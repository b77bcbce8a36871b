"""Contacts of every second stay that goes on, and two hundred openings of one office."""

from __future__ import annotations

import datetime as dt
import time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import history
from core.codes import new_code
from core.copying import copy_rows
from institutions.models import Institution
from members.models import Placement
from secretariat.models import Contact, Opening
from tests.bench.asking import DISTRICT
from tests.bench.fill_training import OFFICE

OPENINGS, CONTACTS_EACH = 200, 3
CONTACT = ("code", "person_id", "day", "told_by", "channel")
TEXT = "Pinjaman tanpa agunan, dicicil 24 bulan. " * 10


def fill_abroad(members: int) -> None:
    """Write what is missing, however many members there are."""
    if Contact.objects.exists():
        return
    started, today = time.perf_counter(), timezone.localdate()
    away = Placement.objects.filter(status=Placement.Status.ABROAD).order_by("pk")
    people = list(away.values_list("person_id", flat=True)[::2])
    with transaction.atomic(), history.recording(None, "fill"):
        _publish(today)
        rows = (_contact(n, person, today) for n, person in enumerate(people * CONTACTS_EACH))
        copy_rows(Contact, CONTACT, rows)
    seconds = time.perf_counter() - started
    print(f"filled: {CONTACTS_EACH * len(people):,} contacts in {seconds:.0f} s")


def _publish(today: dt.date) -> None:
    kind = Institution.Kind.DISTRICT_LABOUR
    office, _made = Institution.objects.get_or_create(name=OFFICE, kind=kind, region_id=DISTRICT)
    by, _made = User.objects.get_or_create(username="bench_fill", defaults={"name": "Pengisi"})
    Opening.objects.bulk_create(
        Opening(
            office=office,
            kind=Opening.Kind.CAPITAL,
            title=f"Pinjaman modal usaha {number}",
            text=TEXT,
            audience="PMI purna yang sudah berusaha",
            until=today + dt.timedelta(days=1 + number),
            contact="Ruang pelayanan",
            no_job_abroad=True,
            published_on=today,
            published_by=by,
        )
        for number in range(OPENINGS)
    )


def _contact(number: int, person: int, today: dt.date) -> tuple[object, ...]:
    day = today - dt.timedelta(days=number % 400)
    return new_code(), person, day.isoformat(), "herself", "message"
