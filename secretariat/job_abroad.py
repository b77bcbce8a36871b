"""No job abroad outside official channels: which words of an opening tell of one."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from core.indonesia import countries

REFUSAL = _(
    "“%(found)s” reads like a job abroad. The register publishes none: whoever wants to work"
    " abroad goes through SISKOP2MI and BP3MI."
)

# Each of these tells it by itself: the trade's own word, the old names of migrants, other money.
_BY_ITSELF = r"\bjob\s?orders?\b|\btk[iw]\b|\b(?:ntd|hkd|sgd|ringgit|riyal|dirham)\b|\b(?:nt|hk)\$"
_WORK = (
    r"\b(?:lowongan|loker|be?kerja|pekerja|kerja|penempatan|ditempatkan|magang|berangkat|dicari"
    r"|dibutuhkan|job|work|vacancy)\b"
)
# What tells of work that lies behind her.
_BEHIND = re.compile(
    r"\b(?:eks|ex|mantan|purna|pernah|bekas|pulang|kembali|selesai|habis|sesudah|setelah)\b"
)
_BEFORE = 40


def told_in(text: str) -> str:
    """The words that tell of a job abroad, as they stand there; "" where none do."""
    found = next((m for m in _pattern().finditer(text) if not _lies_behind(text, m)), None)
    return " ".join(found[0].split()) if found else ""


def _lies_behind(text: str, found: re.Match[str]) -> bool:
    """Whether former work is meant: “PMI purna yang pernah bekerja di Taiwan”."""
    before = text[max(found.start() - _BEFORE, 0) : found.end()].lower()
    return bool(_BEHIND.search(re.split(r"[.!?\n]", before)[-1]))


@cache
def _pattern() -> re.Pattern[str]:
    names = {name for language in ("id", "en") for name in countries(language).values()}
    abroad = "|".join(re.escape(name) for name in sorted(names - {"Indonesia"}, key=len)[::-1])
    near = rf"{_WORK}(?:\W+\w+){{0,3}}?\W+(?:luar negeri|abroad|overseas|{abroad})\b"
    return re.compile(f"{_BY_ITSELF}|{near}", re.IGNORECASE)
