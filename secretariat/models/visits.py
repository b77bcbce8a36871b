"""Kunjungan pembinaan: an office visits a group; who went, what was found, photos of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, Row
from core.states import Transitions, only_by
from core.text import name_key
from secretariat.models.photos import KeptPhoto

# What was written down by mistake is cancelled with its reason.
TRANSITIONS: Transitions = {"planned": ("held", "cancelled"), "held": ("cancelled",)}
PLAUSIBLE = (dt.date(1990, 1, 1), dt.date(2099, 12, 31))


class VisitQuerySet(ScopedQuerySet["Visit"]):
    def held(self) -> VisitQuerySet:
        return self.filter(state=Visit.State.HELD)

    def planned(self) -> VisitQuerySet:
        return self.filter(state=Visit.State.PLANNED)

    def standing(self) -> VisitQuerySet:
        """All that were not called off."""
        return self.exclude(state=Visit.State.CANCELLED)

    def planned_within(self, first: dt.date, last: dt.date) -> VisitQuerySet:
        return self.planned().filter(planned_on__range=(first, last))

    def to_write_up(self) -> VisitQuerySet:
        """Those whose day has passed, and of which nobody has said what was found."""
        return self.planned().filter(planned_on__lt=timezone.localdate())

    def search(self, text: str) -> VisitQuerySet:
        """By the group's name, the place or the purpose."""
        found = Q(place__icontains=text) | Q(purpose__icontains=text)
        if key := name_key(text):
            found |= Q(group__name_key__contains=key)
        return self.filter(found)


@tracked(told_by=("group",))
class Visit(CodedRow):
    """One visit. What was found is read by the group and the office, the summary by all."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="visits", verbose_name=_("group")
    )
    office = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="+", verbose_name=_("office")
    )
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("visited on"), null=True, blank=True)
    day = models.GeneratedField(
        expression=Coalesce(F("held_on"), F("planned_on")),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("date"),
    )
    place = models.CharField(_("place"), max_length=160, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    findings = models.TextField(_("what was found"), max_length=4000, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)

    trigger_messages: ClassVar = {
        "visit_state_by_table": _(
            "This visit is no longer where it was. Look at it and choose again."
        ),
    }

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching visit")
        verbose_name_plural = _("coaching visits")
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["-day", "-id"], name="visit_by_day"),
            models.Index(
                fields=["group", "-held_on"], condition=Q(state="held"), name="visit_last_held"
            ),
            models.Index(
                fields=["planned_on"], condition=Q(state="planned"), name="visit_still_planned"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__range=PLAUSIBLE)
                & (Q(held_on__isnull=True) | Q(held_on__range=PLAUSIBLE)),
                name="visit_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="visit_has_a_purpose",
                violation_error_message=_("Write what the visit is for."),
            ),
            models.CheckConstraint(
                condition=Q(state="planned", held_on__isnull=True)
                | Q(state="held", held_on__isnull=False) & ~Q(findings="")
                | Q(state="cancelled"),
                name="visit_held_says_what_was_found",
                violation_error_message=_("Write the day of the visit and what was found."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(state_reason=""),
                name="visit_cancelled_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.UniqueConstraint(
                fields=["group", "planned_on"],
                condition=Q(state="planned"),
                name="visit_planned_once_a_day",
                violation_error_message=_("A visit to this group is planned on this day already."),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="visit_state_by_table"),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on or self.planned_on}"

    def get_absolute_url(self) -> str:
        return reverse("secretariat:visit_detail", args=[self.code])

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    def cancel(self, *, reason: str) -> None:
        """It does not take place, or was written down by mistake."""
        self.state, self.state_reason = self.State.CANCELLED, reason
        self.save(update_fields=["state", "state_reason"])


class VisitOfficerQuerySet(ScopedQuerySet["VisitOfficer"]):
    def going(self) -> VisitOfficerQuerySet:
        return self.filter(ended=False)


@tracked(told_by=("visit",))
class VisitOfficer(Row):
    """Who goes: somebody with an account, or a name (a penyuluh often has none)."""

    access: ClassVar[ScopePath] = ScopePath(
        group="visit__group_id", area="visit__group__village_id"
    )

    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="officers", verbose_name=_("coaching visit")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer"),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    ended = models.BooleanField(_("taken off"), default=False)

    objects = VisitOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer of a visit")
        verbose_name_plural = _("officers of visits")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ ~Q(name=""),
                name="visitofficer_has_account_or_name",
                violation_error_message=_("Choose an officer, or write a name."),
            ),
            models.UniqueConstraint(
                fields=["visit", "user", "name"],
                nulls_distinct=False,
                name="visitofficer_once",
                violation_error_message=_("This officer is named already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.name)


@tracked(told_by=("visit",))
class CoachingPhoto(KeptPhoto):
    """What the visit saw; members can be recognised on it."""

    access: ClassVar[ScopePath] = ScopePath(
        group="visit__group_id", area="visit__group__village_id"
    )

    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="photos", verbose_name=_("coaching visit")
    )

    objects: ClassVar[Any] = ScopedQuerySet["CoachingPhoto"].as_manager()

    class Meta:
        verbose_name = _("photo of a coaching visit")
        verbose_name_plural = _("photos of coaching visits")
        ordering = ["id"]
