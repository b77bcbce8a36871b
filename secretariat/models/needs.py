"""Kebutuhan: what somebody needs to get on, asked when she comes home and later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from members.models import Person


class NeedQuerySet(ScopedQuerySet["Need"]):
    def current(self) -> NeedQuerySet:
        return self.filter(ended_on__isnull=True)

    def write_down(self, person: Person, kinds: Iterable[str], note: str) -> None:
        """Each of these kinds once; what is written down already stays as it is."""
        day = timezone.localdate()
        for kind in kinds:
            values = {"note": note, "asked_on": day}
            self.get_or_create(person=person, kind=kind, ended_on=None, defaults=values)


@tracked(told_by=("person",))
class Need(CodedRow):
    """One kind of help that somebody asks for. Health stands nowhere here: it is sensitive."""

    class Kind(models.TextChoices):
        CAPITAL = "capital", _("capital")
        TRAINING = "training", _("training")
        MARKETING = "marketing", _("buyers")
        TOOLS = "tools", _("tools")
        OTHER = "other", _("something else")

    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="needs", verbose_name=_("person")
    )
    kind = models.CharField(_("need"), max_length=9, choices=Kind)
    note = models.CharField(_("in her words"), max_length=300, blank=True)
    asked_on = models.DateField(_("asked on"))
    ended_on = models.DateField(_("no longer since"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_on__isnull=True),
                name="need_once",
                violation_error_message=_("This need is already written down."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="need_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def end(self, *, on: dt.date, reason: str) -> None:
        """From that day she no longer needs it; the row stays for the record."""
        self.ended_on, self.end_reason = on, reason
        self.save(update_fields=["ended_on", "end_reason"])
