"""Verifikasi lapangan (CPCL): a visit that looks whether the goods fit before they are decreed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aid.models.attached import AttachedPhoto
from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, StoredFile


class Fit(models.TextChoices):
    FITS = "fits", _("fits")
    DOUBTFUL = "doubtful", _("fits poorly")
    UNSUITABLE = "unsuitable", _("does not fit")


@tracked(told_by=("proposal",))
class Verification(CodedRow):
    """One visit for a proposal, by a verifier who may have no account (often the penyuluh)."""

    access: ClassVar[ScopePath] = ScopePath(
        group="proposal__group_id", area="proposal__group__village_id"
    )

    proposal = models.ForeignKey(
        "aid.Proposal", models.PROTECT, related_name="verifications", verbose_name=_("proposal")
    )
    visited_on = models.DateField(_("visited on"))
    verifier = models.CharField(_("verified by"), max_length=120)
    verifier_position = models.CharField(_("position"), max_length=120, blank=True)
    findings = models.TextField(_("findings"), max_length=2000, blank=True)
    fits_land = models.CharField(
        _("does the machine fit this land and area?"), max_length=10, choices=Fit
    )
    can_run = models.CharField(_("who can run it?"), max_length=10, choices=Fit)
    operator = models.CharField(_("names or training of the operators"), max_length=200, blank=True)
    can_repair = models.CharField(_("where is it repaired?"), max_length=10, choices=Fit)
    workshop = models.CharField(_("workshop and distance"), max_length=200, blank=True)
    against_reason = models.CharField(
        _("why it is approved all the same"), max_length=300, blank=True
    )
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed form"),
    )

    objects = ScopedQuerySet["Verification"].as_manager()

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["-visited_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verifier=""),
                name="verification_has_a_verifier",
                violation_error_message=_("Write who made the visit."),
            ),
            models.CheckConstraint(
                condition=Q(visited_on__gte="1945-08-17"),
                name="verification_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="date_goes_to_lines",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("visited_on"),
                condition=pgtrigger.Q(old__visited_on__df=pgtrigger.F("new__visited_on")),
                func="UPDATE aid_proposalline SET verified_on = NEW.visited_on"
                " WHERE verification_id = NEW.id; RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.verifier

    @property
    def fit(self) -> Fit:
        """The worst of the three answers."""
        answers = {self.fits_land, self.can_run, self.can_repair}
        return next(f for f in (Fit.UNSUITABLE, Fit.DOUBTFUL, Fit.FITS) if f.value in answers)


@tracked(told_by=("verification",))
class VisitPhoto(AttachedPhoto):
    """What the visit saw."""

    access: ClassVar[ScopePath] = ScopePath(
        group="verification__proposal__group_id", area="verification__proposal__group__village_id"
    )

    verification = models.ForeignKey(
        Verification, models.PROTECT, related_name="photos", verbose_name=_("verification")
    )

    objects = ScopedQuerySet["VisitPhoto"].as_manager()

    class Meta:
        verbose_name = _("photo of a visit")
        verbose_name_plural = _("photos of visits")
        ordering = ["id"]
