"""Musim: the spans of a year by which turns are shared out and use is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.history import tracked
from core.models import Row

MOST_SEASONS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A season, or a calendar year where none is recorded; both days belong to it.

    ``key`` names it in an address.
    """

    key: str
    label: str
    start: dt.date
    end: dt.date


def year_span(year: int) -> Span:
    label = _("year %(year)s") % {"year": year}
    return Span(str(year), label, dt.date(year, 1, 1), dt.date(year, 12, 31))


def spans_since(first: dt.date | None, last: dt.date | None) -> list[Span]:
    """The seasons and years from the first day to the last, the latest first; today's always."""
    today = timezone.localdate()
    first, last = min(first or today, today), max(last or today, today)
    seasons = Season.objects.filter(end__gte=first, start__lte=last)[:MOST_SEASONS]
    years = [year_span(year) for year in range(last.year, first.year - 1, -1)]
    return [*(season.span for season in seasons), *years]


class SeasonQuerySet(models.QuerySet["Season"]):
    def on(self, day: dt.date) -> SeasonQuerySet:
        """Those that run on this day, the one that began last first."""
        return self.filter(start__lte=day, end__gte=day).order_by("-start", "-id")

    def span(self, day: dt.date) -> Span:
        """What is counted on this day: its season, else its year."""
        season = self.on(day).first()
        return season.span if season else year_span(day.year)


@tracked()
class Season(Row):
    """A planting season as the office names it, e.g. MT I 2026."""

    name = models.CharField(gettext_lazy("season"), max_length=60)
    start = models.DateField(gettext_lazy("from"))
    end = models.DateField(gettext_lazy("to"))

    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("season")
        verbose_name_plural = gettext_lazy("seasons")
        ordering = ["-start", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"],
                name="season_once",
                violation_error_message=gettext_lazy("A season of this name is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) & Q(start__gte="1990-01-01"),
                name="season_dates_in_order",
                violation_error_message=gettext_lazy(
                    "The season ends before it begins. Correct one of the dates."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> Span:
        return Span(f"s{self.pk}", self.name, self.start, self.end)
