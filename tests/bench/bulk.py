"""Ten thousand rows changed together, on the whole way of their user. ROWS=… chooses how many."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client

from accounts.roles import Role
from core.bulk import insert_rows
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.tokens import token_of
from core.codes import new_code
from members.bulk import PEOPLE
from members.models import Group, Person
from regions.models import Region
from tests.bench.asking import DISTRICT
from tests.bench.rate import Rate
from tests.factories import make_user

ROWS = int(os.environ.get("ROWS") or 10_000)
ANSWERS = {"hamlet-how": "set", "hamlet": "Sukamaju", "rt-how": "set", "rt": "5"}


def bulk_edit() -> Iterator[Rate]:
    """Two fields of all who match a filter: looked at with what the database would refuse, then
    written."""
    user = make_user("bench_bulk", Role.OFFICER, region=Region.objects.get(code=DISTRICT))
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    group = _group()
    address = PEOPLE.all_url(token_of(PEOPLE.kind, f"group={group.code}", user))
    started = time.perf_counter()
    assert client.post(address, ANSWERS).status_code == 302
    looked_at = time.perf_counter()
    edit = BulkEdit.objects.latest("pk")
    client.post(PEOPLE.address("confirm", edit.code), {"reason": "Ukur"})
    client.post(PEOPLE.address("run", edit.code))
    connection.check_constraints()
    written = time.perf_counter()
    assert Person.objects.filter(group=group, hamlet="Sukamaju", rt="005").count() == ROWS
    yield Rate(f"bulk edit of {ROWS} rows: looked at", ROWS, looked_at - started)
    yield Rate(f"bulk edit of {ROWS} rows: written", ROWS, written - looked_at)


def _group() -> Group:
    village = Region.objects.villages().within(DISTRICT).first()
    group = Group.objects.create(name="KWT Ukur Sekaligus", village=village)
    rows = [
        {"name": f"Sumiyati {number}", "group_id": group.pk, "code": new_code()}
        for number in range(ROWS)
    ]
    insert_rows(Person, rows)
    return group
