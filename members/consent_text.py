"""What somebody is told and asked before she agrees: on paper and on the page word for word.

Indonesian in whatever language the page is read: it is this text that she agrees to. Whoever
changes a word adds a version; an earlier one stays as long as somebody has answered it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from members.models import Consent

CURRENT = "2026-11"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is recorded and why, how to answer, what is asked, and her rights."""

    about: str
    offer: str
    asked: Mapping[str, str]
    rights: str


TEXTS = {
    "2026-11": ConsentText(
        about=(
            "Dinas mencatat nama, NIK, tanggal lahir, alamat, nomor HP, keanggotaan kelompok, dan"
            " riwayat kerja di luar negeri untuk pembinaan kelompok, bantuan alat, pelatihan, dan"
            " layanan bagi PMI purna. Yang dapat melihatnya: petugas dinas di wilayah ini dan"
            " sekretaris kelompok. NIK disimpan terenkripsi dan hanya dibuka dengan alasan yang"
            " dicatat."
        ),
        offer=(
            "Beri tanda pada satu jawaban. Jawaban “tidak” tidak mengurangi hak untuk dilayani."
        ),
        asked={
            Consent.Purpose.PHOTO_KEPT: "Foto saya boleh disimpan di register.",
            Consent.Purpose.PHOTO_PUBLISHED: (
                "Foto saya boleh dimuat dalam laporan atau berita kegiatan kelompok."
            ),
            Consent.Purpose.PHONE_SHARED: (
                "Nomor HP saya boleh diberikan kepada sesama anggota kelompok."
            ),
            Consent.Purpose.FAMILY: (
                "Keluarga saya boleh dihubungi bila saya tidak dapat dihubungi."
            ),
        },
        rights=(
            "Saya berhak melihat data saya, meminta salinan, perbaikan, atau penghapusan, dan"
            " menarik persetujuan ini kapan saja melalui sekretaris kelompok atau dinas. Permintaan"
            " dijawab paling lambat 3 × 24 jam (UU Nomor 27 Tahun 2022 tentang Pelindungan Data"
            " Pribadi)."
        ),
    ),
}


def current() -> ConsentText:
    return TEXTS[CURRENT]


def sentence(purpose: str, version: str = CURRENT) -> str:
    """The question as it was read when it was answered."""
    return TEXTS[version].asked[purpose]
