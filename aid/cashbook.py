"""Buku kas alat: what a machine brought in and what it cost falls out of what is recorded.

A source gives querysets of a machine's amounts as dictionaries with exactly ``COLUMNS``. Another
source of money is one more line in ``SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid.models import Equipment, Span, Upkeep, UseLog
from core import display

# Day, order within the day, what kind of amount (a key of LABELS), words, whose, rupiah.
COLUMNS = ("c_day", "c_ref", "c_kind", "c_words", "c_name", "c_in", "c_out")
LABELS: dict[str, Any] = {
    "fee": _("Fee"),
    "fuel": _("Fuel"),
    "other": _("Other cost"),
    "upkeep": _("Upkeep"),
}

Row = dict[str, Any]
# (machine, people whose name may be shown) → querysets of rows
Source = Callable[[Equipment, Any], list[QuerySet[Any, Row]]]


@dataclass(frozen=True, slots=True)
class CashBook:
    """A season or year: what was there before, each amount with the balance after it, the sums."""

    span: Span
    before: int
    rows: list[Row]
    money_in: int
    money_out: int

    @property
    def balance(self) -> int:
        return self.before + self.money_in - self.money_out


def uses(machine: Equipment, named: Any) -> list[QuerySet[Any, Row]]:
    """Fees that came in, fuel and other costs that went out."""
    logs = UseLog.objects.standing().filter(equipment=machine).order_by()
    nothing = Value(0, IntegerField())
    return [
        _use_rows(logs, named, "fee", F("fee"), nothing).filter(fee__gt=0),
        _use_rows(logs, named, "fuel", nothing, F("fuel_cost")).filter(fuel_cost__gt=0),
        _use_rows(logs, named, "other", nothing, F("other_cost")).filter(other_cost__gt=0),
    ]


def upkeep(machine: Equipment, named: Any) -> list[QuerySet[Any, Row]]:
    """What keeping it working cost."""
    kinds = [When(kind=each, then=Value(capfirst(str(each.label)))) for each in Upkeep.Kind]
    rows = Upkeep.objects.standing().filter(equipment=machine, cost__gt=0).order_by()
    told = rows.annotate(
        c_day=F("date"),
        c_ref=F("id"),
        c_kind=Value("upkeep", CharField()),
        c_words=Case(When(~Q(parts=""), then=F("parts")), *kinds),
        c_name=F("done_by"),
        c_in=Value(0, IntegerField()),
        c_out=F("cost"),
    )
    return [told.values(*COLUMNS)]


SOURCES: list[Source] = [uses, upkeep]


def _use_rows(logs: Any, named: Any, kind: str, money_in: Any, money_out: Any) -> Any:
    work = [When(work=each, then=Value(capfirst(str(each.label)))) for each in UseLog.Work]
    rows = logs.annotate(
        c_day=F("used_on"),
        c_ref=F("id"),
        c_kind=Value(kind, CharField()),
        c_words=Case(When(~Q(work_words=""), then=F("work_words")), *work),
        c_name=Case(
            When(person__isnull=True, then=F("operator")),
            When(person__in=named.order_by().values("pk"), then=F("person__name")),
            default=Value(""),
        ),
        c_in=money_in,
        c_out=money_out,
    )
    return rows.values(*COLUMNS)


def book(machine: Equipment, span: Span, named: Any) -> CashBook:
    """The book of this span; two queries for each kind of amount."""
    before = 0
    found: list[Row] = []
    for rows in (each for source in SOURCES for each in source(machine, named)):
        past = rows.filter(c_day__lt=span.start)
        sums = past.aggregate(s_in=Sum("c_in"), s_out=Sum("c_out"))
        before += (sums["s_in"] or 0) - (sums["s_out"] or 0)
        found += rows.filter(c_day__range=(span.start, span.end))
    # What came in on a day stands before what went out.
    found.sort(key=lambda row: (row["c_day"], row["c_out"] > 0, row["c_ref"], row["c_kind"]))
    return CashBook(
        span=span,
        before=before,
        rows=_with_balance(found, before),
        money_in=sum(row["c_in"] for row in found),
        money_out=sum(row["c_out"] for row in found),
    )


def _with_balance(rows: list[Row], balance: int) -> list[Row]:
    told = []
    for row in rows:
        balance += row["c_in"] - row["c_out"]
        told.append(
            {
                "day": row["c_day"],
                "label": LABELS[row["c_kind"]],
                "words": " · ".join(filter(None, (row["c_words"], row["c_name"]))),
                "money_in": display.rupiah(row["c_in"]) if row["c_in"] else "",
                "money_out": display.rupiah(row["c_out"]) if row["c_out"] else "",
                "balance": display.rupiah(balance),
            }
        )
    return told
