"""The page of who was shown or took out what, and why: both logs, by region."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.disclosures import PAGE_SIZE, disclosures
from core.models import Reveal
from members.models import Person
from tests.cast import Cast
from tests.factories import KALIREJO, ExportLogFactory

URL = "/disclosures/"


def reveal(user: User, person: Person, what: str = "nik", reason: str = "Surat pengantar") -> None:
    Reveal.objects.create(
        user=user,
        subject=f"members.person:{person.pk}",
        what=what,
        reason=reason,
        area=person.area,
    )


def page(user: User, address: str = URL) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_disclosure_list_tells_who_what_and_why(cast: Cast) -> None:
    reveal(cast.officer, cast.person)
    reveal(cast.secretary, cast.person, what="nik_hit", reason="mengetik NIK")
    ExportLogFactory(
        user=cast.officer, filters="Sudah kembali", has_niks=True, reason="Usulan bantuan"
    )
    told = page(cast.officer)
    for words in (
        "Petugas Uji",
        "melihat NIK Marsinah Lestiani",
        "Surat pengantar",
        "menemukan NIK Marsinah Lestiani",
        "mengunduh Anggota &amp; PMI (12 baris) · Sudah kembali · dengan NIK lengkap",
        "Usulan bantuan",
    ):
        assert words in told, words


def test_disclosure_list_shows_nothing_of_another_region(cast: Cast) -> None:
    reveal(cast.officer, cast.person)
    reveal(cast.other_officer, cast.other_person)
    ExportLogFactory(area=KALIREJO, reason="rahasia")
    told = page(cast.officer)
    assert "Marsinah" in told
    assert "Ponirah" not in told
    assert "rahasia" not in told
    both = page(cast.admin)
    assert "Marsinah" in both
    assert "Ponirah" in both


def test_disclosure_list_is_empty_at_first_and_the_offices_alone(cast: Cast) -> None:
    assert "Belum ada NIK yang ditampilkan" in page(cast.officer)
    for user in (cast.secretary, cast.viewer):
        client = Client()
        client.force_login(user)
        assert client.get(URL).status_code == 403


def test_disclosure_list_has_pages_and_a_fixed_number_of_queries(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            disclosures(cast.officer)
        return len(found)

    reveal(cast.officer, cast.person)
    ExportLogFactory(filters="yang pertama")
    few = queries()
    for number in range(PAGE_SIZE):
        ExportLogFactory(filters=f"filter {number}")
    assert queries() <= few
    assert "yang pertama" not in page(cast.officer)
    assert "yang pertama" in page(cast.officer, f"{URL}?page=2")
    assert page(cast.officer, f"{URL}?page=zzz")
