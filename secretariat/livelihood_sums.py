"""Penghidupan in sums: what has changed since the first card, who intends to leave again.

Each question is told of one set of women alone, and of ten or more: two sets that differ by a few
would tell of those few.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Left
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.access import works_in_groups
from regions.models import Region
from secretariat.disclosure import is_enough, tellable
from secretariat.models import Livelihood
from secretariat.models.livelihoods import LivelihoodQuerySet

SUM = "secretariat.view_livelihoodsum"
# A district's part of a code.
DISTRICT = len("18.01.10")

Row = dict[str, Any]


def build(user: Any) -> Row:
    """What the page tells; a part with too few answers is None."""
    cards = Livelihood.objects.allowed(user, SUM).standing()
    intends = _intentions(cards)
    return {
        "income": _change(cards, "income", Livelihood.Income),
        "savings": _change(cards, "savings", Livelihood.Savings),
        "intends": _shares(intends),
        "districts": [] if works_in_groups(user, SUM) else _districts(intends),
    }


def _change(cards: LivelihoodQuerySet, field: str, bands: Any) -> Row | None:
    """The bands of the first card and of the last one, of women who answered both."""
    order = [value for value in bands.values if value != Livelihood.UNSAID]
    pairs = _pairs(cards, field)
    total = sum(pairs.values())
    if not is_enough(total):
        return None
    before, after = Counter[str](), Counter[str]()
    moves = Counter[int]()
    for (first, last), number in pairs.items():
        before[first] += number
        after[last] += number
        moves[_way(order.index(last) - order.index(first))] += number
    return {
        "total": total,
        "higher": moves[1],
        "same": moves[0],
        "lower": moves[-1],
        "bands": [_band(bands(value), before[value], after[value], total) for value in order],
    }


def _pairs(cards: LivelihoodQuerySet, field: str) -> dict[tuple[str, str], int]:
    """How many women went from which band to which."""
    yearly = Livelihood.objects.standing().filter(person=OuterRef("person"), stage="yearly")
    last = Subquery(yearly.order_by("-taken_on").values(field)[:1])
    first = cards.filter(stage="baseline").exclude(**{field: Livelihood.UNSAID})
    both = first.annotate(last=last).filter(last__isnull=False).exclude(last=Livelihood.UNSAID)
    rows = both.order_by().values_list(field, "last").annotate(n=Count("pk"))
    return {(before, after): number for before, after, number in rows}


def _way(steps: int) -> int:
    return (steps > 0) - (steps < 0)


def _band(band: Any, before: int, after: int, total: int) -> Row:
    return {
        "label": capfirst(str(band.label)),
        "before": before,
        "after": after,
        "before_share": round(before * 100 / total),
        "after_share": round(after * 100 / total),
    }


def _intentions(cards: LivelihoodQuerySet) -> Counter[tuple[str, str]]:
    """The answers of each woman's last card, by district."""
    said = cards.last_of_each().exclude(intends=Livelihood.UNSAID).order_by()
    rows = said.values_list(Left("person__area", DISTRICT), "intends").annotate(n=Count("pk"))
    return Counter({(district, value): number for district, value, number in rows})


def _shares(counted: Counter[tuple[str, str]]) -> Row | None:
    total = counted.total()
    if not is_enough(total):
        return None
    by_answer = Counter[str]()
    for (_district, value), number in counted.items():
        by_answer[value] += number
    kinds = (Livelihood.Intends.NO, Livelihood.Intends.UNSURE, Livelihood.Intends.YES)
    return {"total": total, "bars": [_bar(kind, by_answer[kind], total) for kind in kinds]}


def _bar(kind: Any, number: int, total: int) -> Row:
    share = round(number * 100 / total)
    return {"label": capfirst(str(kind.label)), "number": number, "share": share}


def _districts(counted: Counter[tuple[str, str]]) -> list[Row]:
    """Who intends to leave again, district by district, as far as it tells of nobody."""
    sizes = Counter[str]()
    for (district, _value), number in counted.items():
        sizes[district] += number
    if len(sizes) < 2 or not is_enough(sizes.total()):
        return []
    told, names = tellable(sizes), _names(list(sizes))
    rows = sorted((names.get(code, _("unknown place")), code) for code in sizes)
    return [_district(name, counted, code, sizes[code], code in told) for name, code in rows]


def _names(codes: list[str]) -> dict[str, str]:
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def _district(
    name: str, counted: Counter[tuple[str, str]], code: str, total: int, is_told: bool
) -> Row:
    if not is_told:
        return {"name": name, "total": None, "yes": None, "share": 0}
    yes = counted[code, Livelihood.Intends.YES]
    return {"name": name, "total": total, "yes": yes, "share": round(yes * 100 / total)}
