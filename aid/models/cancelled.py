"""Dibatalkan: what was written down by mistake stays, with the reason, and counts for nothing."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.models import CodedRow

_Row = TypeVar("_Row", bound=models.Model)


class CancellableQuerySet(ScopedQuerySet[_Row]):
    def standing(self) -> Self:
        """Those that count."""
        return self.filter(cancelled_on__isnull=True)


class CancellableRow(CodedRow):
    """A row of a machine's book that somebody may take back; it is never deleted."""

    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    trigger_messages: ClassVar[dict[str, Any]] = {
        "row_stays_cancelled": _("This was cancelled already. It stays so.")
    }

    class Meta:
        abstract = True

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_on is not None

    def cancel(self, *, reason: str) -> None:
        """Take back what should never have been written down."""
        self.cancelled_on, self.cancel_reason = timezone.localdate(), reason
        self.save(update_fields=["cancelled_on", "cancel_reason"])


def cancelled_with_reason(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(cancelled_on__isnull=True, cancel_reason="")
        | Q(cancelled_on__isnull=False) & ~Q(cancel_reason=""),
        name=f"{model}_cancelled_with_reason",
        violation_error_message=_("Give the reason."),
    )


def stays_cancelled() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="stays_cancelled",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("cancelled_on", "cancel_reason"),
        condition=pgtrigger.Q(old__cancelled_on__isnull=False),
        func="RAISE EXCEPTION 'what was cancelled stays so'"
        " USING ERRCODE = 'check_violation', CONSTRAINT = 'row_stays_cancelled';",
    )
