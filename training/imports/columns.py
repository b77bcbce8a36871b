"""The columns of an attendance sheet: the name, a column for each session, the scores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.imports.cells import text_parser, to_text
from core.imports.columns import Column
from core.imports.errors import CellError, Doubtful
from training.models import Attendance, Session

State = Attendance.State
DASHES = frozenset(["-", "--", "—", "–"])
TICKS = {
    State.PRESENT.value: "h, hadir, 1, v, √, ✓, ✔, ☑, ya, present",
    State.LATE.value: "t, terlambat, telat, late",
    State.EXCUSED.value: "i, izin, ijin, excused",
    State.SICK.value: "s, sakit, sick",
    State.ABSENT.value: "a, alpa, alpha, alfa, tk, tanpa keterangan, tidak hadir, absent",
}
STATES = {word: state for state, words in TICKS.items() for word in words.split(", ")}
SCORES = {
    "pre_score": "nilai awal, pre test, pre-test, pretest, nilai pretest, nilai pre test",
    "post_score": "nilai akhir, post test, post-test, posttest, nilai posttest, nilai post test",
}
NAMES = "nama peserta, nama, nama lengkap, peserta"
SCORE = re.compile(r"\d{1,3}(?:[.,]\d{1,2}0*)?")


def day_key(session: Session) -> str:
    return f"session-{session.code}"


def columns(sessions: Iterable[Session]) -> tuple[Column, ...]:
    return (
        Column("name", gettext_lazy("name of the participant"), text_parser(160), _split(NAMES)),
        *_days(list(sessions)),
        Column("pre_score", gettext_lazy("score before"), score, _split(SCORES["pre_score"])),
        Column("post_score", gettext_lazy("score after"), score, _split(SCORES["post_score"])),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def _days(sessions: list[Session]) -> Iterator[Column]:
    """A paper numbers the sessions that were held; a date names each that is alone on its day."""
    held = [session for session in sessions if session.is_held]
    numbers = {session.pk: number for number, session in enumerate(held, start=1)}
    per_day = Counter(session.date for session in sessions)
    for session in sessions:
        number = numbers.get(session.pk, 0)
        dates = _dates(session) if per_day[session.date] == 1 else []
        yield Column(
            day_key(session),
            label(session),
            tick,
            (*(_numbered(number) if number else ()), *dates),
            _bare(number) if number else (),
            said=DASHES,
        )


def label(session: Session) -> str:
    begins = f" {session.begins_at:%H.%M}" if session.begins_at else ""
    return f"{display.short_date(session.date)}{begins}"


def _numbered(number: int) -> Iterator[str]:
    for word in ("hari", "hari ke", "sesi", "sesi ke", "pertemuan", "pertemuan ke", "day"):
        yield f"{word} {number}"
        yield f"{word} {roman(number)}"


def _bare(number: int) -> tuple[str, ...]:
    return str(number), roman(number), f"h{number}"


def _dates(session: Session) -> list[str]:
    """As people write a day, and as a spreadsheet shows one that is a date to it."""
    day = session.date
    return [
        display.long_date(day),
        display.short_date(day),
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}/{day.month}",
        f"{day:%d/%m}",
        f"{day} 00:00:00",
        str(day),
    ]


def roman(number: int) -> str:
    text = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")):
        text += letters * (number // value)
        number %= value
    return text + "I" * number


def tick(cell: Any) -> Any:
    """A cell's state. Blank says nothing; a dash is taken as absent, and told."""
    text = to_text(cell).strip().lower().removesuffix(".0").rstrip(".")
    if text in DASHES:
        return Doubtful(State.ABSENT.value, _("“–” is taken as absent."))
    if cell is True:
        return State.PRESENT.value
    if found := STATES.get(text):
        return found
    words = _("“%(text)s” is no attendance. Write H, T, I, S or A, or leave it empty.")
    raise CellError(words % {"text": to_text(cell)[:40]})


def score(cell: Any) -> str:
    """From 0 to 100, with a point or a comma."""
    text = to_text(cell).strip()
    found = Decimal(text.replace(",", ".")) if SCORE.fullmatch(text) else None
    if found is None or found > 100:
        raise CellError(_("“%(text)s” is no score from 0 to 100.") % {"text": text[:40]})
    return str(found.quantize(Decimal("0.01")))
