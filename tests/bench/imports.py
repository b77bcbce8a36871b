"""A member list on the whole way of its user: sent, previewed, confirmed.

NIKs are encrypted and every row stands in the history. ROWS=… chooses how many rows it has.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from core.models import Import
from members.models import Group, Person
from regions.models import Region
from tests.bench.rate import Rate
from tests.factories import FAMILY, GIVEN, make_nik, make_user

ROWS = int(os.environ.get("ROWS") or 10_000)
HEADER = "No,Nama,NIK,Tempat Lahir,Tanggal Lahir,JK,Dusun,RT,RW,No HP,Negara,Berangkat,Pulang"
COUNTRIES = ("Taiwan", "Hong Kong", "Malaysia", "Singapura", "Arab Saudi")


def roster_import() -> Iterator[Rate]:
    """A list of new members, and the same list again, which changes nothing."""
    region = Region.objects.get(code="18.01")
    user: User = make_user("bench_impor", Role.OFFICER, region=region)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    village = Region.objects.villages().within("18.01").first()
    group = Group.objects.create(name="KWT Ukur Impor", village=village)
    for name in ("a new list", "the same again"):
        yield from _import(client, group, name)
    assert Person.objects.filter(group=group).count() == ROWS


def _import(client: Client, group: Group, name: str) -> Iterator[Rate]:
    upload = SimpleUploadedFile("daftar.xlsx", _workbook())
    started = time.perf_counter()
    answer = client.post(reverse("members:import_create"), {"group": group.code, "file": upload})
    assert answer.status_code == 302
    row = Import.objects.latest("pk")
    if row.state == Import.State.READING:
        client.post(reverse("members:import_read", args=[row.code]))
    previewed = time.perf_counter()
    answer = client.post(reverse("members:import_confirm", args=[row.code]))
    assert answer.status_code == 302
    # What waits for the end of the transaction, as foreign keys do, counts too.
    connection.check_constraints()
    written = time.perf_counter()
    yield Rate(f"import, {name}: read and previewed", ROWS, previewed - started)
    yield Rate(f"import, {name}: written", ROWS, written - previewed)
    yield Rate(f"import, {name}: the whole way", ROWS, written - started)


def _workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER.split(","))
        for number in range(ROWS):
            page.write_row(number + 1, 0, _row(number))
    return made.getvalue()


def _row(number: int) -> list[str]:
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, 60 + number // 336 % 40
    birth = f"{day:02d}{month:02d}{year:02d}"
    return [
        str(number + 1),
        f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // 8 % len(FAMILY)]} {number}",
        make_nik(number % 900 + 1, birth),
        "Kalianda",
        f"{day:02d}/{month:02d}/19{year:02d}",
        "P",
        f"Dusun {number % 9 + 1}",
        f"{number % 12 + 1:03d}",
        f"{number % 6 + 1:03d}",
        f"08{1_200_000_000 + number}",
        COUNTRIES[number % len(COUNTRIES)],
        str(2005 + number % 8),
        str(2014 + number % 8),
    ]
