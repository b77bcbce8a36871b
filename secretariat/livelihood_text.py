"""What is asked for a livelihood card, in the same words each time, whoever asks.

Indonesian in whatever language the page is read: it is read aloud, and answers of different years
are compared. Whoever changes a word adds a version; an earlier one stays as long as a card names
it. The keys are the values of ``Livelihood``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CURRENT = "2026-11"


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is read, and the answers in the order in which they are read."""

    text: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LivelihoodText:
    """What is said first, and the questions by the name of their field."""

    opening: str
    questions: Mapping[str, Question]


_SILENT = {"silent": "tidak mau menjawab"}

TEXTS = {
    "2026-11": LivelihoodText(
        opening=(
            "Saya ingin menanyakan empat hal tentang penghidupan Ibu. Jawaban Ibu hanya dibaca"
            " petugas dinas; orang lain hanya melihat jumlah dari sepuluh jawaban atau lebih. Ibu"
            " boleh tidak menjawab, dan itu tidak mengurangi hak Ibu untuk dilayani."
        ),
        questions={
            "income": Question(
                "Berapa kira-kira penghasilan Ibu sendiri dalam sebulan?",
                {
                    "none": "belum ada",
                    "to500": "di bawah Rp500 ribu",
                    "to1000": "Rp500 ribu sampai di bawah Rp1 juta",
                    "to2000": "Rp1 juta sampai di bawah Rp2 juta",
                    "to3000": "Rp2 juta sampai di bawah Rp3 juta",
                    "over3000": "Rp3 juta atau lebih",
                    **_SILENT,
                },
            ),
            "work": Question(
                "Apa pekerjaan utama Ibu sekarang?",
                {
                    "farm": "bertani atau beternak sendiri",
                    "labour": "buruh tani atau buruh harian",
                    "craft": "membuat makanan, menjahit, atau kerajinan",
                    "trade": "berdagang atau warung",
                    "wage": "bekerja dengan upah bulanan",
                    "home": "mengurus rumah tangga",
                    "other": "lainnya",
                    **_SILENT,
                },
            ),
            "savings": Question(
                "Berapa kira-kira simpanan Ibu sekarang, di bank, koperasi, atau di rumah?",
                {
                    "none": "tidak ada",
                    "to500": "di bawah Rp500 ribu",
                    "to2000": "Rp500 ribu sampai di bawah Rp2 juta",
                    "to5000": "Rp2 juta sampai di bawah Rp5 juta",
                    "over5000": "Rp5 juta atau lebih",
                    **_SILENT,
                },
            ),
            "intends": Question(
                "Apakah Ibu berniat bekerja ke luar negeri lagi?",
                {
                    "no": "tidak",
                    "unsure": "belum tahu",
                    "yes": "ya",
                    **_SILENT,
                },
            ),
        },
    ),
}


def question(field: str, version: str = CURRENT) -> Question:
    """A question as it was read when it was answered."""
    return TEXTS[version].questions[field]


def answer(field: str, value: str, version: str = CURRENT) -> str:
    """The answer in the words in which it was offered."""
    return question(field, version).answers[value]
