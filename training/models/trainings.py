"""Pelatihan: what is taught where and when, by whom, and how far it has come."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopePath
from core.history import tracked
from core.models import CodedRow
from core.states import Transitions, only_by
from institutions.models import Programme
from training.models.training_queries import CLOSED, TrainingQuerySet
from training.models.whose import OFFICE_REGION, taking_part

MOST_PARTICIPANTS = 1_000

# A training that was held long ago is written down at once; one that was closed too early goes on.
TRANSITIONS: Transitions = {
    "planned": ("open", "running", "finished", "cancelled"),
    "open": ("planned", "running", "finished", "cancelled"),
    "running": ("finished", "cancelled"),
    "finished": ("running",),
}

DATES_SQL = """
IF EXISTS (
    SELECT FROM training_session s WHERE s.training_id = NEW.id
    AND s.date NOT BETWEEN NEW.starts_on AND NEW.ends_on
) THEN
    RAISE EXCEPTION 'a session lies outside the training'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'training_holds_its_sessions';
END IF;
RETURN NEW;
"""


@tracked()
class Training(CodedRow):
    """One training, kept by the office that records it, whoever organised it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open for enrolment")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        CANCELLED = "cancelled", _("cancelled")

    CLOSED: ClassVar = CLOSED

    access: ClassVar[ScopePath] = ScopePath(area=OFFICE_REGION, of_groups=taking_part("pk"))

    office = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    title = models.CharField(_("name of the training"), max_length=160)
    topic = models.ForeignKey(
        "training.Topic", models.PROTECT, related_name="trainings", verbose_name=_("topic")
    )
    programme = models.ForeignKey(
        "institutions.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    funding = models.CharField(_("funding"), max_length=14, choices=Programme.Funding, blank=True)
    place = models.CharField(_("place"), max_length=160)
    village = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    quota = models.PositiveSmallIntegerField(_("quota"), null=True, blank=True)
    summary = models.TextField(_("what it is about"), max_length=2000, blank=True)
    certifies = models.BooleanField(_("this office certifies it"), default=False)
    min_attendance = models.PositiveSmallIntegerField(
        _("certificate from (% of the hours)"), default=80
    )
    hands_attendance = models.BooleanField(
        _("secretaries note who of theirs is there"), default=False
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)

    trigger_messages: ClassVar = {
        "training_state_by_table": _(
            "This training is no longer where it was. Look at it and choose again."
        ),
        "training_holds_its_sessions": _(
            "A session lies outside these days. Move the session first, or correct the days."
        ),
    }

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="training_by_date"),
            models.Index(
                fields=["-ends_on", "-id"],
                condition=Q(state="finished"),
                name="training_finished_by_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="training_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(
                    starts_on__range=("1990-01-01", "2099-12-31"), ends_on__lt="2100-01-01"
                ),
                name="training_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__range=(1, MOST_PARTICIPANTS)),
                name="training_quota_plausible",
                violation_error_message=_("Give a quota from 1 to 1,000."),
            ),
            models.CheckConstraint(
                condition=Q(min_attendance__range=(1, 100)),
                name="training_min_attendance_percent",
                violation_error_message=_("Give a share from 1 to 100 percent."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(state_reason=""),
                name="training_cancelled_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(place=""),
                name="training_has_title_and_place",
                violation_error_message=_("Write the name of the training and the place."),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="training_state_by_table"),
            pgtrigger.Trigger(
                name="holds_its_sessions",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("starts_on", "ends_on"),
                condition=pgtrigger.AnyChange("starts_on", "ends_on"),
                func=DATES_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:training_detail", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed: not finished, not cancelled."""
        return self.state not in self.CLOSED

    def move_to(self, state: str, reason: str = "") -> None:
        """Take the next step; the database refuses one that the table does not name."""
        self.state, self.state_reason = state, reason
        self.save(update_fields=["state", "state_reason"])
