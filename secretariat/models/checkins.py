"""Kabar bulanan: once a month a group says whether anything changed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from secretariat import months

MOST_NOTE, MOST_ANSWER = 1000, 300


def open_months(today: dt.date) -> tuple[dt.date, dt.date]:
    """Last month and this one: until then an answer is asked for, and can be corrected."""
    month = months.first(today)
    return months.back(month), month


class CheckInQuerySet(ScopedQuerySet["CheckIn"]):
    def in_year(self, year: int) -> CheckInQuerySet:
        return self.filter(month__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))

    def since(self, month: dt.date) -> CheckInQuerySet:
        """Those about this month or a later one."""
        return self.filter(month__gte=month)

    def waiting(self) -> CheckInQuerySet:
        """Problems that the office has not answered yet; those of a group that is dissolved end
        with it.
        """
        found = self.filter(has_problem=True, settled_on__isnull=True)
        return found.exclude(group__state="dissolved")


def _two_months_later(month: str) -> Func:
    return Func(
        F(month),
        template="(%(expressions)s + interval '2 months')",
        output_field=models.DateTimeField(),
    )


@tracked(told_by=("group",))
class CheckIn(CodedRow):
    """What a group answered about a month. That nothing changed is an answer too.

    ``machines_sound`` is null where the group has no machine.
    """

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="check_ins", verbose_name=_("group")
    )
    month = models.DateField(_("month"))
    answered_on = models.DateField(_("answered on"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    members_changed = models.BooleanField(_("members joined or left"))
    machines_sound = models.BooleanField(_("machines are sound"), null=True, blank=True)
    has_problem = models.BooleanField(_("there is a problem"))
    note = models.CharField(_("the problem"), max_length=MOST_NOTE, blank=True)
    settled_on = models.DateField(_("answered by the office on"), null=True, blank=True)
    settled_note = models.CharField(_("answer of the office"), max_length=MOST_ANSWER, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly check")
        verbose_name_plural = _("monthly checks")
        ordering = ["-month", "-id"]
        indexes = [
            models.Index(
                fields=["answered_on", "id"],
                condition=Q(has_problem=True, settled_on__isnull=True),
                name="checkin_waiting",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "month"],
                name="checkin_once_a_month",
                violation_error_message=_("This month is already answered. Correct the answer."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="checkin_month_by_its_first_day",
                violation_error_message=_("A month is written as its first day."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__gte=F("month"))
                & Q(answered_on__lt=_two_months_later("month")),
                name="checkin_answered_in_time",
                violation_error_message=_(
                    "A month is answered from its first day until the end of the next month."
                ),
            ),
            models.CheckConstraint(
                condition=Q(has_problem=True) | Q(note="", settled_on__isnull=True),
                name="checkin_note_of_a_problem",
                violation_error_message=_("Without a problem there is nothing to write about it."),
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_note="")
                | (Q(settled_on__gte=F("month")) & ~Q(settled_note="")),
                name="checkin_settled_with_a_note",
                violation_error_message=_("Write what was agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {months.named(self.month)}"

    def get_absolute_url(self) -> str:
        """The year in which it stands, on the page of its group."""
        page = reverse("secretariat:checkin_group", args=[self.group.code])
        return f"{page}?year={self.month.year}"

    @property
    def is_quiet(self) -> bool:
        """Whether nothing changed."""
        return not (self.members_changed or self.machines_sound is False or self.has_problem)

    @property
    def is_waiting(self) -> bool:
        """Whether its problem waits for the office."""
        return self.has_problem and self.settled_on is None
