"""`make bench`: how fast the import and the lists are, on this machine.

The import goes the whole way of its user: a file is sent, previewed and confirmed, with NIKs
encrypted and every row in the history. ROWS=… chooses how many rows it has. No time is asserted:
the figures are for comparing.
"""

import io
import os
import time

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from core.models import Import
from members.models import Group, Person, Placement
from regions.services import load_regions
from tests.factories import FAMILY, GIVEN, GroupFactory, make_nik, make_user, region

pytestmark = pytest.mark.django_db

ROWS = int(os.environ.get("ROWS") or 10_000)
HEADER = "No,Nama,NIK,Tempat Lahir,Tanggal Lahir,JK,Dusun,RT,RW,No HP,Negara,Berangkat,Pulang"
COUNTRIES = ("Taiwan", "Hong Kong", "Malaysia", "Singapura", "Arab Saudi")


@pytest.fixture
def officer() -> User:
    """Return an officer over all villages of Indonesia's table."""
    started = time.perf_counter()
    number = load_regions()
    _tell("regions loaded", started, number)
    return make_user("pengukur", Role.OFFICER, region=region("18.01"))


@pytest.fixture
def client(officer: User) -> Client:
    """Return the officer's browser."""
    client = Client()
    client.force_login(officer)
    return client


def test_import(client: Client) -> None:
    group = GroupFactory(name="KWT Ukur")
    first = _import(client, group, "a first import")
    assert Person.objects.filter(group=group).count() == ROWS
    assert Placement.objects.count() == ROWS
    again = _import(client, group, "the same again")
    print(f"{'read, preview and write together':<34} {ROWS / first:>10,.0f} rows/s")
    assert again < first * 3
    _time_pages(client)


def _import(client: Client, group: Group, name: str) -> float:
    """Send, preview and confirm the list; return the seconds of all three."""
    started = time.perf_counter()
    upload = SimpleUploadedFile("daftar.xlsx", _workbook())
    made = _tell(f"{name}: file made", started, ROWS)
    answer = client.post(reverse("members:import_create"), {"group": group.code, "file": upload})
    assert answer.status_code == 302
    sent = _tell(f"{name}: read and previewed", made, ROWS)
    row = Import.objects.latest("pk")
    answer = client.post(reverse("members:import_confirm", args=[row.code]))
    assert answer.status_code == 302
    done = _tell(f"{name}: written", sent, ROWS)
    return done - made


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


def _time_pages(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    people = reverse("members:person_list")
    for name, path in {
        "list of people": people,
        "search by half a name": f"{people}?q=sihp",
        "list of groups": reverse("members:group_list"),
        "home": "/",
        "search of a village": f"{reverse('regions:region_search')}?q=palas+bumi",
    }.items():
        client.get(path)
        started = time.perf_counter()
        for _ in range(10):
            assert client.get(path).status_code == 200
        print(f"{name:<34} {(time.perf_counter() - started) * 100:>10.1f} ms")


def _tell(name: str, started: float, number: int) -> float:
    now = time.perf_counter()
    print(f"{name:<34} {number / (now - started):>10,.0f} rows/s {now - started:>8.2f} s")
    return now
