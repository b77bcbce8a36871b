"""What confirms and rates a group: its decrees and its ability class, year by year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, Row, StoredFile

# Permentan 67/2016: classes by a score of 0-1000.
CLASS_LIMITS = ((245, "pemula"), (455, "lanjut"), (700, "madya"), (1000, "utama"))


@tracked(told_by=("group",))
class Decree(CodedRow):
    """SK pengukuhan: the paper that confirms a group."""

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="decrees", verbose_name=_("group")
    )
    number = models.CharField(_("number"), max_length=80)
    date = models.DateField(_("date"))
    issuer = models.CharField(_("issued by"), max_length=160)
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan"),
    )

    objects = ScopedQuerySet["Decree"].as_manager()

    class Meta:
        verbose_name = _("decree")
        verbose_name_plural = _("decrees")
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"],
                name="decree_once_per_group",
                violation_error_message=_("This decree is already recorded for the group."),
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1945-08-17"),
                name="decree_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked(told_by=("group",))
class GroupClass(Row):
    """Kelas kemampuan: the group's score in a year, and the class that follows from it."""

    class Class(models.TextChoices):
        PEMULA = "pemula", _("Pemula")
        LANJUT = "lanjut", _("Lanjut")
        MADYA = "madya", _("Madya")
        UTAMA = "utama", _("Utama")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="classes", verbose_name=_("group")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    score = models.PositiveSmallIntegerField(_("score"), help_text=_("0 to 1000"))
    name = models.GeneratedField(
        expression=Case(
            *[When(score__lte=limit, then=Value(name)) for limit, name in CLASS_LIMITS],
            output_field=models.CharField(),
        ),
        output_field=models.CharField(_("class"), max_length=8, choices=Class),
        db_persist=True,
    )

    objects = ScopedQuerySet["GroupClass"].as_manager()

    class Meta:
        verbose_name = _("ability class")
        verbose_name_plural = _("ability classes")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year"],
                name="groupclass_once_a_year",
                violation_error_message=_("The group already has a class for this year."),
            ),
            models.CheckConstraint(
                condition=Q(score__lte=1000),
                name="groupclass_score_to_1000",
                violation_error_message=_("A score goes from 0 to 1000."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)),
                name="groupclass_year_plausible",
                violation_error_message=_("This year is not plausible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.name}"

    @property
    def label(self) -> str:
        """The class in words; a generated field has no ``get_name_display``."""
        return str(self.Class(self.name).label)
