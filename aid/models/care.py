"""Perawatan, pemeriksaan, laporan kerusakan: how a piece is kept working."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from aid.models.before_end import before_end, told
from aid.models.cancelled import (
    CancellableQuerySet,
    CancellableRow,
    cancelled_with_reason,
    stays_cancelled,
)
from aid.models.conditions import MOST_RUPIAH, Condition
from aid.models.hour_meter import never_back
from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, StoredFile

OF_EQUIPMENT = ScopePath(group="equipment__group_id", area="equipment__group__village_id")

# The latest look at a piece says how it is, in whatever order looks are written down or corrected;
# where none counts, it is as it was when it came. The lock makes two writers look in turn. A look
# goes only when the act that wrote it is taken back.
CONDITION_SQL = """
looked_at := CASE WHEN TG_OP = 'DELETE' THEN OLD.equipment_id ELSE NEW.equipment_id END;
PERFORM FROM aid_equipment e WHERE e.id = looked_at FOR NO KEY UPDATE;
UPDATE aid_equipment e SET condition = found.condition
FROM (
    SELECT coalesce((
        SELECT seen.condition FROM (
            SELECT date, recorded_at, condition FROM aid_inspection
            WHERE equipment_id = looked_at AND cancelled_on IS NULL
            UNION ALL
            SELECT date, recorded_at, condition_after FROM aid_upkeep
            WHERE equipment_id = looked_at AND cancelled_on IS NULL
            AND condition_after <> ''
        ) AS seen
        ORDER BY seen.date DESC, seen.recorded_at DESC LIMIT 1
    ), piece.first_condition) AS condition
    FROM aid_equipment piece WHERE piece.id = looked_at
) AS found
WHERE e.id = looked_at AND e.condition <> found.condition;
RETURN NULL;
"""


def _sets_condition() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="sets_condition",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("looked_at", "bigint")],
        func=CONDITION_SQL,
    )


@tracked(told_by=("equipment",))
class Inspection(CancellableRow):
    """Somebody looked at a piece and said how it is; the latest look is the piece's condition."""

    access: ClassVar[ScopePath] = OF_EQUIPMENT

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="inspections", verbose_name=_("equipment")
    )
    date = models.DateField(_("inspected on"))
    by = models.CharField(_("inspected by"), max_length=120)
    condition = models.CharField(_("condition"), max_length=12, choices=Condition)
    findings = models.TextField(_("findings"), max_length=1000, blank=True)
    photo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    trigger_messages: ClassVar = {**CancellableRow.trigger_messages, **told("inspection")}

    objects = CancellableQuerySet["Inspection"].as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=""),
                name="inspection_by_somebody",
                violation_error_message=_("Write who looked at it."),
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1990-01-01"),
                name="inspection_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            cancelled_with_reason("inspection"),
        ]
        triggers: ClassVar = [
            _sets_condition(),
            before_end("inspection", "date"),
            stays_cancelled(),
        ]

    def __str__(self) -> str:
        return str(self.date)


class UpkeepQuerySet(CancellableQuerySet["Upkeep"]):
    def waiting(self) -> UpkeepQuerySet:
        """Those whose next time has not come to pass: nothing of the kind was done since."""
        return self.standing().filter(Q(next_due__isnull=False), _is_last_of_kind())

    def of_new_meter(self) -> UpkeepQuerySet:
        """Those at which the hour meter was replaced, the latest first."""
        return self.standing().filter(new_meter__isnull=False).order_by("-date", "-pk")

    def with_waiting(self) -> UpkeepQuerySet:
        """Each with whether nothing of its kind was done since."""
        return self.annotate(is_last=_is_last_of_kind())


def _is_last_of_kind() -> Any:
    later = Upkeep.objects.standing().filter(
        Q(date__gt=OuterRef("date")) | Q(date=OuterRef("date"), pk__gt=OuterRef("pk")),
        equipment=OuterRef("equipment"),
        kind=OuterRef("kind"),
    )
    return ~Exists(later)


@tracked(told_by=("equipment",))
class Upkeep(CancellableRow):
    """What was done to keep a piece working, what it cost, and when it is due again."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("service")
        OIL = "oil", _("change of oil")
        PARTS = "parts", _("change of parts")
        REPAIR = "repair", _("repair")
        OTHER = "other", _("other upkeep")

    access: ClassVar[ScopePath] = OF_EQUIPMENT

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="upkeeps", verbose_name=_("equipment")
    )
    date = models.DateField(_("done on"))
    kind = models.CharField(_("kind of upkeep"), max_length=7, choices=Kind)
    parts = models.CharField(_("parts and work"), max_length=300, blank=True)
    cost = models.BigIntegerField(_("cost (rupiah)"), null=True, blank=True)
    done_by = models.CharField(_("done by"), max_length=120, blank=True)
    next_due = models.DateField(_("due again on"), null=True, blank=True)
    condition_after = models.CharField(
        _("condition afterwards"), max_length=12, choices=Condition, blank=True
    )
    new_meter = models.DecimalField(
        _("new hour meter begins at"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    trigger_messages: ClassVar = {
        **CancellableRow.trigger_messages,
        **told("upkeep"),
        "upkeep_meter_fits_uses": _(
            "With this the hour meter would go back among the uses written down. Compare the day"
            " and the beginning of the new meter with their readings."
        ),
    }

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        verbose_name = _("upkeep")
        verbose_name_plural = _("upkeep")
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["equipment", "kind", "date"], name="upkeep_by_kind"),
            models.Index(
                fields=["next_due"], condition=Q(next_due__isnull=False), name="upkeep_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__range=(0, MOST_RUPIAH)),
                name="upkeep_cost_plausible",
                violation_error_message=_("Write a value from 0 to 1,000,000,000,000 rupiah."),
            ),
            models.CheckConstraint(
                condition=Q(next_due__isnull=True) | Q(next_due__gt=models.F("date")),
                name="upkeep_due_after_done",
                violation_error_message=_("The next time lies after the day on which it was done."),
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1990-01-01"),
                name="upkeep_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            models.CheckConstraint(
                condition=Q(new_meter__isnull=True) | Q(new_meter__gte=0),
                name="upkeep_meter_plausible",
                violation_error_message=_("The new hour meter begins at zero or more."),
            ),
            cancelled_with_reason("upkeep"),
        ]
        triggers: ClassVar = [
            _sets_condition(),
            never_back(
                "upkeep_meter_fits_uses",
                *("date", "new_meter", "cancelled_on"),
            ),
            before_end("upkeep", "date"),
            stays_cancelled(),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class FaultReportQuerySet(ScopedQuerySet["FaultReport"]):
    def open(self) -> FaultReportQuerySet:
        return self.filter(state="open")


@tracked(told_by=("equipment",))
class FaultReport(CodedRow):
    """Somebody says that a piece does not work; who said it through the label is not kept."""

    class Kind(models.TextChoices):
        NO_START = "no_start", _("does not start")
        LEAK = "leak", _("leaks")
        BROKEN = "broken", _("a part is broken")
        OTHER = "other", _("something else")

    class Source(models.TextChoices):
        PUBLIC = "public", _("through the label")
        MEMBER = "member", _("by the group or the office")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        HANDLED = "handled", _("dealt with")

    access: ClassVar[ScopePath] = OF_EQUIPMENT

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="faults", verbose_name=_("equipment")
    )
    kind = models.CharField(_("what is wrong"), max_length=8, choices=Kind)
    at = models.DateTimeField(_("reported at"), db_default=Now(), editable=False)
    source = models.CharField(_("reported"), max_length=6, choices=Source)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    handled_on = models.DateField(_("dealt with on"), null=True, blank=True)
    handled_note = models.CharField(_("what was done"), max_length=300, blank=True)

    objects = FaultReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("fault report")
        verbose_name_plural = _("fault reports")
        ordering = ["-at", "-id"]
        constraints = [
            # The same word twice says no more: a second tap, or a second reader of the label.
            models.UniqueConstraint(
                fields=["equipment", "kind"],
                condition=Q(state="open"),
                name="faultreport_open_once",
                violation_error_message=_("This is reported already and not dealt with yet."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", handled_on__isnull=True, handled_note="")
                | Q(state="handled", handled_on__isnull=False) & ~Q(handled_note=""),
                name="faultreport_handled_with_note",
                violation_error_message=_("Write what was done, and when."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
