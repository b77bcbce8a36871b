"""What the words of an old visitor's book mean: topic, who asks, whether she is lost, the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.indonesia import find_country
from secretariat.models import AskerIs, ServiceTopic

UNREACHABLE = re.compile(
    r"(tidak|tak|nggak|ga) (bisa|dapat|pernah) (di)?(hubungi|telepon|kontak)"
    r"|(hilang|putus|lost) kontak|tidak ada kabar|tanpa kabar",
    re.IGNORECASE,
)
FAMILY = re.compile(r"\b(anak|suami|istri|isteri|ibu|bapak|kakak|adik|keluarga)\b", re.IGNORECASE)
DONE = re.compile(r"^\W*(selesai|beres|tuntas|sudah)\b", re.IGNORECASE)
PASSED_ON = re.compile(r"^\W*(diteruskan|dirujuk|diarahkan)( ke)? (?P<name>.+)$", re.IGNORECASE)
OTHERS = "lainnya"
SHORTEST_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics, those that seal first: in doubt a case is rather sealed than told."""

    rows: tuple[ServiceTopic, ...]

    @classmethod
    def load(cls) -> Topics:
        return cls(tuple(ServiceTopic.objects.order_by("-seals", "pk")))

    def of(self, text: str) -> ServiceTopic:
        """The first topic of which a word stands in the text, else the one for all others."""
        found = (row for row in self.rows if holds(text, row.words.split(",")))
        others = next((row for row in self.rows if row.key == OTHERS), self.rows[-1])
        return next(found, others)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words begins a word of the text."""
    said = (word.strip() for word in words)
    return any(re.search(rf"\b{re.escape(w)}", text, re.IGNORECASE) for w in said if w)


def is_unreachable(text: str) -> bool:
    return UNREACHABLE.search(text) is not None


def country_of(text: str) -> str:
    """The country that the text names, "" where it names none."""
    words = (word for word in re.findall(r"\w+", text) if len(word) >= SHORTEST_COUNTRY)
    return next((code for word in words if (code := find_country(word))), "")


def asker_of(text: str) -> str:
    return AskerIs.FAMILY if FAMILY.search(text) else AskerIs.HERSELF


def is_done(text: str) -> bool:
    return DONE.search(text) is not None


def passed_on_to(text: str) -> str:
    """Whom it was passed on to, "" where it was not."""
    found = PASSED_ON.search(text)
    return found["name"].strip() if found else ""
