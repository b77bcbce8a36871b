"""Keluarga: the relatives at home."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow


@tracked(told_by=("person",))
class Relative(CodedRow):
    """Somebody of the family at home, and the worker's own word on contact."""

    class Consent(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked yet")
        ALLOWED = "allowed", _("may be contacted")
        REFUSED = "refused", _("must not be contacted")

    class Relation(models.TextChoices):
        HUSBAND = "husband", _("husband")
        WIFE = "wife", _("wife")
        CHILD = "child", _("child")
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        SIBLING = "sibling", _("brother or sister")
        OTHER = "other", _("other relative")

    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="relatives",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=8, choices=Relation)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    consent = models.CharField(
        _("her word on contact"),
        max_length=9,
        choices=Consent,
        default=Consent.NOT_ASKED,
    )
    source = models.CharField(
        _("told by"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty if she said it herself."),
    )
    source_date = models.DateField(_("told on"), null=True, blank=True)
    ended_on = models.DateField(_("no longer valid since"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ScopedQuerySet["Relative"].as_manager()

    class Meta:
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phone__regex=r"^(\+[1-9][0-9]{6,14})?$"),
                name="relative_phone_international",
                violation_error_message=_("Write the phone number with its digits only."),
            ),
            models.CheckConstraint(
                condition=Q(source="") | Q(source_date__isnull=False),
                name="relative_source_has_a_date",
                violation_error_message=_("Give the date on which this was told."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="relative_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_contacted(self) -> bool:
        """Silence means no."""
        return self.consent == self.Consent.ALLOWED

    def end(self, *, on: dt.date, reason: str) -> None:
        """From that day nobody asks this relative any more; the row stays for the record."""
        self.ended_on, self.end_reason = on, reason
        self.save(update_fields=["ended_on", "end_reason"])
