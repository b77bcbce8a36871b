"""Acts on groups and people that touch several rows: join, leave, move, offices, reveal."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import Reveal
from members.models import Group, Membership, OfficeTerm, Person


@transaction.atomic
def join_group(
    *,
    person: Person,
    group: Group,
    status: str = Membership.Status.MEMBER,
    joined: str | None = None,
) -> Membership:
    """Open a membership. Her file follows by trigger.

    Raises IntegrityError (``membership_one_open``) where she is a member already.
    """
    membership = Membership.objects.create(person=person, group=group, status=status, joined=joined)
    person.refresh_from_db()
    return membership


@transaction.atomic
def leave_group(
    *,
    membership: Membership,
    left: str,
    reason: str,
    note: str = "",
    still_served: bool,
) -> None:
    """End a membership with its open offices; the group goes on serving her, or the office does."""
    membership.left = left
    membership.leave_reason = reason
    membership.leave_note = note
    membership.still_served = still_served
    membership.save(update_fields=["left", "leave_reason", "leave_note", "still_served"])


@transaction.atomic
def move_person(*, membership: Membership, to_group: Group, moved: str) -> Membership:
    """Move a member to another group: one ends, the next begins, on the same day."""
    leave_group(
        membership=membership,
        left=moved,
        reason=Membership.LeaveReason.OTHER_GROUP,
        still_served=True,
    )
    return join_group(
        person=membership.person, group=to_group, status=membership.status, joined=moved
    )


@transaction.atomic
def change_office(*, membership: Membership, office: str, since: str) -> OfficeTerm | None:
    """Give a member another office, or none (``""``); her former term ends that day.

    Raises IntegrityError (``officeterm_one_holder``) where somebody else holds it.
    """
    membership.offices.open().update(until=since)
    if not office:
        return None
    return OfficeTerm.objects.create(
        membership=membership, group_id=membership.group_id, office=office, since=since
    )


def reveal_nik(*, actor: Any, person: Person, reason: str) -> str:
    """Show a NIK in clear, and log who saw it and why."""
    Reveal.objects.create(
        user=actor,
        subject=f"members.person:{person.pk}",
        what="nik",
        reason=reason,
        area=person.area,
    )
    return person.read_nik()


def today() -> str:
    """Today in the office's time zone, as a partial date."""
    return timezone.localdate().isoformat()
