"""Kelompok: the groups, their decrees and ability classes."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.checks import partial_date_is_valid
from core.fields import PartialDateField
from core.functions import NameKey, SortKey
from core.history import tracked
from core.models import CodedRow, Row, StoredFile

# Permentan 67/2016: classes by a score of 0-1000.
CLASS_LIMITS = ((245, "pemula"), (455, "lanjut"), (700, "madya"), (1000, "utama"))


class GroupQuerySet(ScopedQuerySet["Group"]):
    def active(self) -> GroupQuerySet:
        return self.filter(state=Group.State.ACTIVE)

    def not_dissolved(self) -> GroupQuerySet:
        return self.exclude(state=Group.State.DISSOLVED)

    def with_member_count(self) -> GroupQuerySet:
        """Adds ``member_count``: the open memberships."""
        return self.annotate(
            member_count=models.Count("memberships", filter=Q(memberships__left__isnull=True))
        )


@tracked()
class Group(CodedRow):
    """A group of farmers, most often women back from work abroad."""

    class Kind(models.TextChoices):
        KWT = "kwt", _("KWT (women farmers' group)")
        KT = "kt", _("KT (farmers' group)")
        KUB = "kub", _("KUB (joint business group)")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        INACTIVE = "inactive", _("inactive")
        DISSOLVED = "dissolved", _("dissolved")

    access: ClassVar[ScopePath] = ScopePath(group="pk", area="village_id")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.KWT)
    village = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("village"),
    )
    simluhtan_id = models.CharField(_("SIMLUHTAN number"), max_length=40, blank=True)
    founded = PartialDateField(_("founded"), blank=True)
    address = models.CharField(_("secretariat address"), max_length=240, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    commodities = models.CharField(
        _("commodities"),
        max_length=200,
        blank=True,
        help_text=_("Separate with commas."),
    )
    land_ha = models.DecimalField(
        _("land (ha)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    state_since = PartialDateField(_("since"), blank=True)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    photo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    coached_by = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coached_groups",
        verbose_name=_("coached by"),
    )
    name_key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["village", "sort_key", "id"], name="group_by_area"),
            models.Index(fields=["sort_key", "id"], name="group_by_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name_key=""), name="group_has_a_name"),
            models.UniqueConstraint(
                fields=["village", "name_key"],
                condition=~Q(state="dissolved"),
                name="group_name_once_per_village",
                violation_error_message=_("This village already has a group of this name."),
            ),
            partial_date_is_valid("founded", name="group_founded_exists"),
            partial_date_is_valid("state_since", name="group_state_since_exists"),
            models.CheckConstraint(
                condition=~Q(state="dissolved")
                | (Q(state_since__isnull=False) & ~Q(state_reason="")),
                name="group_dissolved_with_reason",
                violation_error_message=_("Give the date and the reason of the dissolution."),
            ),
            models.CheckConstraint(
                condition=Q(land_ha__isnull=True) | Q(land_ha__gte=0),
                name="group_land_not_negative",
                violation_error_message=_("The area cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-11, 6), longitude__range=(95, 141)),
                name="group_point_in_indonesia",
                violation_error_message=_("This point does not lie in Indonesia."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="village_moves_people",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("village_id"),
                condition=pgtrigger.Q(old__village__df=pgtrigger.F("new__village")),
                # Touching a person lets her own trigger copy the new village.
                func="UPDATE members_person SET group_id = group_id WHERE group_id = NEW.id;"
                " RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:group_detail", args=[self.code])

    @property
    def is_dissolved(self) -> bool:
        return self.state == self.State.DISSOLVED


@tracked()
class Decree(CodedRow):
    """SK pengukuhan: the paper that confirms a group."""

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        Group, models.PROTECT, related_name="decrees", verbose_name=_("group")
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


@tracked()
class GroupClass(Row):
    """Kelas kemampuan: the group's score in a year, and the class that follows from it."""

    class Class(models.TextChoices):
        PEMULA = "pemula", _("Pemula")
        LANJUT = "lanjut", _("Lanjut")
        MADYA = "madya", _("Madya")
        UTAMA = "utama", _("Utama")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        Group, models.PROTECT, related_name="classes", verbose_name=_("group")
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
