"""Tindak lanjut kunjungan: what is to be done after a visit, by whom and until when."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from secretariat.models.visits import PLAUSIBLE, Visit


def of_the_group(groups: list[int]) -> Q:
    """A group reads what it has to do itself; the rest is the office's own work."""
    return Q(visit__group__in=groups, is_groups=True)


class VisitFollowUpQuerySet(ScopedQuerySet["VisitFollowUp"]):
    def standing(self) -> VisitFollowUpQuerySet:
        """All that were not dropped."""
        return self.filter(ended_on__isnull=True)

    def open(self) -> VisitFollowUpQuerySet:
        """Those of visits that stand, which nobody has done yet."""
        left = self.standing().filter(done_on__isnull=True)
        return left.exclude(visit__state=Visit.State.CANCELLED)

    def overdue(self) -> VisitFollowUpQuerySet:
        return self.open().filter(due_on__lt=timezone.localdate())


@tracked(told_by=("visit",))
class VisitFollowUp(CodedRow):
    """One thing to do: the group's, an officer's, or somebody's who is only named."""

    access: ClassVar[ScopePath] = ScopePath(area="visit__group__village_id", of_groups=of_the_group)

    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="follow_ups", verbose_name=_("coaching visit")
    )
    what = models.CharField(_("what is to be done"), max_length=300)
    is_groups = models.BooleanField(_("the group does it"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer who does it"),
    )
    owner_name = models.CharField(_("name of who does it"), max_length=120, blank=True)
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_note = models.CharField(_("what was done"), max_length=300, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written down by"),
    )
    ended_on = models.DateField(_("dropped on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = VisitFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up of a visit")
        verbose_name_plural = _("follow-ups of visits")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, ended_on__isnull=True),
                name="visitfollowup_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="visitfollowup_says_what",
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(is_groups=True, owner__isnull=True, owner_name="")
                | Q(is_groups=False, owner__isnull=False, owner_name="")
                | Q(is_groups=False, owner__isnull=True) & ~Q(owner_name=""),
                name="visitfollowup_one_does_it",
                violation_error_message=_("Choose who does it."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__range=PLAUSIBLE),
                name="visitfollowup_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason="") & Q(done_on__isnull=True),
                name="visitfollowup_dropped_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.ended_on is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    def finish(self, *, on: dt.date, note: str, actor: Any) -> None:
        self.done_on, self.done_note, self.done_by = on, note, actor
        self.save(update_fields=["done_on", "done_note", "done_by"])

    def cancel(self, *, reason: str) -> None:
        """It is no longer to be done."""
        self.ended_on, self.end_reason = timezone.localdate(), reason
        self.save(update_fields=["ended_on", "end_reason"])
