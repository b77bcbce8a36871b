"""Perkara tertutup: what only its author and the officers named on it may read, or know of.

It is a table of its own and no state of a service: no list, search, timeline, file, receipt or
history looks here, so that none can tell of it by mistake (decision 0017).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import area_q, may
from core.models import CodedRow, Row

VIEW = "secretariat.view_service"
LEAST_OFFICERS = 2


class SealedQuerySet(models.QuerySet["SealedCase"]):
    def read_by(self, user: Any) -> SealedQuerySet:
        """Those on which this user is named today, while she works at a desk at all."""
        if not may(user, VIEW):
            return self.none()
        named = SealedReader.objects.standing().filter(case=OuterRef("pk"), user=user)
        return self.filter(Exists(named))

    def cases(self) -> SealedQuerySet:
        """Cases of their own, and no notes on a service."""
        return self.filter(is_note=False)

    def open(self) -> SealedQuerySet:
        return self.filter(state="open")

    def overdue(self, day: dt.date | None = None) -> SealedQuerySet:
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def left_alone(self, areas: Iterable[str]) -> SealedQuerySet:
        """Those of these regions that fewer than two officers can still open."""
        within = Q(pk__in=[])
        for area in areas:
            within |= area_q("district_id", area)
        officers = SealedReader.objects.standing().still_officers().filter(case=OuterRef("pk"))
        counted = officers.order_by().values("case").annotate(n=Count("user", distinct=True))
        enough = counted.filter(n__gte=LEAST_OFFICERS)
        return self.cases().filter(within).filter(~Exists(enough))


class SealedCase(CodedRow):
    """A case, or a note on a ``service``, of which nothing but this stands in clear.

    ``content`` holds all else, encrypted and bound to the code: who, whom, what, when, the notes,
    and what the history told before it was sealed. The region is the regency, never a village.
    """

    class State(models.TextChoices):
        OPEN = "open", _("in progress")
        CLOSED = "closed", _("closed")

    untracked: ClassVar[str] = (
        "an event would tell others that there is such a case; what was done stands within"
    )

    district = models.ForeignKey(
        "regions.Region", models.PROTECT, to_field="code", related_name="+"
    )
    month = models.DateField(help_text="the first of the month in which it was asked")
    topic = models.ForeignKey("secretariat.ServiceTopic", models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    due_on = models.DateField(null=True)
    content = models.BinaryField()
    is_note = models.BooleanField(default=False)
    service = models.ForeignKey(
        "secretariat.Service", models.PROTECT, null=True, related_name="sealed_notes"
    )

    objects = SealedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed case")
        verbose_name_plural = _("sealed cases")
        ordering = ["month", "id"]
        indexes = [
            models.Index(fields=["district", "month", "topic"], name="sealedcase_by_cell"),
            models.Index(fields=["due_on"], condition=Q(state="open"), name="sealedcase_by_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="sealedcase_names_no_day"),
            models.CheckConstraint(
                condition=Q(service__isnull=True) | Q(is_note=True), name="sealedcase_note_hangs"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("secretariat:service_detail", args=[self.code])


class ReaderQuerySet(models.QuerySet["SealedReader"]):
    def standing(self) -> ReaderQuerySet:
        return self.filter(until__isnull=True)

    def still_officers(self) -> ReaderQuerySet:
        """Those whose account is open and who are officers today."""
        today = timezone.localdate()
        return self.filter(user__is_active=True, user__assignments__role="officer").filter(
            Q(user__assignments__expires_on__isnull=True)
            | Q(user__assignments__expires_on__gte=today)
        )


class SealedReader(Row):
    """Who may open a sealed case: its author, and the officers named on it."""

    untracked: ClassVar[str] = "as the sealed case: who was named stands within it"

    case = models.ForeignKey(SealedCase, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader of a sealed case")
        verbose_name_plural = _("readers of sealed cases")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["user"], condition=Q(until=None), name="sealedreader_by_user")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(until__isnull=True),
                name="sealedreader_once",
                violation_error_message=_("She is named on this case already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="sealedreader_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
