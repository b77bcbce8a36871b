"""Certificates on paper: whole, one page each, tagged, the same for ever, their QR readable."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pypdf
import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from core.models import ExportLog
from core.storage import keep_photo
from institutions.models import Institution
from tests.factories import UserFactory
from tests.papers import ARCHIVED_AND_ACCESSIBLE, Camera, standards
from tests.pictures import picture
from tests.training.certified import a_class, address, an_office, enrol, issue
from tests.training.factories import OtherCertificateFactory
from tests.training.test_services_certificates import reissue, rename
from training.certificate_documents import certificates_paper, drawn
from training.models import Certificate
from training.services_certificates import revoke_certificate

pytestmark = pytest.mark.django_db
LETTERHEAD = "PEMERINTAH KABUPATEN LAMPUNG SELATAN\nDINAS TENAGA KERJA DAN TRANSMIGRASI"


def pages_of(pdf: bytes) -> list[str]:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def again(paper: Certificate) -> Certificate:
    return Certificate.objects.get(pk=paper.pk)


def test_a_certificate_says_all_of_it() -> None:
    training = a_class(office=an_office(letterhead=LETTERHEAD), title="Budidaya Cabai Merah")
    enrol(training, "Marsinah Lestiani", number=1, sessions=2)
    [paper] = issue(training)
    user = UserFactory()
    [text] = pages_of(certificates_paper([paper], training, user))
    for words in (
        "DINAS TENAGA KERJA DAN TRANSMIGRASI",
        "S E R T I F I K A T",
        "Nomor: 001/SERT/II/2023",
        "Marsinah Lestiani",
        "telah mengikuti",
        "Budidaya Cabai Merah",
        "dari tanggal 20 sampai dengan 23 Februari 2023 di Balai Desa Bumi Daya",
        "sebanyak 16 (enam belas) jam pelatihan",
        "Kalianda, 24 Februari 2023",
        "Kepala Dinas",
        "Harun Prasetya, S.E.",
        "NIP 197001011995031001",
        address(paper.verify_code),
    ):
        assert words in text, words
    assert "DICABUT" not in text
    log = ExportLog.objects.get()
    assert (log.what, log.rows, log.area) == ("training.certificate", 1, "18.01")


def test_a_class_is_one_pdf_that_is_tagged() -> None:
    training = a_class("Wagini", "Aminah", "Sumi")
    pdf = drawn(issue(training))
    found = pages_of(pdf)
    names = ("Wagini", "Aminah", "Sumi")
    assert all(name in text for name, text in zip(names, found, strict=True))
    read = pypdf.PdfReader(BytesIO(pdf))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert standards(read) == ARCHIVED_AND_ACCESSIBLE


def test_it_is_the_same_for_ever() -> None:
    training = a_class("Marsinah", office=an_office(logo=keep_photo(picture())))
    [paper] = issue(training)
    first = drawn([paper])
    assert drawn([again(paper)]) == first
    rename(paper, "Marsinah Lestiani")
    Institution.objects.update(letterhead="LAIN", head_name="Lain", logo=None)
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        assert drawn([again(paper)]) == first
    # The sign is drawn with it.
    assert len(pypdf.PdfReader(BytesIO(first)).pages[0].images) == 1


def test_the_qr_leads_to_the_public_page(monkeypatch: pytest.MonkeyPatch) -> None:
    papers, camera = issue(a_class("Wagini", "Aminah")), Camera(monkeypatch)
    drawn(papers)
    assert camera.read() == [address(paper.verify_code) for paper in papers]


def test_one_that_no_longer_holds_is_marked() -> None:
    [paper] = issue(a_class("Marsina"))
    rename(paper, "Marsinah")
    anew = reissue(paper)
    assert "DIGANTI" in pages_of(drawn([again(paper)]))[0]
    [text] = pages_of(drawn([anew]))
    assert "Terbitan ke-2, menggantikan terbitan tanggal 24 Februari 2023" in text
    revoke_certificate(certificate=anew, reason="Bukan dia yang hadir")
    assert "DICABUT" in pages_of(drawn([again(anew)]))[0]


@pytest.mark.parametrize("name", ["Sumi", "Siti Nur Rahmawati " * 6, "W" * 120, "王小明 Wang"])
def test_whatever_the_name_it_stays_on_one_page(name: str) -> None:
    office = an_office(letterhead="\n".join([LETTERHEAD, *["Jalan Mustafa Kemal Nomor 23"] * 3]))
    training = a_class(name.strip(), office=office, title="Pelatihan Kewirausahaan " * 6)
    [text] = pages_of(drawn(issue(training)))
    assert "Harun Prasetya" in text


def test_of_another_offices_there_is_none() -> None:
    paper = OtherCertificateFactory()
    with pytest.raises(Http404):
        drawn([paper])
