"""The wish to move somebody between groups."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow


class TransferRequestQuerySet(ScopedQuerySet["TransferRequest"]):
    def waiting(self) -> TransferRequestQuerySet:
        return self.filter(answer=TransferRequest.Answer.WAITING)


@tracked()
class TransferRequest(CodedRow):
    """A group asks for somebody who is registered elsewhere; her keeper's office answers.

    The asking group learns neither the name nor the place of who holds the NIK.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    # The answering office is the one in whose region she falls now.
    access: ClassVar[ScopePath] = ScopePath(area="person__area")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="transfer_requests",
        verbose_name=_("person"),
    )
    to_group = models.ForeignKey(
        "members.Group",
        models.PROTECT,
        related_name="transfer_requests",
        verbose_name=_("to the group"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), db_default=Now(), editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = TransferRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer request")
        verbose_name_plural = _("transfer requests")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "to_group"],
                condition=Q(answer="waiting"),
                name="transferrequest_asked_once",
                violation_error_message=_("This request is already waiting for an answer."),
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="transferrequest_answer_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.code
