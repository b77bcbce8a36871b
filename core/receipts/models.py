"""The receipts of acts, and which places each touched."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath, may
from core.codes import CODE_LENGTH


class ReceiptQuerySet(ScopedQuerySet["Receipt"]):
    def allowed(self, user: Any, act: str) -> Self:
        """Those that touched a place of the user's, and her own."""
        if not may(user, act):
            return self.none()
        places = ReceiptPlace.objects.allowed(user, act).filter(receipt=OuterRef("pk"))
        return self.filter(Q(user=user) | Exists(places), rows__gt=0)

    def unsettled(self) -> Self:
        """Those of which nobody has looked yet what they touched."""
        return self.filter(rows=None)


class Receipt(models.Model):
    """One act that wrote: who, when, which, why. The database writes it with the act's context.

    ``rows`` is counted when somebody first looks (``core.receipts.settling``). ``undone_by`` is the
    last act that took it back, ``rows_left`` how many rows did not return: until there are none,
    it can be tried again.
    """

    # A receipt has many places: ``allowed`` above asks whether one of them is the user's.
    access: ClassVar[ScopePath] = ScopePath(group="places__group", area="places__area")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, help_text="of the context")
    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, editable=False)
    at = models.DateTimeField(_("when"))
    # Without a constraint: a log must never be what refuses a write.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    act = models.CharField(_("act"), max_length=60, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    rows = models.PositiveIntegerField(_("rows"), null=True)
    undone_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="undoes",
        verbose_name=_("undone by"),
    )

    rows_left = models.PositiveIntegerField(null=True, help_text="that did not return with it")

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="receipt_by_time"),
            models.Index(fields=["user", "-at"], name="receipt_by_user"),
            models.Index(fields=["id"], condition=Q(rows=None), name="receipt_unsettled"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["undone_by"],
                name="receipt_undoes_one",
                violation_error_message=_("One undo takes back one act."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class ReceiptPlaceQuerySet(ScopedQuerySet["ReceiptPlace"]):
    def told_to(self, user: Any, act: str) -> Self:
        """Those of the user's places; of her own acts all."""
        hers = self.filter(receipt__user=user) if may(user, act) else self.none()
        return self.allowed(user, act) | hers


class ReceiptPlace(models.Model):
    """How many rows of a model an act touched in one place; without a place, a list of all's."""

    access: ClassVar[ScopePath] = ScopePath(group="group", area="area")

    receipt = models.ForeignKey(Receipt, models.CASCADE, db_index=False, related_name="places")
    model = models.CharField(max_length=60, help_text="app.Model")
    group = models.BigIntegerField(null=True, help_text="a group's id")
    area = models.CharField(max_length=13, null=True, db_collation="C")  # noqa: DJ001 - none is not "everywhere"
    rows = models.PositiveIntegerField()

    objects = ReceiptPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a receipt")
        verbose_name_plural = _("places of receipts")
        indexes = [
            models.Index(fields=["receipt", "area"], name="receiptplace_by_receipt"),
            models.Index(fields=["group", "receipt"], name="receiptplace_by_group"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.rows}"
