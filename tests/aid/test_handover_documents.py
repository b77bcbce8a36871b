"""The BAST on paper: whole, tagged, the same for ever, its QR readable."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pypdf
import pytest
import time_machine
import typst
import zxingcpp
from django.http import Http404
from django.utils import timezone
from PIL import Image

from aid.handover_documents import photo_annex, record
from aid.models import Handover
from core.models import ExportLog
from core.storage import keep_photo
from institutions.models import Institution
from members.models import Group
from tests.aid.factories import (
    HandoverFactory,
    HandoverLineFactory,
    HandoverPhotoFactory,
    ProposalLineFactory,
    WitnessFactory,
)
from tests.aid.test_services_handovers import cancel, issue, own
from tests.factories import UserFactory
from tests.papers import ARCHIVED_AND_ACCESSIBLE, standards
from tests.pictures import picture

pytestmark = pytest.mark.django_db
LETTERHEAD = "PEMERINTAH KABUPATEN LAMPUNG SELATAN\nDINAS TENAGA KERJA DAN TRANSMIGRASI"


def draft(**values: Any) -> Handover:
    asked = ProposalLineFactory(decreed=True, quantity=2)
    paper = own(group=asked.proposal.group, duties="Merawat barang.", **values)
    Institution.objects.filter(pk=paper.office.pk).update(letterhead=LETTERHEAD)
    HandoverLineFactory(
        handover=paper,
        proposal_line=asked,
        kind=asked.kind,
        quantity=2,
        refused_quantity=1,
        refused_reason="rangka bengkok",
        serials="LS20232395",
        unit_price=18_500_000,
    )
    WitnessFactory(handover=paper, name="Sutarman")
    WitnessFactory(handover=paper, name="Endang Rahayu", position="Camat Palas")
    return Handover.objects.get(pk=paper.pk)


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_issued_paper_says_all_of_it() -> None:
    paper = issue(draft())
    made = record(paper, UserFactory())
    text = text_of(made.pdf)
    for words in (
        "DINAS TENAGA KERJA DAN TRANSMIGRASI",
        "BERITA ACARA SERAH TERIMA",
        "Nomor: 001/BAST/V/2023",
        "Pada hari ini Rabu tanggal tiga puluh satu bulan Mei tahun dua ribu dua puluh tiga",
        "Balai Keratun",
        "Harun Prasetya",
        "Marsinah Lestiani",
        "PIHAK PERTAMA",
        "PIHAK KEDUA",
        "Keputusan Gubernur Lampung Nomor",
        "LS20232395",
        "Rp18.500.000",
        "delapan belas juta lima ratus ribu rupiah",
        "rangka bengkok",
        "Merawat barang.",
        "Sutarman",
        "Camat Palas",
        "NIK …",
        "Halaman 1 dari",
    ):
        assert words in text, words
    assert "KONSEP" not in text
    assert made.title.startswith("BAST 001-BAST-V-2023")
    log = ExportLog.objects.get()
    assert (log.what, log.area) == ("aid.handover", paper.group.village_id)


def test_the_pdf_is_tagged_and_says_its_standards() -> None:
    pdf = pypdf.PdfReader(BytesIO(record(issue(draft()), UserFactory()).pdf))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert standards(pdf) == ARCHIVED_AND_ACCESSIBLE
    assert pdf.metadata.title == "Berita Acara Serah Terima"


def test_a_paper_is_the_same_for_ever() -> None:
    paper, user = issue(draft()), UserFactory()
    first = record(paper, user).pdf
    assert record(paper, user).pdf == first
    Group.objects.filter(pk=paper.group_id).update(name="KWT Nama Baru")
    Institution.objects.update(letterhead="LAIN", head_name="Lain")
    HandoverPhotoFactory(handover=paper, file=keep_photo(picture()))
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        assert record(Handover.objects.get(pk=paper.pk), user).pdf == first


def test_the_offices_sign_stands_on_it_as_it_was_issued() -> None:
    paper = draft()
    unsigned = pypdf.PdfReader(BytesIO(record(paper, UserFactory()).pdf)).pages[0]
    Institution.objects.update(letterhead=LETTERHEAD, logo=keep_photo(picture()))
    issued = issue(Handover.objects.get(pk=paper.pk))
    Institution.objects.update(logo=None)
    signed = pypdf.PdfReader(BytesIO(record(issued, UserFactory()).pdf)).pages[0]
    assert (len(unsigned.images), len(signed.images)) == (0, 1)


def test_the_qr_leads_to_the_public_page(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = issue(draft())
    address = f"https://register.example/verify/{paper.verify_code}/"
    images = pictures_of(paper, monkeypatch)
    found = [code.text for image in images for code in zxingcpp.read_barcodes(image)]
    assert found == [address]
    assert address in text_of(record(paper, UserFactory()).pdf)


def pictures_of(paper: Handover, monkeypatch: pytest.MonkeyPatch) -> list[Image.Image]:
    """The pages as a telephone's camera sees them."""
    draw, drawn = typst.compile, []

    def seen(source: Any, **options: Any) -> Any:
        kept = {name: options[name] for name in ("root", "ignore_system_fonts", "sys_inputs")}
        pages = draw(source, format="png", ppi=96, **kept)
        drawn.extend(pages if isinstance(pages, list) else [pages])
        return draw(source, **options)

    monkeypatch.setattr("core.documents.typst.compile", seen)
    record(paper, UserFactory())
    monkeypatch.undo()
    return [Image.open(BytesIO(page)) for page in drawn]


def test_a_draft_says_so_and_has_no_number() -> None:
    text = text_of(record(draft(), UserFactory()).pdf)
    assert "KONSEP" in text
    assert "BAST/V/2023" not in text
    assert "Keaslian" not in text


def test_a_cancelled_paper_says_so() -> None:
    paper = issue(draft())
    cancel(paper, reason="Salah kelompok")
    assert "DIBATALKAN" in text_of(record(Handover.objects.get(pk=paper.pk), UserFactory()).pdf)


def test_of_another_offices_paper_there_is_a_summary_that_says_so() -> None:
    paper = HandoverFactory(giver_number="027/1234/V.07/2023", first_name="Ir. Lestari")
    HandoverLineFactory(handover=paper)
    made = record(issue(paper), UserFactory())
    text = text_of(made.pdf)
    assert f"Ringkasan; dokumen asli diterbitkan oleh {paper.giver.name}" in text
    assert "027/1234/V.07/2023" in text
    assert "Keaslian" not in text
    assert "BERITA ACARA SERAH TERIMA" not in text
    assert made.title.startswith("Ringkasan BAST")


def test_photos_are_an_annex_and_later_ones_a_paper_of_their_own() -> None:
    paper, user = draft(), UserFactory()
    with pytest.raises(Http404):
        photo_annex(paper, user)
    HandoverPhotoFactory(
        handover=paper, file=keep_photo(picture()), caption="Mesin dengan nomor rangka"
    )
    paper = issue(paper)
    assert "1. Mesin dengan nomor rangka" in text_of(record(paper, user).pdf)
    HandoverPhotoFactory(
        handover=paper, file=keep_photo(picture(colour="navy")), caption="Saat diserahkan"
    )
    assert "Saat diserahkan" not in text_of(record(paper, user).pdf)
    assert "2. Saat diserahkan" in text_of(photo_annex(paper, user).pdf)


def test_a_paper_of_many_goods_and_signatures_is_drawn_whole() -> None:
    paper = draft()
    for n in range(12):
        HandoverLineFactory(
            handover=paper, unit_price=10**12, specification="8,5 PK " * 20, brand=f"M{n}"
        )
    for n in range(5):
        WitnessFactory(
            handover=paper, name=f"Saksi Bernama Panjang Sekali {n}", position="Camat " * 20
        )
    text = text_of(record(issue(paper), UserFactory()).pdf)
    assert "M11" in text
    assert "Saksi Bernama Panjang Sekali 4" in text
    assert "Rp12.000.018.500.000" in text
