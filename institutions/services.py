"""Numbers of papers: without gaps, for each office, kind and year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db import connection, transaction

from institutions.models import Institution, Series

_PART = re.compile(r"\[(?P<name>seq|code|roman_month|month|year)(?:,(?P<width>[1-6]))?\]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# One statement: of two papers at the same moment the second waits until the first has ended.
_NEXT_SQL = """
INSERT INTO institutions_seriesyear (series_id, year, "last", version, changed_at)
VALUES (%(series)s, %(year)s, %(count)s, 1, now())
ON CONFLICT (series_id, year)
DO UPDATE SET "last" = institutions_seriesyear."last" + EXCLUDED."last"
RETURNING "last"
"""


@dataclass(frozen=True, slots=True)
class Number:
    """A paper's number: its place in the year, and as it is printed."""

    seq: int
    year: int
    text: str


def next_number(*, institution: Institution, kind: str, day: dt.date) -> Number:
    """Give the next number of an office's papers of this kind in the year of ``day``."""
    return next_numbers(institution=institution, kind=kind, day=day, count=1)[0]


@transaction.atomic
def next_numbers(*, institution: Institution, kind: str, day: dt.date, count: int) -> list[Number]:
    """Give the next numbers of an office's papers, as many as there are papers (1 at least).

    They are taken in the caller's transaction: rolled back with the papers, they leave no gap.
    """
    series, _ = Series.objects.get_or_create(
        institution=institution, kind=kind, defaults={"template": Series.DEFAULTS[kind]}
    )
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_SQL, {"series": series.pk, "year": day.year, "count": count})
        last = cursor.fetchone()[0]
    given = range(last - count + 1, last + 1)
    return [Number(seq, day.year, written(series, seq, day)) for seq in given]


def written(series: Series, seq: int, day: dt.date) -> str:
    """A number by its series' template. An office without a short name leaves no empty part."""
    values = {
        "code": series.code,
        "roman_month": _ROMAN[day.month - 1],
        "month": f"{day.month:02d}",
        "year": str(day.year),
    }

    def part(found: re.Match[str]) -> str:
        if found["name"] == "seq":
            return f"{seq:0{found['width'] or 1}d}"
        return values[found["name"]]

    text = _PART.sub(part, series.template)
    return re.sub(r"/{2,}", "/", text).strip("/ ")
