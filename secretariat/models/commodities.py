"""Komoditas: what is grown and harvested, as the office calls it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.functions import NameKey
from core.history import tracked
from core.models import Row


@tracked()
class Commodity(Row):
    """One crop, fish or mushroom on the office's list."""

    name = models.CharField(_("commodity"), max_length=60)
    key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=60, db_collation="C"),
        db_persist=True,
    )
    most_yield = models.PositiveSmallIntegerField(
        _("highest plausible yield (t/ha)"),
        null=True,
        blank=True,
        help_text=_("Above it whoever writes down a harvest is asked to look again."),
    )

    class Meta:
        verbose_name = _("commodity")
        verbose_name_plural = _("commodities")
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="commodity_once",
                violation_error_message=_("This commodity is already on the list."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="commodity_has_a_name",
                violation_error_message=_("Write the commodity."),
            ),
            models.CheckConstraint(
                condition=Q(most_yield__isnull=True) | Q(most_yield__range=(1, 1000)),
                name="commodity_yield_plausible",
                violation_error_message=_("Write tonnes per hectare from 1 to 1,000, or nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
