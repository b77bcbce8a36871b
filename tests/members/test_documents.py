"""Cetak: what stands on a paper, for whom, and that it is tagged, archivable and the same again."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from core.models import ExportLog
from core.storage import keep_photo
from members.models import Consent, Group, Person
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import (
    ConsentFactory,
    DecreeFactory,
    GroupClassFactory,
    InstitutionFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
)
from tests.papers import ARCHIVED_AND_ACCESSIBLE, standards

HOSTILE = '#panic("x") $1+1$ *tebal* <b>&amp; 李 😀 \\#'


@pytest.fixture
def wide(cast: Cast) -> Cast:
    """A group with an office above it, an officer with a photo, and somebody who is abroad."""
    office = InstitutionFactory(
        letterhead="PEMERINTAH KABUPATEN UJI\nDINAS TENAGA KERJA UJI\nJalan Uji 1",
        head_name="Harun Prasetya",
        head_title="Kepala Dinas",
        head_nip="197001011995031001",
    )
    Group.objects.filter(pk=cast.group.pk).update(coached_by=office, address="Balai Desa")
    Person.objects.filter(pk=cast.person.pk).update(
        hamlet="Sidorejo", rt="002", photo=keep_photo(photo())
    )
    OfficeTermFactory(membership=cast.person.memberships.get())
    PlacementFactory(person=cast.person, occupation="perawat lansia", agency="PT Rahasia")
    ConsentFactory(person=cast.person, purpose=Consent.Purpose.PHOTO_PUBLISHED)
    DecreeFactory(group=cast.group, number="140/7/2023")
    GroupClassFactory(group=cast.group, year=2024, score=500)
    MemberFactory(group=cast.group, name="Aminah")
    away = MemberFactory(group=cast.group, name="Zubaidah")
    PlacementFactory(person=away, status="abroad", departed="2024", returned=None)
    return cast


def print_out(user: User, url: str) -> PdfReader:
    client = Client()
    client.force_login(user)
    response = client.post(url)
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    return PdfReader(io.BytesIO(response.content))


def text(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def group_url(cast: Cast, paper: str = "member-list") -> str:
    return f"/groups/{cast.group.code}/papers/{paper}/"


def test_group_paper_is_the_member_list_officers_first(wide: Cast) -> None:
    pdf = print_out(wide.officer, group_url(wide))
    told = text(pdf)
    assert "PEMERINTAH KABUPATEN UJI" in told
    assert told.index("Marsinah Lestiani") < told.index("Aminah") < told.index("Zubaidah")
    for words in ("ketua", "Sidorejo RT 002", "Tanda tangan", "Harun Prasetya", "NIP 1970"):
        assert words in told, words
    assert "Kegiatan –" not in told
    assert "tanggal –" not in told
    log = ExportLog.objects.get()
    assert (log.what, log.rows, log.filters) == ("members.member_list", 3, "KWT Kenanga")
    assert log.area == wide.group.village_id


def test_a_paper_is_tagged_archivable_and_a4(wide: Cast) -> None:
    pdf = print_out(wide.officer, group_url(wide))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("id")
    assert standards(pdf) == ARCHIVED_AND_ACCESSIBLE
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Daftar anggota"
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_the_same_data_give_the_same_bytes(wide: Cast) -> None:
    client = Client()
    client.force_login(wide.officer)
    first, second = (client.post(group_url(wide)).content for _ in range(2))
    assert first == second


def test_on_a_secretary_s_paper_stands_nobody_who_is_abroad(wide: Cast) -> None:
    assert "Zubaidah" not in text(print_out(wide.secretary, group_url(wide)))
    away = Person.objects.get(name="Zubaidah")
    client = Client()
    for user, status in ((wide.secretary, 404), (wide.viewer, 404), (wide.officer, 200)):
        client.force_login(user)
        assert client.post(f"/people/{away.code}/sheet/").status_code == status
        page = client.get(away.get_absolute_url()).content.decode()
        assert ("/sheet/" in page) == (status == 200)


def test_a_viewer_s_paper_withholds_what_the_page_withholds(wide: Cast) -> None:
    told = text(print_out(wide.viewer, group_url(wide)))
    assert "Zubaidah" not in told
    assert "Sidorejo" not in told
    assert "dirahasiakan" in told
    assert "Balai Desa" not in text(print_out(wide.viewer, group_url(wide, "profile")))
    assert "Balai Desa" in text(print_out(wide.officer, group_url(wide, "profile")))


def test_the_profile_tells_officers_decrees_and_classes(wide: Cast) -> None:
    told = text(print_out(wide.officer, group_url(wide, "profile")))
    for words in ("PROFIL KELOMPOK", "Marsinah Lestiani", "140/7/2023", "Madya", "2024"):
        assert words in told, words


def test_person_sheet_shows_what_her_page_shows_and_no_nik(wide: Cast) -> None:
    pdf = print_out(wide.officer, f"/people/{wide.person.code}/sheet/")
    told = text(pdf)
    for words in ("Marsinah Lestiani", "17 April 1988", "Taiwan", "perawat lansia", "KWT Kenanga"):
        assert words in told, words
    assert "PT Rahasia" not in told
    assert len(pdf.pages[0].images) == 1
    viewed = text(print_out(wide.viewer, f"/people/{wide.person.code}/sheet/"))
    assert "17 April 1988" not in viewed
    assert ExportLog.objects.filter(what="members.person_sheet").count() == 2


def test_what_somebody_typed_is_printed_and_never_run(wide: Cast) -> None:
    Person.objects.filter(pk=wide.person.pk).update(name=HOSTILE)
    assert '#panic("x") $1+1$ *tebal* <b>' in text(print_out(wide.officer, group_url(wide)))


@pytest.mark.parametrize(
    ("name", "words"), [("member", "FORMULIR ANGGOTA"), ("consent", "PERSETUJUAN PENGGUNAAN DATA")]
)
def test_blank_forms_name_nobody_and_are_not_logged(wide: Cast, name: str, words: str) -> None:
    client = Client()
    client.force_login(wide.secretary)
    told = text(PdfReader(io.BytesIO(client.get(f"/people/forms/{name}/").content)))
    assert words in told
    assert "Kenanga" not in told
    assert not ExportLog.objects.exists()


def test_a_paper_that_does_not_exist(wide: Cast) -> None:
    client = Client()
    client.force_login(wide.officer)
    assert client.post(group_url(wide, "rahasia")).status_code == 404
