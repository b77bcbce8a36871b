"""Sertifikat: what a participant takes home, as it was issued."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.codes import PUBLIC_CODE_LENGTH
from core.history import tracked
from core.models import CodedRow, StoredFile
from core.states import Transitions, only_by
from training.models.whose import OFFICE_REGION

TRANSITIONS: Transitions = {"issued": ("revoked", "replaced")}

FIXED = (
    *("participant", "office", "is_own", "number", "register_year", "register_seq", "edition"),
    *("verify_code", "issued_on", "content", "replaces"),
)


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    def valid(self) -> CertificateQuerySet:
        return self.filter(state=Certificate.State.ISSUED)

    def numbered(self) -> CertificateQuerySet:
        """Those that an office of the register issued, each with a place in its year."""
        return self.filter(is_own=True)


@tracked(told_by=("participant",))
class Certificate(CodedRow):
    """This office's own is numbered and frozen as it was issued; another's is as typed.

    One whose name was wrong is replaced: the new edition bears the same number.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("valid")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")

    access: ClassVar[ScopePath] = ScopePath(
        group="participant__through__group_id",
        area=f"participant__training__{OFFICE_REGION}",
    )

    participant = models.ForeignKey(
        "training.Participant",
        models.PROTECT,
        related_name="certificates",
        verbose_name=_("participant"),
    )
    office = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    is_own = models.BooleanField(_("issued by this office"), default=True)
    number = models.CharField(_("number"), max_length=80, blank=True)
    register_year = models.PositiveSmallIntegerField(null=True, editable=False)
    register_seq = models.PositiveIntegerField(null=True, editable=False)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    verify_code = models.CharField(max_length=PUBLIC_CODE_LENGTH, blank=True, editable=False)
    issued_on = models.DateField(_("date of the certificate"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("issued by"),
    )
    content = models.JSONField(
        default=dict, editable=False, help_text="what the paper says, as it was issued"
    )
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan"),
    )
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ISSUED)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    trigger_messages: ClassVar = {
        "certificate_state_by_table": _("This certificate holds no longer. Look at it again."),
        "certificate_stays_as_issued": _(
            "A certificate stays as it was issued. Revoke it, or issue it anew."
        ),
    }

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["number"], name="certificate_by_number")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "register_year", "register_seq", "edition"],
                name="certificate_number_once",
                violation_error_message=_("This number is already given."),
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state="issued"),
                name="certificate_one_that_holds",
                violation_error_message=_("She has a certificate of this training already."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                name="certificate_replaced_once",
                violation_error_message=_("This certificate has been replaced already."),
            ),
            models.UniqueConstraint(
                fields=["verify_code"],
                condition=~Q(verify_code=""),
                name="certificate_verify_code_once",
                violation_error_message=_("This code is already given."),
            ),
            models.CheckConstraint(
                condition=Q(
                    is_own=True,
                    register_year__isnull=False,
                    register_seq__isnull=False,
                )
                & ~Q(number="")
                & ~Q(verify_code="")
                | Q(
                    is_own=False,
                    register_year__isnull=True,
                    register_seq__isnull=True,
                    verify_code="",
                ),
                name="certificate_own_has_a_number",
                violation_error_message=_("Only this office’s certificates are numbered here."),
            ),
            models.CheckConstraint(
                condition=Q(state="issued") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="certificate_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=Q(issued_on__range=("1990-01-01", "2099-12-31")),
                name="certificate_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="certificate_state_by_table"),
            pgtrigger.Trigger(
                name="stays_as_issued",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FIXED),
                func="RAISE EXCEPTION 'a certificate stays as it was issued'"
                " USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_stays_as_issued';",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.code

    def get_absolute_url(self) -> str:
        return reverse("training:certificate_detail", args=[self.code])

    @property
    def holds(self) -> bool:
        return self.state == self.State.ISSUED
