"""The demonstration's monthly checks: two years of two groups with a few gaps, others silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from aid.models import Equipment
from members.models import Group
from secretariat import months
from secretariat.models import CheckIn

SEED = 2607
YEARS = 24
# How many months ago the other groups answered last.
SILENT_FOR = (3, 5, 8, 14)
GAPS, CHANGES, DAMAGES, PROBLEMS = 0.12, 0.2, 0.06, 0.1
_PROBLEMS = (
    ("Saluran air ke lahan cabai tersumbat", "PPL dan warga membersihkan saluran hari Minggu"),
    ("Bibit bawang belum datang", "Bibit dikirim pekan depan lewat BPP Palas"),
    ("Hama thrips di lahan bersama", "PPL datang dan memberi contoh penyemprotan"),
    ("Iuran kas sering terlambat", "Dibahas pada kunjungan berikutnya"),
    ("Tempat simpan mesin bocor", "Atap diperbaiki dengan kas alat"),
)
_WAITING = "Pompa air dipinjam desa sebelah dan belum kembali"


def write(officer: User) -> None:
    """What secretaries answered; of groups without an account the office, from paper."""
    rng = Random(SEED)  # noqa: S311  the same in every demonstration
    accounts = Assignment.objects.filter(role=Role.SECRETARY, group__isnull=False)
    checks: list[CheckIn] = []
    rows = accounts.select_related("user", "group").order_by("id")
    asked = [(one.group, one.user) for one in rows if one.group]
    for last, (group, user) in enumerate(asked, 1):
        checks += _of(rng, group, user, last)
    # The first secretary's last month tells of a problem that waits for the office.
    first = next(check for check in checks if check.month == months.back(_this()))
    first.has_problem, first.note = True, _WAITING
    first.settled_on, first.settled_note = None, ""
    others = Group.objects.active().exclude(pk__in=accounts.values("group"))
    near = others.filter(village__code__startswith="18.01.10").order_by("pk")
    for last, group in zip(SILENT_FOR, near, strict=False):
        checks += _of(rng, group, officer, last)
    CheckIn.objects.bulk_create(checks)


def _this() -> dt.date:
    return months.first(timezone.localdate())


def _of(rng: Random, group: Group, user: User, last: int) -> Iterator[CheckIn]:
    """A group's answers up to the month that lies so many back."""
    has_machine = Equipment.objects.at_work().filter(group=group).exists()
    for number in range(YEARS, last - 1, -1):
        month = months.back(_this(), number)
        if number != last and rng.random() < GAPS:
            continue
        yield _check(rng, group, user, month, has_machine)


def _check(rng: Random, group: Group, user: User, month: dt.date, has_machine: bool) -> CheckIn:
    day = month + dt.timedelta(days=rng.randint(2, 27))
    note, settled = rng.choice(_PROBLEMS) if rng.random() < PROBLEMS else ("", "")
    return CheckIn(
        group=group,
        month=month,
        answered_on=day,
        answered_by=user,
        members_changed=rng.random() < CHANGES,
        machines_sound=rng.random() >= DAMAGES if has_machine else None,
        has_problem=bool(note),
        note=note,
        settled_on=day + dt.timedelta(days=3) if settled else None,
        settled_note=settled,
    )
