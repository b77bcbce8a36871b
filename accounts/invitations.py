"""One-time links: made by an officer, used once within 72 hours, by which a password is chosen."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.roles import Role
from core.access import may
from members.models import Group

ACT = "accounts.manage_secretary"
VALID_FOR = dt.timedelta(hours=72)
# Far beyond guessing, so that the digest needs neither salt nor many rounds.
TOKEN_BYTES = 32


def check_manageable(actor: Any, user: User) -> None:
    """An officer handles no account that may do more than her secretaries may.

    Raises ValidationError.
    """
    if may(actor, "accounts.change_user"):
        return
    own = Group.objects.allowed(actor, ACT)
    others = user.assignments.open().exclude(role=Role.SECRETARY, group__in=own)
    if not user.is_active or others.exists():
        raise ValidationError(
            _("This account is closed or has other roles too. Ask the administrator.")
        )


@transaction.atomic
def make_link(*, actor: Any, user: User) -> str:
    """Make a one-time link and return its secret; whatever opened the account before, ends.

    Raises ValidationError where the account is not the actor's to handle.
    """
    # Of two officers at the same moment the second waits: one link is open, the later one.
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    check_manageable(actor, user)
    shut(user)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Invitation.objects.create(
        user=user, digest=_digest(token), made_by=actor, expires_at=timezone.now() + VALID_FOR
    )
    return token


@transaction.atomic
def shut(user: User) -> None:
    """End every way in: password, second steps, links that wait, and the sign-ins that run."""
    open_links = user.invitations.filter(used_at__isnull=True, revoked_at__isnull=True)
    open_links.update(revoked_at=timezone.now())
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=user):
        session.end()


def find(token: str) -> Invitation | None:
    """The link with this secret, whatever has become of it."""
    return Invitation.objects.filter(digest=_digest(token)).select_related("user").first()


def refusal(invitation: Invitation | None) -> dict[str, str] | None:
    """Why a link opens nothing and what to do; None where it opens."""
    if invitation is None:
        return {
            "title": _("This link is not known"),
            "text": _("Open the whole link again as the officer sent it, or ask for a new one."),
        }
    if invitation.used_at is not None:
        return {
            "title": _("This link has been used already"),
            "text": _(
                "A link works once. Sign in with the username and the password that was chosen."
                " If it was not you who chose it, tell the officer at once and ask for a new link."
            ),
        }
    if invitation.revoked_at is not None or not invitation.user.is_active:
        return {
            "title": _("This link no longer works"),
            "text": _(
                "The officer has made a newer one or ended the account. Use the newest link,"
                " or ask the officer."
            ),
        }
    if invitation.expires_at <= timezone.now():
        return {
            "title": _("This link is too old"),
            "text": _("A link works for three days. Ask the officer for a new one."),
        }
    return None


@transaction.atomic
def spend(invitation: Invitation, password: str | None) -> bool:
    """Use the link up; False where somebody was faster or it has ended.

    Without a password the account is opened by the passkey alone that was just made.
    """
    # The condition is the row's own, without a join: of two at the same moment the second waits
    # for the first, and PostgreSQL then asks it again.
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(used_at=timezone.now()):
        return False
    if password is not None:
        invitation.user.set_password(password)
        invitation.user.save(update_fields=["password", "password_set_at"])
    return True


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
