"""Jenis barang: what is given as aid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.functions import NameKey
from core.history import tracked
from core.models import Row
from core.text import name_key


class GoodsKindQuerySet(models.QuerySet["GoodsKind"]):
    def named(self, text: str) -> GoodsKind | None:
        """The kind of this name, however it is spelt."""
        key = name_key(text)
        return self.filter(key=key).first() if key else None


@tracked()
class GoodsKind(Row):
    """One kind of goods on the office's list, and whether each piece is followed afterwards."""

    class Handling(models.TextChoices):
        TRACKED = "tracked", _("tracked piece by piece")
        CONSUMABLE = "consumable", _("used up")

    class Meter(models.TextChoices):
        HOURS = "hours", _("hours of work")
        HECTARES = "hectares", _("hectares worked")

    name = models.CharField(_("kind of goods"), max_length=80)
    handling = models.CharField(
        _("handling"), max_length=10, choices=Handling, default=Handling.TRACKED
    )
    unit = models.CharField(_("unit"), max_length=20, default="unit")
    meter = models.CharField(_("use is counted in"), max_length=8, choices=Meter, blank=True)
    idle_days = models.PositiveSmallIntegerField(
        _("idle after (days)"),
        default=60,
        help_text=_("Without use for so long in the season, its group is asked why."),
    )
    key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=80, db_collation="C"),
        db_persist=True,
    )

    objects = GoodsKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of goods")
        verbose_name_plural = _("kinds of goods")
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="goodskind_once",
                violation_error_message=_("This kind of goods is already on the list."),
            ),
            models.CheckConstraint(
                condition=Q(idle_days__range=(7, 730)),
                name="goodskind_idle_days_plausible",
                violation_error_message=_("Give a number of days from 7 to 730."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_tracked(self) -> bool:
        return self.handling == self.Handling.TRACKED
