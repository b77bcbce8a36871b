"""One-time links."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from core.history import tracked
from core.models import Row


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Links that can still be used."""
        return self.filter(
            used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
        )


@tracked(told_by=("user",))
class Invitation(Row):
    """A one-time link by which somebody chooses the password of her account.

    The link's secret is nowhere in the database: only its SHA-256, by which it is found again.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="invitations", verbose_name=_("account")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
                violation_error_message=_("Another link was made at the same moment. Try again."),
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="invitation_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_waiting(self) -> bool:
        is_open = self.used_at is None and self.revoked_at is None
        return is_open and self.expires_at > timezone.now()
