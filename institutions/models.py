"""Lembaga: labour offices, BP3MI, givers, partners; their letterhead and head."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import EVERYWHERE, ScopedQuerySet, ScopePath, area_q
from core.history import tracked
from core.models import CodedRow, StoredFile


class InstitutionQuerySet(ScopedQuerySet["Institution"]):
    def serving(self, areas: Collection[str]) -> InstitutionQuerySet:
        """The offices that may work in these regions: those within them and those above.

        They are named on papers everywhere, so that this is a choice and no matter of access.
        """
        found = Q(pk__in=[])
        for area in areas:
            parts = area.split(".")
            above = [".".join(parts[:n]) for n in range(1, len(parts))]
            found |= area_q("region_id", area) | Q(region_id__in=above)
        return self.filter(found) if EVERYWHERE not in areas else self


@tracked()
class Institution(CodedRow):
    """An office, agency, giver or partner that papers name."""

    class Kind(models.TextChoices):
        DISTRICT_LABOUR = "district_labour", _("district labour office")
        PROVINCIAL_LABOUR = "provincial_labour", _("provincial labour office")
        BP3MI = "bp3mi", _("BP3MI")
        GOVERNMENT = "government", _("government body")
        VILLAGE = "village", _("village government")
        PARTNER = "partner", _("partner")
        OTHER = "other", _("other institution")

    access: ClassVar[ScopePath] = ScopePath(area="region_id")

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("region"),
    )
    address = models.CharField(_("address"), max_length=240, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    head_name = models.CharField(_("head: name"), max_length=120, blank=True)
    head_title = models.CharField(_("head: position"), max_length=120, blank=True)
    head_nip = models.CharField(_("head: NIP"), max_length=18, blank=True)
    letterhead = models.TextField(
        _("letterhead"),
        blank=True,
        help_text=_("One line each, the first in capitals."),
    )
    logo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sign"),
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "region"],
                name="institution_once_per_region",
                violation_error_message=_("This institution is already on the list."),
            ),
            models.CheckConstraint(
                condition=models.Q(head_nip="") | models.Q(head_nip__regex=r"^[0-9]{18}$"),
                name="institution_nip_18_digits",
                violation_error_message=_("A NIP has 18 digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
