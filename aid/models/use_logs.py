"""Catatan pemakaian: who used the machine, how long, for what, and what came in and went out."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid.models.before_end import before_end, told
from aid.models.cancelled import (
    CancellableQuerySet,
    CancellableRow,
    cancelled_with_reason,
    stays_cancelled,
)
from aid.models.conditions import Condition
from aid.models.hour_meter import never_back
from core.access import ScopePath
from core.history import tracked

# Rupiah for one use, hours and hectares of one use: more is a slip of the keyboard.
MOST_MONEY = 10**9
MOST_HOURS = 24 * 31
MOST_HECTARES = 1000

PLACE_SQL = """
IF EXISTS (
    SELECT FROM aid_booking b WHERE b.id = NEW.booking_id AND b.equipment_id <> NEW.equipment_id
) THEN
    RAISE EXCEPTION 'the turn belongs to another machine'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'uselog_of_own_booking';
END IF;
RETURN NEW;
"""


class UseLogQuerySet(CancellableQuerySet["UseLog"]):
    def between(self, start: object, end: object) -> UseLogQuerySet:
        """Those of these days, both included."""
        return self.filter(used_on__range=(start, end))


@tracked(told_by=("equipment", "person"))
class UseLog(CancellableRow):
    """One use, mostly written down afterwards."""

    class Work(models.TextChoices):
        RIDGING = "ridging", _("ridging")
        TILLAGE = "tillage", _("tillage")
        SPRAYING = "spraying", _("spraying")
        PUMPING = "pumping", _("pumping")
        OTHER = "other", _("other")

    access: ClassVar[ScopePath] = ScopePath(
        group="equipment__group_id", area="equipment__group__village_id"
    )

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="use_logs", verbose_name=_("equipment")
    )
    booking = models.ForeignKey(
        "aid.Booking",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="use_logs",
        verbose_name=_("turn"),
    )
    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="use_logs",
        verbose_name=_("member"),
    )
    operator = models.CharField(_("operator"), max_length=120, blank=True)
    used_on = models.DateField(_("used on"))
    started = models.TimeField(_("from (time)"), null=True, blank=True)
    ended = models.TimeField(_("to (time)"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, null=True, blank=True)
    area_ha = models.DecimalField(
        _("area (ha)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    hour_meter = models.DecimalField(
        _("hour meter"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    work = models.CharField(_("kind of work"), max_length=8, choices=Work, default=Work.RIDGING)
    work_words = models.CharField(_("which work"), max_length=120, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    fuel_litres = models.DecimalField(
        _("fuel (litres)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    fuel_cost = models.PositiveIntegerField(_("fuel cost (rupiah)"), null=True, blank=True)
    fee = models.PositiveIntegerField(_("fee (rupiah)"), null=True, blank=True)
    other_cost = models.PositiveIntegerField(_("other cost (rupiah)"), null=True, blank=True)
    condition = models.CharField(
        _("condition afterwards"), max_length=12, choices=Condition, blank=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    trigger_messages: ClassVar = {
        **CancellableRow.trigger_messages,
        **told("uselog"),
        "uselog_meter_never_back": _(
            "The hour meter cannot go back: compare it with the uses before and after this one."
            " If the meter was replaced, write that down under upkeep first."
        ),
        "uselog_of_own_booking": _("This turn belongs to another machine."),
    }

    objects = UseLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        ordering = ["-used_on", "-id"]
        indexes = [models.Index(fields=["equipment", "-used_on", "-id"], name="uselog_of_machine")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(cancelled_on__isnull=True),
                name="uselog_once_a_booking",
                violation_error_message=_("The use of this turn is already written down."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(operator=""),
                name="uselog_by_somebody",
                violation_error_message=_("Choose the member, or write who used the machine."),
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=False) | Q(area_ha__isnull=False),
                name="uselog_hours_or_area",
                violation_error_message=_("Write the hours or the area."),
            ),
            models.CheckConstraint(
                condition=(Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=MOST_HOURS))
                & (Q(area_ha__isnull=True) | Q(area_ha__gt=0, area_ha__lte=MOST_HECTARES)),
                name="uselog_amounts_plausible",
                violation_error_message=_(
                    "Write hours up to 744 and hectares up to 1,000, above zero."
                ),
            ),
            models.CheckConstraint(
                condition=Q(started__isnull=True, ended__isnull=True)
                | Q(started__isnull=False, ended__isnull=False, ended__gt=F("started")),
                name="uselog_times_in_order",
                violation_error_message=_(
                    "Write both times, the later one last; of a use past midnight only the hours."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(hour_meter__isnull=True) | Q(hour_meter__gte=0))
                & (Q(fuel_litres__isnull=True) | Q(fuel_litres__range=(0, 1000))),
                name="uselog_figures_plausible",
                violation_error_message=_("The hour meter and the litres are zero or more."),
            ),
            models.CheckConstraint(
                condition=(Q(fuel_cost__isnull=True) | Q(fuel_cost__lte=MOST_MONEY))
                & (Q(fee__isnull=True) | Q(fee__lte=MOST_MONEY))
                & (Q(other_cost__isnull=True) | Q(other_cost__lte=MOST_MONEY)),
                name="uselog_money_plausible",
                violation_error_message=_("Write an amount up to 1,000,000,000 rupiah."),
            ),
            models.CheckConstraint(
                condition=~Q(work="other") | ~Q(work_words=""),
                name="uselog_other_work_in_words",
                violation_error_message=_("Write which work it was."),
            ),
            models.CheckConstraint(
                condition=Q(used_on__gte="1990-01-01"),
                name="uselog_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            cancelled_with_reason("uselog"),
        ]
        triggers: ClassVar = [
            never_back(
                "uselog_meter_never_back",
                *("used_on", "hour_meter"),
                condition=pgtrigger.Q(new__hour_meter__isnull=False),
            ),
            pgtrigger.Trigger(
                name="of_own_machine",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("equipment_id", "booking_id"),
                func=PLACE_SQL,
            ),
            before_end("uselog", "used_on"),
            stays_cancelled(),
        ]

    def __str__(self) -> str:
        return f"{self.work_label} · {self.used_on:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("aid:use_update", args=[self.code])

    @property
    def work_label(self) -> str:
        return self.work_words or capfirst(self.get_work_display())

    @property
    def is_damaged_afterwards(self) -> bool:
        return self.condition in (Condition.LIGHT_DAMAGE, Condition.HEAVY_DAMAGE)
