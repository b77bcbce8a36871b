"""Produksi: what a group or a district harvested, by commodity and year, as sums and drawings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Count, DecimalField, F, Q, Sum
from django.db.models.functions import Left
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aid.amounts import amount
from core.partial_dates import PartialDate
from members.models import Group, Membership
from secretariat.harvest_figures import kilos, per_hectare, tonnes, whole
from secretariat.models.harvests import HarvestQuerySet
from secretariat.plots import Plot, plot

# As many years as a drawing holds on a phone, and as many commodities as a page.
MOST_YEARS = 6
MOST_COMMODITIES = 8
MILLION = 1_000_000

Row = dict[str, Any]
Answers = Callable[[Row], str]

_MONEY: Any = DecimalField(max_digits=24, decimal_places=2)
_YEAR = Left("harvested_on", 4, output_field=CharField())
_REVENUE = F("quantity_kg") * F("price_per_kg")
_SOLD, _ON_LAND = Q(price_per_kg__isnull=False), Q(area_ha__isnull=False)
_WITH_MARGIN = Q(price_per_kg__isnull=False, cost__isnull=False)
# A yield counts the harvests of which the area is known, a margin those with price and cost.
_SUMS = {
    "rows": Count("pk"),
    "kg": Sum("quantity_kg"),
    "hectares": Sum("area_ha"),
    "kg_on_land": Sum("quantity_kg", filter=_ON_LAND),
    "on_land": Count("pk", filter=_ON_LAND),
    "revenue": Sum(_REVENUE, filter=_SOLD, output_field=_MONEY),
    "spent": Sum("cost"),
    "margin": Sum(_REVENUE - F("cost"), filter=_WITH_MARGIN, output_field=_MONEY),
    "with_margin": Count("pk", filter=_WITH_MARGIN),
    "people": Count("person", distinct=True),
    "together": Count("pk", filter=Q(person__isnull=True)),
    "groups": Count("group", distinct=True),
}


@dataclass(frozen=True, slots=True)
class Produce:
    """One commodity: its years with their sums, the latest first, and the drawings."""

    name: str
    lines: list[Row]
    yields: Plot | None
    margins: Plot | None


def of_group(group: Group, found: HarvestQuerySet) -> list[Produce]:
    """The commodities of one group; its answers stand beside the number of its members."""
    members = members_by_year(group)
    return produce(found, lambda row: _of_members(row, members(row["year"])))


def of_area(found: HarvestQuerySet) -> list[Produce]:
    """The commodities of several groups."""
    return produce(found, _of_groups)


def produce(found: HarvestQuerySet, answers: Answers) -> list[Produce]:
    """The commodities of these harvests, the heaviest first."""
    harvests = found.standing().order_by().annotate(year=_YEAR)
    rows: Any = harvests.values("commodity__name", "year").annotate(**_SUMS)
    by_commodity: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_commodity[row["commodity__name"]].append(row)
    made = sorted(by_commodity.items(), key=lambda item: -sum(row["kg"] for row in item[1]))
    return [_of_commodity(name, years, answers) for name, years in made]


def _of_commodity(name: str, years: list[Row], answers: Answers) -> Produce:
    years = sorted(years, key=lambda row: row["year"])
    drawn = years[-MOST_YEARS:]
    return Produce(
        name=name,
        lines=[_line(row, answers) for row in reversed(years)],
        yields=_drawn(drawn, _yield, lambda value: number_format(round(value, 1))),
        margins=_drawn(drawn, lambda row: row["margin"], millions),
    )


def _drawn(
    years: list[Row], value: Callable[[Row], Decimal | None], words: Callable[[Decimal], str]
) -> Plot | None:
    """A drawing of the years in which the figure is known; None where that is none."""
    known = [(row["year"], found) for row in years if (found := value(row)) is not None]
    figures = [(str(year), float(found), words(found)) for year, found in known]
    return plot(figures) if figures else None


def _yield(row: Row) -> Decimal | None:
    return per_hectare(row["kg_on_land"], row["hectares"])


def _line(row: Row, answers: Answers) -> Row:
    return {
        "year": row["year"],
        "area": f"{amount(row['hectares'])} ha" if row["hectares"] is not None else "",
        "kg": kilos(row["kg"]),
        "yield": tonnes(_yield(row)),
        "yield_of": _of(row["on_land"], row["rows"]),
        "revenue": whole(row["revenue"]),
        "cost": whole(row["spent"]),
        "margin": whole(row["margin"]),
        "margin_of": _of(row["with_margin"], row["rows"]),
        "answers": answers(row),
    }


def _of(number: int, rows: int) -> str:
    """``dari 9 dari 12 panen``: said where a figure is not that of all."""
    return _("%(n)s of %(rows)s harvests") % {"n": number, "rows": rows} if number < rows else ""


def _of_members(row: Row, members: int) -> str:
    """``9 dari 20 anggota · 1 panen bersama``."""
    people = _("%(n)s of %(members)s members") % {"n": row["people"], "members": members}
    if not row["together"]:
        return people
    together = ngettext("%(n)d harvest together", "%(n)d harvests together", row["together"])
    return f"{people} · {together % {'n': row['together']}}"


def _of_groups(row: Row) -> str:
    people = ngettext("%(n)d member", "%(n)d members", row["people"]) % {"n": row["people"]}
    groups = ngettext("%(n)d group", "%(n)d groups", row["groups"]) % {"n": row["groups"]}
    return f"{people} · {groups}"


def members_by_year(group: Group) -> Callable[[str], int]:
    """How many belonged to the group in a year; who has no date of joining did from the start."""
    terms = Membership.objects.filter(group=group).values_list("person", "joined", "left")
    spans = [(person, _year(joined, 0), _year(left, 9999)) for person, joined, left in terms]

    def number(year: str) -> int:
        return len({person for person, first, last in spans if first <= int(year) <= last})

    return number


def _year(day: PartialDate | None, otherwise: int) -> int:
    return day.year if day else otherwise


def millions(value: Decimal) -> str:
    """``12,3 jt``: short enough to stand above a bar."""
    return _("%(n)s m") % {"n": number_format(round(value / MILLION, 1))}
