"""Which trainings: by their state, by their days, by name, topic and place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q

from core.access import ScopedQuerySet
from core.codes import is_code
from core.text import name_key
from members.models import Person

if TYPE_CHECKING:
    from training.models.trainings import Training  # noqa: F401 - the generic below names it

CLOSED = ("finished", "cancelled")


class TrainingQuerySet(ScopedQuerySet["Training"]):
    def finished(self) -> TrainingQuerySet:
        return self.filter(state="finished")

    def finished_by(self, person: Person) -> TrainingQuerySet:
        """The finished ones in which she took part to the end."""
        return self.finished().filter(pk__in=person.participations.enrolled().values("training"))

    def held(self) -> TrainingQuerySet:
        """All that were not called off."""
        return self.exclude(state="cancelled")

    def going_on(self) -> TrainingQuerySet:
        """Neither finished nor called off."""
        return self.exclude(state__in=CLOSED)

    def on(self, day: dt.date) -> TrainingQuerySet:
        """Those whose days hold this one."""
        return self.going_on().filter(starts_on__lte=day, ends_on__gte=day)

    def begin_within(self, day: dt.date, days: int) -> TrainingQuerySet:
        """Those that begin after this day, and at most so many days later."""
        last = day + dt.timedelta(days=days)
        return self.going_on().filter(starts_on__gt=day, starts_on__lte=last)

    def over_by(self, day: dt.date) -> TrainingQuerySet:
        """Those whose last day has passed, and which nobody has finished."""
        return self.going_on().filter(ends_on__lt=day)

    def search(self, text: str) -> TrainingQuerySet:
        """By name, topic or place, or by the exact code."""
        found = Q(title__icontains=text) | Q(place__icontains=text)
        if key := name_key(text):
            found |= Q(topic__key__contains=key)
        if is_code(text.lower()):
            found |= Q(code=text.lower())
        return self.filter(found)
