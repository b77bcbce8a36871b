"""Alat: each piece that a group was given, and how it ended."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aid.models.conditions import MOST_RUPIAH, Condition
from aid.models.equipment_queries import EquipmentQuerySet
from core.access import ScopePath
from core.checks import partial_date_is_valid
from core.codes import PUBLIC_CODE_LENGTH, new_public_code
from core.fields import PartialDateField
from core.functions import NameKey
from core.history import tracked
from core.models import CodedRow, StoredFile

# A look sets the condition from within its own trigger, one level deeper.
FIRST_CONDITION_SQL = """
IF TG_OP = 'INSERT' OR (NEW.condition <> OLD.condition AND pg_trigger_depth() = 1) THEN
    NEW.first_condition := NEW.condition;
ELSE
    NEW.first_condition := OLD.first_condition;
END IF;
RETURN NEW;
"""


class Title(models.TextChoices):
    GRANT = "grant", _("grant")
    LOAN = "loan", _("loan for use")


@tracked(told_by=("group",))
class Equipment(CodedRow):
    """One piece in a group's hands; it ends with a reason and is never deleted."""

    class State(models.TextChoices):
        IN_USE = "in_use", _("in use")
        IN_REPAIR = "in_repair", _("under repair")
        ENDED = "ended", _("ended")

    class End(models.TextChoices):
        LOST = "lost", _("lost")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RETURNED = "returned", _("given back")
        WRITTEN_OFF = "written_off", _("written off")
        CANCELLED = "cancelled", _("handover cancelled")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="equipment", verbose_name=_("group")
    )
    kind = models.ForeignKey(
        "aid.GoodsKind", models.PROTECT, related_name="+", verbose_name=_("kind of goods")
    )
    brand = models.CharField(_("brand and type"), max_length=80, blank=True)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    specification = models.CharField(_("specification"), max_length=240, blank=True)
    built = models.PositiveSmallIntegerField(_("year of make"), null=True, blank=True)
    acquired_on = PartialDateField(_("handed over on"), blank=True)
    title = models.CharField(_("title"), max_length=5, choices=Title, default=Title.GRANT)
    programme = models.ForeignKey(
        "institutions.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    funding = models.CharField(_("funding as recorded"), max_length=60, blank=True)
    value = models.BigIntegerField(_("value (rupiah)"), null=True, blank=True)
    handover_line = models.ForeignKey(
        "aid.HandoverLine",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="pieces",
        verbose_name=_("line of the handover"),
    )
    condition = models.CharField(
        _("condition"), max_length=12, choices=Condition, default=Condition.GOOD
    )
    # Kept by the database: what was said of the piece itself, not by a look at it.
    first_condition = models.CharField(
        _("condition when it came"),
        max_length=12,
        choices=Condition,
        default=Condition.GOOD,
        editable=False,
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.IN_USE)
    place = models.CharField(_("where it stands"), max_length=160, blank=True)
    photo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    end_kind = models.CharField(_("how it ended"), max_length=11, choices=End, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    label_code = models.CharField(
        max_length=PUBLIC_CODE_LENGTH, unique=True, default=new_public_code, editable=False
    )
    serial_key = models.GeneratedField(
        expression=NameKey(F("serial")),
        output_field=models.CharField(max_length=60, db_collation="C"),
        db_persist=True,
    )
    search_key = models.GeneratedField(
        expression=NameKey(Concat(F("brand"), Value(" "), F("serial"))),
        output_field=models.CharField(max_length=160, db_collation="C"),
        db_persist=True,
    )

    trigger_messages: ClassVar = {
        "equipment_ends_once": _("This equipment has already ended. Its end stays as recorded.")
    }

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "group"], name="equipment_of_kind"),
            GinIndex(fields=["search_key"], name="equipment_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "serial_key"],
                # A machine that was withdrawn, or whose paper was cancelled, is handed over anew.
                condition=~Q(serial_key="") & ~Q(state="ended"),
                name="equipment_serial_once",
                violation_error_message=_(
                    "A piece of this kind with this serial number is already recorded."
                ),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(0, MOST_RUPIAH)),
                name="equipment_value_plausible",
                violation_error_message=_("Write a value from 0 to 1,000,000,000,000 rupiah."),
            ),
            models.CheckConstraint(
                condition=Q(built__isnull=True) | Q(built__range=(1950, 2100)),
                name="equipment_year_plausible",
                violation_error_message=_("This year is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False)
                & ~Q(end_kind="")
                & ~Q(end_reason="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, end_kind="", end_reason=""),
                name="equipment_ended_with_reason",
                violation_error_message=_("Give how it ended, the date and the reason."),
            ),
            partial_date_is_valid("acquired_on", name="equipment_acquired_exists"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="first_condition",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FIRST_CONDITION_SQL,
            ),
            pgtrigger.Trigger(
                name="ends_once",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state="ended") & ~pgtrigger.Q(new__state="ended"),
                func="RAISE EXCEPTION 'ended equipment stays ended'"
                " USING ERRCODE = 'check_violation', CONSTRAINT = 'equipment_ends_once';",
            ),
            pgtrigger.Trigger(
                name="end_ends_custody",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state="ended"),
                func="UPDATE aid_custody SET until = greatest(NEW.ended_on, since)"
                " WHERE equipment_id = NEW.id AND until IS NULL; RETURN NULL;",
            ),
            # Whoever waits for a turn after the last day (in local time) is told by the reason.
            pgtrigger.Trigger(
                name="end_cancels_turns",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state", "ended_on"),
                condition=pgtrigger.Q(new__state="ended"),
                func="UPDATE aid_booking SET state = 'cancelled', cancel_reason = NEW.end_reason"
                " WHERE equipment_id = NEW.id AND state = 'booked' AND upper(period) >"
                " (NEW.ended_on + 1)::timestamp AT TIME ZONE 'Asia/Jakarta'; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.kind), self.brand)))

    def get_absolute_url(self) -> str:
        return reverse("aid:equipment_detail", args=[self.code])

    @property
    def is_ended(self) -> bool:
        return self.state == self.State.ENDED
