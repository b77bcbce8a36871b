"""Lembaga: offices, givers, partners; the programmes they pay for; the numbers of papers."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import EVERYWHERE, ScopedQuerySet, ScopePath, area_q
from core.history import tracked
from core.models import CodedRow, Row, StoredFile


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


@tracked()
class Programme(Row):
    """A programme of a year: who gives, and from which money. The same list for every office."""

    class Funding(models.TextChoices):
        APBN = "apbn", _("APBN (national budget)")
        APBD_PROVINCE = "apbd_province", _("APBD provinsi (provincial budget)")
        APBD_REGENCY = "apbd_regency", _("APBD kabupaten (regency budget)")
        VILLAGE_FUND = "village_fund", _("dana desa (village fund)")
        CSR = "csr", _("CSR")
        OWN = "own", _("swadaya (own means)")
        OTHER = "other", _("other")

    name = models.CharField(_("programme"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"))
    funding = models.CharField(_("funding"), max_length=14, choices=Funding)
    giver = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("giver"),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year", "funding"],
                name="programme_once_a_year",
                violation_error_message=_("This programme is already on the list."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)),
                name="programme_year_plausible",
                violation_error_message=_("This year is not plausible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


@tracked()
class Series(Row):
    """How an office numbers one kind of its papers, e.g. ``[seq,3]/BAST/[roman_month]/[year]``."""

    class Kind(models.TextChoices):
        HANDOVER = "handover", _("handover record (BAST)")
        CERTIFICATE = "certificate", _("certificate")

    DEFAULTS: ClassVar = {
        Kind.HANDOVER.value: "[seq,3]/BAST/[code]/[roman_month]/[year]",
        Kind.CERTIFICATE.value: "[seq,3]/SERT/[code]/[roman_month]/[year]",
    }

    access: ClassVar[ScopePath] = ScopePath(area="institution__region_id")

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="series", verbose_name=_("institution")
    )
    kind = models.CharField(_("kind of paper"), max_length=12, choices=Kind)
    template = models.CharField(
        _("template"),
        max_length=60,
        help_text=_("[seq,3] number, [code] office, [roman_month] or [month], [year]."),
    )
    code = models.CharField(_("short name of the office"), max_length=20, blank=True)

    objects = ScopedQuerySet["Series"].as_manager()

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["institution", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind"],
                name="series_one_a_kind",
                violation_error_message=_("The office already numbers these papers."),
            ),
            models.CheckConstraint(
                condition=Q(template__regex=r"\[seq(,[1-6])?\]") & Q(template__contains="[year]"),
                name="series_counts_within_a_year",
                violation_error_message=_("The template needs [seq] and [year]."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked()
class SeriesYear(Row):
    """The last number that a series has given in a year; raised in the paper's own transaction."""

    access: ClassVar[ScopePath] = ScopePath(area="series__institution__region_id")

    series = models.ForeignKey(Series, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"))

    objects = ScopedQuerySet["SeriesYear"].as_manager()

    class Meta:
        verbose_name = _("numbers of a year")
        verbose_name_plural = _("numbers of a year")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="seriesyear_one_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
