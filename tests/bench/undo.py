"""Taking back what was done to many rows at once: an edit, and an import of new members.

ROWS=… chooses how many. What waits for the end of the transaction is checked within.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection

from accounts.roles import Role
from core.bulk import insert_rows
from core.codes import new_code
from core.models import Receipt
from core.undo.engine import preview, undo
from members.models import Group, Membership, Person
from regions.models import Region
from tests.acts import acting
from tests.bench.rate import Rate
from tests.factories import make_user

ROWS = int(os.environ.get("ROWS") or 10_000)


def undo_of_many() -> Iterator[Rate]:
    """An edit of so many people is taken back, and so many new members with their memberships."""
    region = Region.objects.get(code="18.01")
    user = make_user("bench_undo", Role.OFFICER, region=region)
    village = Region.objects.villages().within("18.01").first()
    group = Group.objects.create(name="KWT Ukur Kembali", village=village)
    with acting(user, "members.import_people") as added:
        _add(group)
    with acting(user, "members.change_person") as edited:
        Person.objects.filter(group=group).update(nickname="Ukur", education="sma")
    # What the two left for the end of their transactions is not the undo's.
    connection.check_constraints()
    yield from _undo("an edit", edited, user, ROWS)
    yield from _undo("new members", added, user, 2 * ROWS)
    assert not Person.objects.filter(group=group).exists()


def _undo(name: str, code: str, user: Any, rows: int) -> Iterator[Rate]:
    receipt = Receipt.objects.get(code=code)
    started = time.perf_counter()
    preview(receipt, user)
    seen = time.perf_counter()
    with acting(user, "core.undo_receipt"):
        plan = undo(receipt=receipt, actor=user)
    done = time.perf_counter()
    assert len(plan.returning) == rows, (len(plan.returning), len(plan.touched))
    yield Rate(f"undo of {name}: looked at beforehand", rows, seen - started)
    yield Rate(f"undo of {name}: done", rows, done - seen)


def _add(group: Group) -> None:
    village = group.village_id
    people = insert_rows(
        Person,
        [
            {
                "name": f"Anggota {n}",
                "group_id": group.pk,
                "village_id": village,
                "code": new_code(),
            }
            for n in range(ROWS)
        ],
    )
    insert_rows(
        Membership, [{"person_id": pk, "group_id": group.pk} for _id, pk in people], returning="id"
    )
