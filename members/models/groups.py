"""Kelompok: the groups."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopePath
from core.checks import partial_date_is_valid
from core.fields import PartialDateField
from core.functions import NameKey, SortKey
from core.history import tracked
from core.models import CodedRow, StoredFile
from members.models.group_queries import GroupQuerySet

# Each open membership gets an answer before its group ends, whatever path writes.
EMPTY_SQL = """
IF EXISTS (
    SELECT FROM members_membership m WHERE m.group_id = NEW.id AND m."left" IS NULL
) THEN
    RAISE EXCEPTION 'the group has members'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'group_dissolved_is_empty';
END IF;
RETURN NEW;
"""


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

    trigger_messages: ClassVar = {
        "group_dissolved_is_empty": _(
            "The group still has members. Dissolve it on its page, with an answer for each."
        )
    }

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["village", "sort_key", "id"], name="group_by_area"),
            models.Index(fields=["sort_key", "id"], name="group_by_name"),
            GinIndex(fields=["name_key"], name="group_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_key=""),
                name="group_has_a_name",
                violation_error_message=_("Write the name of the group, with letters."),
            ),
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
            ),
            pgtrigger.Trigger(
                name="dissolved_is_empty",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state="dissolved"),
                func=EMPTY_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:group_detail", args=[self.code])

    @property
    def is_dissolved(self) -> bool:
        return self.state == self.State.DISSOLVED
