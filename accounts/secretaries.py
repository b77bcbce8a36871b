"""The accounts of a group's members: made, prolonged and ended by the officer of its region."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import invitations
from accounts.models import Assignment, User
from accounts.roles import Role, Salutation
from members.models import Group, Membership, OfficeTerm


@transaction.atomic
def make_account(
    *, actor: Any, membership: Membership, expires_on: dt.date | None
) -> tuple[Assignment, str]:
    """Give a member the secretary's role in her group; returns it and a one-time link's secret.

    Who had an account before keeps its name. Raises ValidationError where she has one now.
    """
    # Two officers, or one who pressed twice: the second waits here and is told.
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    user = _account_of(membership) or _new_account(actor, membership)
    role = user.assignments.filter(role=Role.SECRETARY, group=membership.group_id).first()
    role = role or Assignment(user=user, role=Role.SECRETARY, group_id=membership.group_id)
    if role.pk and not role.has_expired:
        raise ValidationError(
            _("%(name)s has an account already. Make a new link for it instead.")
            % {"name": membership.person.name}
        )
    role.membership, role.expires_on = membership, expires_on
    office = OfficeTerm.Office.SECRETARY
    role.term = OfficeTerm.objects.open().filter(membership=membership, office=office).first()
    role.save()
    return role, invitations.make_link(actor=actor, user=user)


@transaction.atomic
def end_account(*, actor: Any, role: Assignment) -> None:
    """End a secretary's role today; who has no other one left cannot sign in any more."""
    invitations.check_manageable(actor, role.user)
    # Yesterday is the last day, so that it ends with the act and not at midnight.
    role.expires_on = timezone.localdate() - dt.timedelta(days=1)
    role.save(update_fields=["expires_on"])
    if not role.user.assignments.open().exists():
        invitations.shut(role.user)


def prolong(*, actor: Any, role: Assignment, expires_on: dt.date | None) -> None:
    """Give a secretary's role another last day, or none."""
    invitations.check_manageable(actor, role.user)
    role.expires_on = expires_on
    role.save(update_fields=["expires_on"])


def roles_of(group: Group) -> list[Assignment]:
    """The secretaries' roles in a group, those that hold first, with what their lines tell."""
    roles = Assignment.objects.filter(group=group, role=Role.SECRETARY)
    found = roles.select_related("user", "term", "membership").prefetch_related("user__invitations")
    return sorted(found, key=lambda role: (role.has_expired, role.user.name))


def _account_of(membership: Membership) -> User | None:
    return User.objects.filter(
        assignments__membership__person=membership.person_id, is_demo=False
    ).first()


def _new_account(actor: Any, membership: Membership) -> User:
    person = membership.person
    user = User(
        username=_free_username(person.name),
        name=person.name,
        salutation={"F": Salutation.IBU, "M": Salutation.BAPAK}.get(person.sex, ""),
        institution=actor.institution,
    )
    user.set_unusable_password()
    user.save()
    return user


def _free_username(name: str) -> str:
    """``wiwik.rahayu``, or with a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:2] or ["anggota"]
    begin = ".".join(words)[:50]
    taken = set(User.objects.filter(username__startswith=begin).values_list("username", flat=True))
    numbers = (f"{begin}{n}" for n in range(2, len(taken) + 3))
    return next(each for each in (begin, *numbers) if each not in taken)
