"""Panen: what was harvested, from how much land, sold at what price, at what cost."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aid.models.cancelled import (
    CancellableQuerySet,
    CancellableRow,
    cancelled_with_reason,
    stays_cancelled,
)
from aid.models.conditions import MOST_RUPIAH
from core.access import ScopePath, is_allowed
from core.checks import partial_date_is_valid, partial_dates_in_order
from core.codes import is_code
from core.fields import PartialDateField
from core.history import tracked
from core.text import name_key
from members.models import Group, Person

# More than this of one harvest is a slip of the keyboard.
MOST_HECTARES = 1000
MOST_KG = 10**8

OUT_OF_ORDER = _("The harvest is before the planting. Correct one of the dates.")

NAMING = "secretariat.change_harvest"
# Where the person of a harvest belongs now; the harvest may be a former group's.
_PERSON = ScopePath(group="person__group_id", area="person__area")


class HarvestQuerySet(CancellableQuerySet["Harvest"]):
    def in_year(self, year: int | str) -> HarvestQuerySet:
        return self.filter(harvested_on__gte=f"{year}", harvested_on__lt=f"{int(year) + 1}")

    def with_names(self, user: Any) -> HarvestQuerySet:
        """Each with whether the user reads whose it is; no further query."""
        return self.annotate(
            is_seen=is_allowed(_PERSON, user, "members.view_person"),
            is_named=is_allowed(Harvest.access, user, NAMING),
        )

    def search(self, user: Any, text: str) -> HarvestQuerySet:
        """By commodity, group or code; by name and note only where the user reads them."""
        found = Q(pk__in=Harvest.objects.allowed(user, NAMING).saying(user, text))
        if key := name_key(text):
            found |= Q(commodity__key__contains=key)
            found |= Q(group__in=Group.objects.search(text).order_by().values("pk"))
        if is_code(text.lower()):
            found |= Q(code=text.lower())
        return self.filter(found)

    def saying(self, user: Any, text: str) -> Any:
        """The ids of those whose note or member holds this text."""
        people = Person.objects.allowed(user, "members.view_person").filter(name__icontains=text)
        said = Q(note__icontains=text) | Q(person__in=people.order_by().values("pk"))
        return self.filter(said).order_by().values("pk")


@tracked(told_by=("group", "person"))
class Harvest(CancellableRow):
    """One harvest of a member, or of the group together; mostly written down at the sale."""

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="harvests", verbose_name=_("group")
    )
    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="harvests",
        verbose_name=_("member"),
    )
    commodity = models.ForeignKey(
        "secretariat.Commodity",
        models.PROTECT,
        related_name="harvests",
        verbose_name=_("commodity"),
    )
    season = models.ForeignKey(
        "aid.Season",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("season"),
    )
    area_ha = models.DecimalField(
        _("area (ha)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    planted_on = PartialDateField(_("planted"), blank=True)
    harvested_on = PartialDateField(_("harvested"))
    quantity_kg = models.DecimalField(_("harvest (kg)"), max_digits=11, decimal_places=2)
    price_per_kg = models.BigIntegerField(_("price per kg (rupiah)"), null=True, blank=True)
    cost = models.BigIntegerField(_("cost (rupiah)"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = HarvestQuerySet.as_manager()

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        ordering = ["-harvested_on", "-id"]
        indexes = [
            models.Index(fields=["-harvested_on", "-id"], name="harvest_latest"),
            models.Index(fields=["group", "-harvested_on", "-id"], name="harvest_of_group"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(harvested_on__isnull=False),
                name="harvest_has_a_date",
                violation_error_message=_("Write when it was harvested: a year alone is enough."),
            ),
            partial_date_is_valid("harvested_on", name="harvest_date_exists"),
            partial_date_is_valid("planted_on", name="harvest_planted_exists"),
            partial_dates_in_order(
                "planted_on",
                "harvested_on",
                name="harvest_after_planting",
                message=OUT_OF_ORDER,
            ),
            models.CheckConstraint(
                condition=Q(harvested_on__gte="1990"),
                name="harvest_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            models.CheckConstraint(
                condition=Q(area_ha__isnull=True) | Q(area_ha__gt=0, area_ha__lte=MOST_HECTARES),
                name="harvest_area_plausible",
                violation_error_message=_("Write hectares up to 1,000, above zero."),
            ),
            models.CheckConstraint(
                condition=Q(quantity_kg__range=(0, MOST_KG)),
                name="harvest_quantity_plausible",
                violation_error_message=_("Write kilograms from 0 to 100,000,000."),
            ),
            models.CheckConstraint(
                condition=(Q(price_per_kg__isnull=True) | Q(price_per_kg__range=(0, MOST_RUPIAH)))
                & (Q(cost__isnull=True) | Q(cost__range=(0, MOST_RUPIAH))),
                name="harvest_money_plausible",
                violation_error_message=_("Write a value from 0 to 1,000,000,000,000 rupiah."),
            ),
            cancelled_with_reason("harvest"),
        ]
        triggers: ClassVar = [stays_cancelled()]

    def __str__(self) -> str:
        return f"{self.commodity}, {self.harvested_on.display() if self.harvested_on else ''}"

    def get_absolute_url(self) -> str:
        return reverse("secretariat:harvest_update", args=[self.code])
