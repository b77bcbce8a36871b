"""Kabar: the last words from who is still abroad, told by herself or by others."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow


class ContactQuerySet(ScopedQuerySet["Contact"]):
    def current(self) -> ContactQuerySet:
        """Without what was written down by mistake."""
        return self.filter(ended_on__isnull=True)

    def latest_first(self) -> ContactQuerySet:
        return self.order_by("-day", "-id")


@tracked(told_by=("person",))
class Contact(CodedRow):
    """One time that somebody abroad was heard of; what others told carries who it was."""

    class Teller(models.TextChoices):
        HERSELF = "herself", _("herself")
        RELATIVE = "relative", _("her family")
        OTHER = "other", _("somebody else")

    class Channel(models.TextChoices):
        CALL = "call", _("telephone or video call")
        MESSAGE = "message", _("message (WhatsApp)")
        MET = "met", _("met in person")
        OTHER = "other", _("another way")

    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="contacts",
        db_index=False,
        verbose_name=_("person"),
    )
    day = models.DateField(_("heard on"))
    told_by = models.CharField(_("told by"), max_length=8, choices=Teller)
    source = models.CharField(_("who told it"), max_length=120, blank=True)
    channel = models.CharField(_("how"), max_length=7, choices=Channel)
    note = models.TextField(_("what was told"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    ended_on = models.DateField(_("cancelled on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["person", "-day", "-id"], name="contact_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(day__range=("1990-01-01", "2099-12-31")),
                name="contact_day_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(told_by="herself", source="") | (~Q(told_by="herself") & ~Q(source="")),
                name="contact_source_of_others",
                violation_error_message=_("Write who told it, where it was not herself."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="contact_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"

    def end(self, *, on: dt.date, reason: str) -> None:
        """It was written down by mistake; the row stays for the record."""
        self.ended_on, self.end_reason = on, reason
        self.save(update_fields=["ended_on", "end_reason"])
