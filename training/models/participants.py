"""Peserta: who takes part, a member or somebody who is only named, and who was there."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, Row
from members.models import Relative
from training.models import attended
from training.models.sessions import Session
from training.models.trainings import Training
from training.models.whose import OFFICE_REGION

# Through whom a participant is a group's: she herself, or the member whose relative this is.
THROUGH_SQL = "NEW.through_id := COALESCE(NEW.person_id, NEW.relative_of_id); RETURN NEW;"

ATTENDED_SQL = """
IF NEW.state = '' THEN
    RETURN NEW;
END IF;
IF NOT EXISTS (
    SELECT FROM training_participant p JOIN training_session s ON s.training_id = p.training_id
    WHERE p.id = NEW.participant_id AND s.id = NEW.session_id AND p.withdrawn_on IS NULL
) THEN
    RAISE EXCEPTION 'not enrolled in this training'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_who_is_enrolled';
END IF;
IF EXISTS (
    SELECT FROM training_session s JOIN training_training t ON t.id = s.training_id
    WHERE s.id = NEW.session_id AND (
        s.cancel_reason <> '' OR t.state = 'cancelled'
        OR s.date > (now() AT TIME ZONE 'Asia/Jakarta')::date
    )
) THEN
    RAISE EXCEPTION 'the session was not held'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_a_session_held';
END IF;
RETURN NEW;
"""


class ParticipantQuerySet(ScopedQuerySet["Participant"]):
    def enrolled(self) -> ParticipantQuerySet:
        """All that have not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def of_group(self, group: int) -> ParticipantQuerySet:
        """The group's members and their relatives."""
        return self.filter(through__group=group)

    def with_attendance(self) -> ParticipantQuerySet:
        """Each with hours held, hours attended and the share (``attended.with_attendance``)."""
        return attended.with_attendance(self)


@tracked(told_by=("training", "person"))
class Participant(CodedRow):
    """Somebody on the list of a training. Who is no member is named, and may be joined later."""

    access: ClassVar[ScopePath] = ScopePath(
        group="through__group_id", area=f"training__{OFFICE_REGION}"
    )

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="participants", verbose_name=_("training")
    )
    number = models.PositiveSmallIntegerField(_("No."), help_text=_("as on the paper list"))
    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("member or migrant"),
    )
    name = models.CharField(
        _("name on the list"),
        max_length=120,
        blank=True,
        help_text=_("of who is not registered, or as a paper list has it"),
    )
    relation = models.CharField(_("relation"), max_length=8, choices=Relative.Relation, blank=True)
    relative_of = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("relative of"),
    )
    village = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    through = models.ForeignKey(
        "members.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)
    pre_score = models.DecimalField(
        _("score before"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    post_score = models.DecimalField(
        _("score after"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["through", "training"], name="participant_by_through")]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                condition=Q(person__isnull=False),
                name="participant_once",
                violation_error_message=_("She is already on the list."),
            ),
            models.UniqueConstraint(
                fields=["training", "number"],
                name="participant_number_once",
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("This number is already taken on the list."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="participant_is_a_person_or_named",
                violation_error_message=_("Choose a person, or write a name."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="participant_withdrawn_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=(Q(pre_score__isnull=True) | Q(pre_score__range=(0, 100)))
                & (Q(post_score__isnull=True) | Q(post_score__range=(0, 100))),
                name="participant_scores_to_100",
                violation_error_message=_("Give a score from 0 to 100."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="through_whom",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=THROUGH_SQL,
            )
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else self.name


class AttendanceQuerySet(ScopedQuerySet["Attendance"]):
    def recorded(self) -> AttendanceQuerySet:
        return self.exclude(state=Attendance.State.NOT_RECORDED)

    def there(self) -> AttendanceQuerySet:
        return self.filter(state__in=Attendance.THERE)


@tracked(told_by=("session",))
class Attendance(Row):
    """Whether a participant was at a session. No row, or an empty state: not recorded yet."""

    class State(models.TextChoices):
        NOT_RECORDED = "", _("not recorded")
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        EXCUSED = "excused", _("excused")
        SICK = "sick", _("sick")
        ABSENT = "absent", _("absent")

    THERE: ClassVar = attended.THERE

    access: ClassVar[ScopePath] = ScopePath(
        group="participant__through__group_id",
        area=f"participant__training__{OFFICE_REGION}",
    )

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="attendance", verbose_name=_("session")
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="attendance", verbose_name=_("participant")
    )
    state = models.CharField(_("attendance"), max_length=7, choices=State, blank=True)

    trigger_messages: ClassVar = {
        "attendance_of_who_is_enrolled": _("This person is not on the list of this training."),
        "attendance_of_a_session_held": _(
            "This session was not held yet, or was called off. Attendance is not recorded for it."
        ),
    }

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"],
                name="attendance_once",
                violation_error_message=_("This is already recorded."),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="of_a_session_held",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ATTENDED_SQL,
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()
