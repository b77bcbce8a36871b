"""Alat pindah kelompok: a piece that passed from one group to another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import Row


@tracked(told_by=("equipment",))
class EquipmentMove(Row):
    """A piece went from one group of the office's region to another."""

    access: ClassVar[ScopePath] = ScopePath(
        group="equipment__group_id", area="equipment__group__village_id"
    )

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="moves", verbose_name=_("equipment")
    )
    from_group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="+", verbose_name=_("from the group")
    )
    to_group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="+", verbose_name=_("to the group")
    )
    moved_on = models.DateField(_("moved on"))
    reason = models.CharField(_("reason"), max_length=300)

    objects = ScopedQuerySet["EquipmentMove"].as_manager()

    class Meta:
        verbose_name = _("move of equipment")
        verbose_name_plural = _("moves of equipment")
        ordering = ["-moved_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_group=F("to_group")),
                name="equipmentmove_to_another_group",
                violation_error_message=_("The equipment is with this group already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="equipmentmove_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_group} → {self.to_group}"
