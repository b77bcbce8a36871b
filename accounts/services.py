"""Handing out accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import Assignment, User
from accounts.roles import Role
from core import history


@transaction.atomic
def reset_second_step(*, user: User) -> None:
    """Take passkeys, app and recovery codes of an account away and end its sign-ins."""
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()


def make_administrator(*, username: str, name: str, password: str) -> User:
    """Make an account that administers the register.

    Raises ValidationError for a username that is taken or a password that is too weak.
    """
    user = User(username=User.normalize_username(username), name=name)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    with history.recording(None, "make_admin"), transaction.atomic():
        user.save()
        Assignment.objects.create(user=user, role=Role.ADMINISTRATOR)
    return user
