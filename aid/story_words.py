"""What the timelines of groups and people tell of machines in the same words: piece, use, span."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from aid.models import Season, Span
from aid.models.seasons import year_span
from aid.use_list_page import amounts

Line = dict[str, Any]

# The season of a day by the rule of ``SeasonQuerySet.on``; none, where only its year is counted.
_SPAN = """
LEFT JOIN LATERAL (
    SELECT s.id, s.name FROM aid_season s
    WHERE s.start <= {day} AND s."end" >= {day} ORDER BY s.start DESC, s.id DESC LIMIT 1
) span ON TRUE"""
# One line for a machine and a season or year, told at its last day.
_GATHERED = """
SELECT to_char(max({day}), 'YYYY-MM-DD'), NULL, '{kind}', min(done.id), e.brand,
    json_build_object('name', k.name, 'code', e.code, 'times', count(*),
        'season', span.id, 'season_name', span.name{sums})
FROM {table} done JOIN aid_equipment e ON e.id = done.equipment_id
JOIN aid_goodskind k ON k.id = e.kind_id {span}
WHERE done.id IN ({{ids}})
GROUP BY e.id, k.id, span.id, span.name, CASE WHEN span.id IS NULL THEN extract(year FROM {day}) END
"""


def gathered(kind: str, table: str, *, day: str, sums: str = "") -> str:
    """SQL for ``core.timeline.written``; ``day`` and ``sums`` are expressions over ``done``."""
    span, sums = _SPAN.format(day=day), f", {sums}" if sums else ""
    return _GATHERED.format(kind=kind, table=table, day=day, sums=sums, span=span)


USED = gathered(
    "aid_used",
    "aid_uselog",
    day="done.used_on",
    sums="'hours', sum(done.hours)::text, 'ha', sum(done.area_ha)::text",
)


def piece(line: Line) -> str:
    return " ".join(filter(None, (line["t_extra"]["name"], line["t_text"])))


def piece_url(line: Line) -> str:
    return reverse("aid:equipment_detail", args=[line["t_extra"]["code"]])


def use_url(line: Line) -> str:
    """The uses of the machine in the span that the line is about."""
    address = reverse("aid:use_list", args=[line["t_extra"]["code"]])
    return f"{address}?span={span_of(line).key}"


def span_of(line: Line) -> Span:
    """The season or year of a gathered line."""
    extra = line["t_extra"]
    if extra["season"] is None:
        return year_span(int(line["t_at"][:4]))
    return Season(pk=extra["season"], name=extra["season_name"]).span


def in_all(line: Line, *about: str) -> str:
    """``12 kali · 34 jam · 5,2 ha · MT I 2026``: how often, what is said about it, and when."""
    number = line["t_extra"]["times"]
    times = ngettext("%(n)d time", "%(n)d times", number) % {"n": number}
    return " · ".join(filter(None, (times, *about, span_of(line).label)))


def use_words(line: Line) -> str:
    """A line of ``USED`` in words."""
    hours, hectares = (_number(line["t_extra"][name]) for name in ("hours", "ha"))
    return in_all(line, amounts(hours, hectares))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
