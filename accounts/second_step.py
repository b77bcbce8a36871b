"""The second step at sign-in: who has to have one, and how its secrets are kept."""

from __future__ import annotations

import base64
import secrets
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from core import crypto

PURPOSE = "accounts.second_step"
DEMANDED_OF = (Role.OFFICER, Role.ADMINISTRATOR)


LAST_ONE = gettext_lazy(
    "Your role signs in with two steps. Set up another key or app first, then remove this one."
)


def is_demanded(user: Any) -> bool:
    """Officers and administrators do not work without one; the demonstration lets them."""
    return settings.SECOND_STEP and any(user.has_role(role) for role in DEMANDED_OF)


def has_one(user: Any) -> bool:
    """Whether the user signs in by an app's code or a passkey; recovery codes alone are none."""
    codes = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user=user).exclude(type=codes).exists()


def is_last_of(user: Any, pk: int) -> bool:
    """Whether this is a second step of the user's that has to stay."""
    found = Authenticator.objects.filter(user=user, pk=pk).first()
    return found is not None and not get_adapter().can_delete_authenticator(found)


class SecondStepAdapter(DefaultMFAAdapter):
    """allauth's second steps under the register's own keys."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": LAST_ONE,
    }

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return crypto.decrypt(encrypted_text, PURPOSE)
        except crypto.DecryptionError:
            # Its key is lost: no code fits any more, and nobody can work one out.
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_demanded(authenticator.user) or self._is_one_of_several(authenticator)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - the parent's
        return _("Security key %(n)d") % {
            "n": Authenticator.objects.filter(user=user, type=type).count() + 1
        }

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def _is_one_of_several(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
