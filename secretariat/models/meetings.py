"""Notulen: what a group talked about and decided, and who was there, as its books require."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
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
from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import Row
from secretariat.models.photos import KeptPhoto

LONGEST_TEXT = 10_000
MOST_GUESTS = 1_000


@tracked(told_by=("group",))
class Meeting(CancellableRow):
    """The minutes of one meeting of a group."""

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="meetings", verbose_name=_("group")
    )
    date = models.DateField(_("date"))
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160)
    agenda = models.CharField(_("agenda"), max_length=300)
    leader = models.CharField(_("led by"), max_length=120)
    note_taker = models.CharField(_("minutes by"), max_length=120)
    text = models.TextField(_("what was said and decided"), max_length=LONGEST_TEXT)
    guests = models.CharField(_("guests"), max_length=500, blank=True)
    guest_count = models.PositiveSmallIntegerField(_("number of guests"), default=0)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("typed in by"),
    )

    objects = CancellableQuerySet["Meeting"].as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["group", "-date", "-id"], name="meeting_of_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date__range=(dt.date(1990, 1, 1), dt.date(2099, 12, 31))),
                name="meeting_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(agenda="") & ~Q(text=""),
                name="meeting_has_place_agenda_and_text",
                violation_error_message=_("Write the place, the agenda and what was decided."),
            ),
            models.CheckConstraint(
                condition=Q(guest_count__lte=MOST_GUESTS),
                name="meeting_guests_plausible",
                violation_error_message=_("Give a number of guests up to 1,000."),
            ),
            cancelled_with_reason("meeting"),
        ]
        triggers: ClassVar = [stays_cancelled()]

    def __str__(self) -> str:
        return self.agenda

    def get_absolute_url(self) -> str:
        return reverse("secretariat:meeting_detail", args=[self.code])


class MeetingAttendanceQuerySet(ScopedQuerySet["MeetingAttendance"]):
    def listed(self) -> MeetingAttendanceQuerySet:
        return self.filter(ended=False)

    def there(self) -> MeetingAttendanceQuerySet:
        """Who was there at a meeting whose minutes stand."""
        present = self.listed().filter(state=MeetingAttendance.State.PRESENT)
        return present.filter(meeting__cancelled_on__isnull=True)


@tracked(told_by=("meeting", "person"))
class MeetingAttendance(Row):
    """Whether a member was at a meeting."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    access: ClassVar[ScopePath] = ScopePath(
        group="meeting__group_id", area="meeting__group__village_id"
    )

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="meetings", verbose_name=_("member")
    )
    state = models.CharField(_("attendance"), max_length=7, choices=State)
    ended = models.BooleanField(_("taken off"), default=False)

    objects = MeetingAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendance at meetings")
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(ended=False),
                name="meetingattendance_once",
                violation_error_message=_("She is already on the list."),
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()


@tracked(told_by=("meeting",))
class MeetingPhoto(KeptPhoto):
    """The meeting, or the page of the book that was signed."""

    access: ClassVar[ScopePath] = ScopePath(
        group="meeting__group_id", area="meeting__group__village_id"
    )

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="photos", verbose_name=_("meeting")
    )

    objects: ClassVar[Any] = ScopedQuerySet["MeetingPhoto"].as_manager()

    class Meta:
        verbose_name = _("photo of a meeting")
        verbose_name_plural = _("photos of meetings")
        ordering = ["id"]
