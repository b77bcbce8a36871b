"""Acts on people that touch several rows: add, join, leave, move, offices, death, reveal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Reveal
from members import consent_text
from members.models import Consent, Group, Membership, OfficeTerm, Person, Placement, Relative


@transaction.atomic
def add_person(
    *,
    person: Person,
    group: Group | None = None,
    status: str = Membership.Status.MEMBER,
    joined: str | None = None,
    office: str = "",
    ends_holder: bool = False,
    stays: Iterable[Placement] = (),
) -> Person:
    """Register somebody new, at once with her group and her work abroad where they are known."""
    person.group = group
    person.save()
    if group is not None:
        join_group(
            person=person,
            group=group,
            status=status,
            joined=joined,
            office=office,
            ends_holder=ends_holder,
        )
    for stay in stays:
        stay.person = person
        stay.save()
    person.refresh_from_db()
    return person


@transaction.atomic
def join_group(
    *,
    person: Person,
    group: Group,
    status: str = Membership.Status.MEMBER,
    joined: str | None = None,
    office: str = "",
    ends_holder: bool = False,
) -> Membership:
    """Open a membership, with an office where she takes one. Her file follows by trigger.

    Raises IntegrityError (``membership_one_open``) where she is a member already.
    """
    membership = Membership.objects.create(person=person, group=group, status=status, joined=joined)
    if office:
        change_office(membership=membership, office=office, since=joined, ends_holder=ends_holder)
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
    actor: Any = None,
) -> None:
    """End a membership with its open offices; the group goes on serving her, or the office does.

    ``actor`` is whose note it is. Raises ValidationError where the membership has ended meanwhile.
    """
    changes = {"left": left, "leave_reason": reason, "still_served": still_served}
    if note:
        changes |= {"leave_note": note, "note_by": actor}
    if not Membership.objects.open().filter(pk=membership.pk).update(**changes):
        raise ValidationError(_("This membership has ended meanwhile."))
    membership.refresh_from_db()


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
def leave_together(*, people: Sequence[int], left: str, reason: str, still_served: bool) -> None:
    """End the memberships of several people (their ids), as ``leave_group`` does of one."""
    stays = Membership.objects.open().filter(person__in=people)
    stays.update(left=left, leave_reason=reason, still_served=still_served)


@transaction.atomic
def move_together(*, people: Sequence[int], to_group: Group, moved: str) -> None:
    """Move several people (their ids) to a group, as ``move_person`` does one of them."""
    stays = Membership.objects.open().filter(person__in=people).exclude(group=to_group)
    statuses = dict(stays.values_list("person", "status"))
    reason = Membership.LeaveReason.OTHER_GROUP
    leave_together(people=list(statuses), left=moved, reason=reason, still_served=True)
    Membership.objects.bulk_create(
        Membership(person_id=person, group=to_group, status=status, joined=moved)
        for person, status in statuses.items()
    )


def change_status_together(*, people: Sequence[int], status: str) -> None:
    """Make prospective members members, or the other way round."""
    stays = Membership.objects.open().filter(person__in=people)
    stays.exclude(status=status).update(status=status)


def change_state_together(
    *, groups: Sequence[int], state: str, since: str | None, reason: str
) -> None:
    """Note of several groups (their ids) that they are active or not; dissolving is another act."""
    rows = Group.objects.not_dissolved().filter(pk__in=groups).exclude(state=state)
    rows.update(state=state, state_since=since, state_reason=reason)


@transaction.atomic
def change_office(
    *, membership: Membership, office: str, since: str | None, ends_holder: bool = False
) -> OfficeTerm | None:
    """Give a member another office, or none (``""``); her former term ends that day.

    ``ends_holder`` also ends the term of whoever holds it now; without it that raises
    IntegrityError (``officeterm_one_holder``).
    """
    membership.offices.open().update(until=since or today())
    if not office:
        return None
    if ends_holder:
        OfficeTerm.objects.held(membership.group_id, office).update(until=since or today())
    return OfficeTerm.objects.create(
        membership=membership, group_id=membership.group_id, office=office, since=since
    )


@transaction.atomic
def record_death(*, person: Person, died: str | None) -> None:
    """Record when somebody died; her membership ends that day. None takes a mistake back.

    The group keeps her file: it is the one that knows the family.
    """
    person.deceased_on = died
    person.save(update_fields=["deceased_on"])
    membership = person.memberships.open().first()
    if died and membership is not None:
        leave_group(
            membership=membership,
            left=died,
            reason=Membership.LeaveReason.DECEASED,
            still_served=True,
        )


@transaction.atomic
def answer_consents(
    *, person: Person, answers: Mapping[str, bool], taken_on: dt.date, taken_by: Any
) -> None:
    """Record a yes or no for each purpose, in the place of her last word; a no is heeded at once.

    ``taken_by`` is None where she answered on a signed form. Raises IntegrityError
    (``consent_one_standing``) where somebody else is quicker.
    """
    Consent.objects.standing().filter(person=person, purpose__in=answers).update(ended_on=taken_on)
    Consent.objects.bulk_create(
        Consent(
            person=person,
            purpose=purpose,
            is_given=is_given,
            text_version=consent_text.CURRENT,
            taken_on=taken_on,
            taken_by=taken_by,
        )
        for purpose, is_given in answers.items()
    )
    for purpose, is_given in answers.items():
        if not is_given:
            heed_no(person, purpose)


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: dt.date, reason: str = "") -> None:
    """She takes a yes back; what it allowed ends with it.

    Raises ValidationError where somebody else was quicker.
    """
    standing = Consent.objects.standing().select_for_update()
    if not standing.filter(pk=consent.pk).exists():
        raise ValidationError(_("Her consent is withdrawn already."))
    consent.withdraw(on=on, reason=reason)
    heed_no(consent.person, consent.purpose)


def heed_no(person: Person, purpose: str) -> None:
    """What is already there and she does not want: her photo, her family's telephone.

    The other purposes are asked about whenever a paper is made.
    """
    if purpose == Consent.Purpose.PHOTO_KEPT:
        person.photo, person.photo_refused = None, True
        person.save(update_fields=["photo", "photo_refused"])
    elif purpose == Consent.Purpose.FAMILY:
        allowed = person.relatives.filter(consent=Relative.Consent.ALLOWED)
        allowed.update(consent=Relative.Consent.REFUSED)


@transaction.atomic
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
