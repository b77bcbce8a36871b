"""Penanggung jawab alat: who answers for a piece, and who did."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import Row


class CustodyQuerySet(ScopedQuerySet["Custody"]):
    def open(self) -> CustodyQuerySet:
        return self.filter(until__isnull=True)


@tracked(told_by=("equipment", "person"))
class Custody(Row):
    """Somebody answers for a piece, or did; one at a time."""

    access: ClassVar[ScopePath] = ScopePath(
        group="equipment__group_id", area="equipment__group__village_id"
    )

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="custodies", verbose_name=_("equipment")
    )
    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="custodies", verbose_name=_("custodian")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    trigger_messages: ClassVar = {
        "custody_of_living_equipment": _("This equipment has ended. It needs no custodian."),
    }

    objects = CustodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("custody")
        verbose_name_plural = _("custody")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipment"],
                condition=Q(until__isnull=True),
                name="custody_one_at_a_time",
                violation_error_message=_("Somebody else already answers for this equipment."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="custody_until_after_since",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="of_living_equipment",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("until"),
                condition=pgtrigger.Q(new__until__isnull=True),
                func="""
IF EXISTS (
    SELECT FROM aid_equipment e WHERE e.id = NEW.equipment_id AND e.state = 'ended'
) THEN
    RAISE EXCEPTION 'the equipment has ended'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'custody_of_living_equipment';
END IF;
RETURN NEW;
""",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
