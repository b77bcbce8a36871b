"""Sesi: one meeting of a training, and what hangs on a training as a file."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, StoredFile
from training.models.trainings import Training
from training.models.whose import OFFICE_REGION, handed_over, materials_of

WITHIN_SQL = """
IF NOT EXISTS (
    SELECT FROM training_training t WHERE t.id = NEW.training_id
    AND NEW.date BETWEEN t.starts_on AND t.ends_on
) THEN
    RAISE EXCEPTION 'the session lies outside its training'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'session_within_its_training';
END IF;
IF TG_OP = 'UPDATE' AND NEW.cancel_reason <> '' AND OLD.cancel_reason = '' AND EXISTS (
    SELECT FROM training_attendance a WHERE a.session_id = NEW.id AND a.state <> ''
) THEN
    RAISE EXCEPTION 'attendance is recorded for this session'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'session_cancelled_without_attendance';
END IF;
RETURN NEW;
"""


class SessionQuerySet(ScopedQuerySet["Session"]):
    def held(self) -> SessionQuerySet:
        """All that were not called off."""
        return self.filter(cancel_reason="")

    def over(self) -> SessionQuerySet:
        """Those held until today."""
        return self.held().filter(date__lte=timezone.localdate())


@tracked(told_by=("training",))
class Session(CodedRow):
    """One meeting: its day and its hours. A secretary reaches those whose list is handed to her."""

    access: ClassVar[ScopePath] = ScopePath(
        area=f"training__{OFFICE_REGION}", of_groups=handed_over
    )

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="sessions", verbose_name=_("training")
    )
    date = models.DateField(_("date"))
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2, default=8)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    cancel_reason = models.CharField(_("why it was not held"), max_length=300, blank=True)

    trigger_messages: ClassVar = {
        "session_within_its_training": _("This day lies outside the days of the training."),
        "session_cancelled_without_attendance": _(
            "Attendance is recorded for this session. Take it back first."
        ),
    }

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["date", F("begins_at").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24),
                name="session_hours_of_a_day",
                violation_error_message=_("Give hours above 0 and up to 24."),
            ),
            models.UniqueConstraint(
                fields=["training", "date", "begins_at"],
                nulls_distinct=False,
                name="session_once",
                violation_error_message=_("There is already a session at this time."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="within_its_training",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("date", "cancel_reason"),
                func=WITHIN_SQL,
            )
        ]

    def __str__(self) -> str:
        return f"{self.training}, {self.date}"

    @property
    def is_held(self) -> bool:
        return not self.cancel_reason

    def call_off(self, reason: str) -> None:
        """Not held; the database refuses it where attendance is recorded."""
        self.cancel_reason = reason
        self.save(update_fields=["cancel_reason"])


@tracked(told_by=("training",))
class TrainingFile(CodedRow):
    """A material, a photo, or the photo of a paper attendance sheet."""

    class Kind(models.TextChoices):
        MATERIAL = "material", _("material")
        PHOTO = "photo", _("photo")
        SHEET = "sheet", _("signed attendance sheet")

    # An attendance sheet names everybody who was there: the office alone opens it.
    access: ClassVar[ScopePath] = ScopePath(
        area=f"training__{OFFICE_REGION}", of_groups=materials_of
    )

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="files", verbose_name=_("training")
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("session"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    caption = models.CharField(_("caption"), max_length=160, blank=True)
    ended = models.BooleanField(_("taken off"), default=False)

    objects = ScopedQuerySet["TrainingFile"].as_manager()

    class Meta:
        verbose_name = _("file of a training")
        verbose_name_plural = _("files of trainings")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or self.get_kind_display()

    def take_off(self) -> None:
        self.ended = True
        self.save(update_fields=["ended"])
