"""Giliran: who takes the machine when. Two turns of one machine never overlap."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from core.states import Transitions, only_by

MOST_DAYS = 31
# What may follow a state; the others are ends.
TRANSITIONS: Transitions = {"booked": ("cancelled", "done")}
# A machine's last day is whole, in local time.
END_SQL = "(({ended_on}) + 1)::timestamp AT TIME ZONE 'Asia/Jakarta'"
# The lock makes turns of one machine, and its end, stand in line: two that exclude each other
# would otherwise wait for one another.
BEFORE_END_SQL = f"""
PERFORM FROM aid_equipment e WHERE e.id = NEW.equipment_id FOR NO KEY UPDATE;
IF EXISTS (
    SELECT FROM aid_equipment e WHERE e.id = NEW.equipment_id AND e.state = 'ended'
    AND upper(NEW.period) > {END_SQL.format(ended_on="e.ended_on")}
) THEN
    RAISE EXCEPTION 'the equipment has ended'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_before_end';
END IF;
RETURN NEW;
"""


class BookingQuerySet(ScopedQuerySet["Booking"]):
    def standing(self) -> BookingQuerySet:
        """Those that hold their time, in the words of the index that finds them."""
        return self.filter(~Q(state=Booking.State.CANCELLED))

    def within(self, start: dt.datetime, end: dt.datetime) -> BookingQuerySet:
        """Those that touch this time, in order."""
        found = self.filter(period__overlap=DateTimeTZRange(start, end))
        return found.order_by("period", "id")

    def without_log(self) -> BookingQuerySet:
        """Those of which no use is written down yet; one that was cancelled is none."""
        logs: Any = Booking.use_logs.rel.related_model._default_manager
        return self.filter(~Exists(logs.standing().filter(booking=OuterRef("pk"))))

    def cancelled_by_end(self) -> BookingQuerySet:
        """Turns to come that were called off because their machine ended."""
        return self.filter(
            state=Booking.State.CANCELLED,
            equipment__state="ended",
            cancel_reason=F("equipment__end_reason"),
            period__endswith__gt=timezone.now(),
        )


@tracked(told_by=("equipment", "person"))
class Booking(CodedRow):
    """One turn of a member at a machine, asked for by whoever keeps the book."""

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        CANCELLED = "cancelled", _("cancelled")
        DONE = "done", _("done")

    access: ClassVar[ScopePath] = ScopePath(
        group="equipment__group_id", area="equipment__group__village_id"
    )

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="bookings", verbose_name=_("equipment")
    )
    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="bookings", verbose_name=_("member")
    )
    period = DateTimeRangeField(_("from and to"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.BOOKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("asked by"),
    )
    purpose = models.CharField(_("what for"), max_length=120, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True, editable=False)
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True, editable=False)

    trigger_messages: ClassVar = {
        "booking_state_by_table": _("This turn is already over or cancelled. It stays so."),
        "booking_before_end": _(
            "This equipment has ended. No turn can be taken after its last day."
        ),
    }

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ["-period", "-id"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="booking_one_at_a_time",
                expressions=[
                    ("equipment", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(state="cancelled"),
                violation_error_message=_("Already taken. Choose another time."),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False),
                name="booking_period_not_empty",
                violation_error_message=_("The turn ends before it begins. Correct the times."),
            ),
            models.CheckConstraint(
                condition=Q(period__lower_inf=False, period__upper_inf=False),
                name="booking_period_finite",
                violation_error_message=_("Write from when to when."),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=True)
                | Q(period__lower_inc=True, period__upper_inc=False),
                name="booking_period_half_open",
                violation_error_message=_("A turn begins with its first moment, not after it."),
            ),
            models.CheckConstraint(
                condition=Q(
                    period__endswith__lte=F("period__startswith") + dt.timedelta(days=MOST_DAYS)
                ),
                name="booking_at_most_31_days",
                violation_error_message=_("A turn lasts at most 31 days. Take a shorter one."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
                name="booking_cancelled_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("taken_at")),
                name="booking_returned_after_taken",
                violation_error_message=_("The machine was returned before it was taken."),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="booking_state_by_table"),
            pgtrigger.Trigger(
                name="before_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("equipment_id", "period", "state"),
                condition=pgtrigger.Q(new__state="booked"),
                func=BEFORE_END_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.equipment}"

    def get_absolute_url(self) -> str:
        return reverse("aid:booking_detail", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.BOOKED

    @property
    def is_over(self) -> bool:
        return self.period.upper <= timezone.now()

    @property
    def hours(self) -> float:
        """How long it was booked."""
        return (self.period.upper - self.period.lower).total_seconds() / 3600

    def cancel(self, *, reason: str) -> None:
        """Give the time back."""
        self.state, self.cancel_reason = self.State.CANCELLED, reason
        self.save(update_fields=["state", "cancel_reason"])

    def finish(self) -> None:
        """The turn is over; once over it stays so."""
        if self.is_open:
            self.state = self.State.DONE
            self.save(update_fields=["state"])

    def take(self) -> None:
        """The member has fetched the machine now."""
        self.taken_at = Now()
        self.save(update_fields=["taken_at"])

    def give_back(self) -> None:
        """The machine is back now."""
        self.returned_at = Now()
        self.save(update_fields=["returned_at"])


def clashing(equipment: Any, period: DateTimeTZRange) -> BookingQuerySet:
    """The turns that already hold a part of this time."""
    rows = Booking.objects.standing().filter(equipment=equipment)
    return rows.within(period.lower, period.upper)
