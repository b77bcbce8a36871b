"""SK penetapan: the decree that lists who is to receive what."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, StoredFile


@tracked()
class AidDecree(CodedRow):
    """A decree over the lines of many proposals, kept by the office that recorded it."""

    access: ClassVar[ScopePath] = ScopePath(area="office__region_id")

    office = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    number = models.CharField(_("number"), max_length=80)
    date = models.DateField(_("date"))
    issuer = models.CharField(_("issued by"), max_length=160)
    title = models.CharField(_("about"), max_length=240, blank=True)
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan"),
    )

    objects = ScopedQuerySet["AidDecree"].as_manager()

    class Meta:
        verbose_name = _("decree of aid")
        verbose_name_plural = _("decrees of aid")
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number", "date"],
                name="aiddecree_once_per_office",
                violation_error_message=_("This decree is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(issuer=""),
                name="aiddecree_has_number_and_issuer",
                violation_error_message=_("Write the number of the decree and who issued it."),
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1945-08-17"),
                name="aiddecree_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="date_goes_to_lines",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("date"),
                condition=pgtrigger.Q(old__date__df=pgtrigger.F("new__date")),
                func="UPDATE aid_proposalline SET decreed_on = NEW.date"
                " WHERE decree_id = NEW.id; RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("aid:decree_detail", args=[self.code])
