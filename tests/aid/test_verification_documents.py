"""Berita acara verifikasi: what the visit found, what was decided, and why against the finding."""

from __future__ import annotations

from typing import Any

import pytest

from aid.models import ProposalLine, Verification
from core.models import ExportLog
from core.storage import keep_photo
from institutions.models import Institution
from tests.aid.factories import ProposalLineFactory, VerificationFactory, VisitPhotoFactory
from tests.aid.pages import page, signed_in
from tests.aid.use_pages import address, paper_text
from tests.cast import Cast
from tests.factories import InstitutionFactory
from tests.pictures import picture

AGAINST = "Disetujui meskipun hasil verifikasi tidak cocok"


@pytest.fixture
def visit(cast: Cast) -> Verification:
    """A machine that does not fit the land, approved all the same; another line is rejected."""
    found: Verification = VerificationFactory(
        proposal__group=cast.group,
        fits_land="unsuitable",
        can_repair="doubtful",
        workshop="Bengkel Palas, 12 km",
        findings="Lahan miring di sebelah barat.",
        against_reason="Anggota menyewa lahan datar 2 ha.",
    )
    asked = {"proposal": found.proposal, "verification": found}
    ProposalLineFactory(**asked, state="verified", quantity=2, kind__name="Mesin gulut uji")
    ProposalLineFactory(**asked, state="rejected", state_reason="Sudah punya")
    ProposalLineFactory(proposal=found.proposal)
    return found


def text_of(user: Any, visit: Verification) -> str:
    return paper_text(signed_in(user).post(address("visit_paper", visit.code)))


def test_the_paper_says_what_was_found_and_decided(cast: Cast, visit: Verification) -> None:
    office = InstitutionFactory(
        letterhead="DINAS UJI", head_name="Rahmat Hidayat", head_title="Kepala Dinas"
    )
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(institution=office)
    VisitPhotoFactory(verification=visit, file=keep_photo(picture()), caption="Lahan barat")
    user = type(cast.officer).objects.get(pk=cast.officer.pk)
    text = text_of(user, visit)
    for words in (
        *("DINAS UJI", "BERITA ACARA VERIFIKASI", cast.group.name, "20 Februari 2023"),
        *("Slamet Riyadi", "Penyuluh pertanian", "Rahmat Hidayat", "Lahan miring"),
        *("tidak cocok", "kurang cocok", "Bengkel Palas, 12 km", "Mesin gulut uji", "2 unit"),
        *("disetujui", "ditolak", "Sudah punya", "belum diputuskan", "Lahan barat"),
    ):
        assert words in text, words
    assert f"{AGAINST} Barang: Mesin gulut uji, 2 unit. Alasan: Anggota menyewa" in text


def test_nothing_stands_against_a_visit_that_fits(cast: Cast, visit: Verification) -> None:
    ProposalLine.objects.filter(state="verified").update(state="rejected", state_reason="Tidak")
    assert "meskipun" not in text_of(cast.officer, visit)
    line = ProposalLineFactory(proposal__group=cast.group, decreed=True)
    text = text_of(cast.officer, line.verification)
    assert "meskipun" not in text
    assert f"dengan SK {line.decree.number}" in text


def test_who_sees_the_proposal_takes_the_paper_and_is_logged(
    cast: Cast, visit: Verification
) -> None:
    Institution.objects.update(letterhead="")
    url = address("visit_paper", visit.code)
    for user in (cast.secretary, cast.officer, cast.viewer):
        assert f'action="{url}"' in page(user, visit.proposal.get_absolute_url())
        assert AGAINST in text_of(user, visit)
        log = ExportLog.objects.get(user=user, what="aid.verification")
        assert (log.rows, log.area) == (1, cast.group.village_id)
    for user in cast.strangers:
        assert signed_in(user).post(url).status_code == 404
