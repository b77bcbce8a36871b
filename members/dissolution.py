"""Dissolving a group: one act in which everything that hangs on the group gets an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.registry import DissolutionPart, OpenRow, Text, add_dissolution, dissolution_parts
from members.models import Group, Membership, Person, TransferRequest

TO_OFFICE = "office"
_MOVE = "group-"

Answers = Mapping[str, Mapping[str, str]]


@transaction.atomic
def dissolve_group(*, actor: Any, group: Group, day: str, reason: str, answers: Answers) -> None:
    """Dissolve a group. ``answers``: part → row → answer, for every row that is open now.

    Raises ValidationError where a row has no answer, or the group is dissolved already.
    """
    history.give_reason(reason)
    # Locked against a member who joins at the same moment: her row waits for this act.
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.is_dissolved:
        raise ValidationError(_("This group is already dissolved."))
    for part in dissolution_parts():
        given = answers.get(part.key, {})
        _check_answered(part, group, given)
        part.settle(group=group, answers=given, day=day, reason=reason, actor=actor)
    group.state, group.state_since, group.state_reason = Group.State.DISSOLVED, day, reason
    group.save(update_fields=["state", "state_since", "state_reason"])


def _check_answered(part: DissolutionPart, group: Group, given: Mapping[str, str]) -> None:
    missing = [row for row in part.open_rows(group) if not given.get(row.key)]
    if missing:
        raise ValidationError(
            _("Still without an answer: %(names)s. Answer for each, then dissolve the group.")
            % {"names": ", ".join(str(row.label) for row in missing[:5])}
        )


def _members(group: Group) -> list[OpenRow]:
    rows = Membership.objects.open().filter(group=group).order_by("person__sort_key", "pk")
    found = rows.values_list("person__code", "person__name", "joined")
    return [OpenRow(code, name, joined.display() if joined else "") for code, name, joined in found]


def _where_members_go(group: Group, user: Any) -> list[tuple[str, Text]]:
    """To the office, or to a group of the same kecamatan, or to one further away."""
    others = Group.objects.allowed(user, "members.move_person").not_dissolved()
    rows = others.exclude(pk=group.pk).values_list("code", "name", "village__code", "village__name")
    near = group.village_id.rpartition(".")[0]
    ordered = sorted(rows, key=lambda row: (not row[2].startswith(near), row[1]))
    moves = [
        (f"{_MOVE}{code}", _("moves to %(group)s, %(village)s") % {"group": name, "village": place})
        for code, name, _village, place in ordered
    ]
    return [(TO_OFFICE, _("leaves; the office keeps her file")), *moves]


def _settle_members(
    *, group: Group, answers: Mapping[str, str], day: str, reason: str, actor: Any
) -> None:
    """Ends each membership; who moves begins the next one on the same day."""
    allowed = dict(_where_members_go(group, actor))
    if not set(answers.values()) <= set(allowed):
        raise ValidationError(_("One of the groups cannot be chosen any more. Choose another."))
    stays = Membership.objects.open().filter(group=group, person__code__in=answers)
    statuses = dict(stays.values_list("person__code", "status"))
    leaving = [code for code, answer in answers.items() if answer == TO_OFFICE]
    _end(stays.filter(person__code__in=leaving), day, Membership.LeaveReason.DISSOLVED)
    moving = {code: answer for code, answer in answers.items() if answer != TO_OFFICE}
    _end(stays.filter(person__code__in=moving), day, Membership.LeaveReason.OTHER_GROUP)
    people = dict(Person.objects.filter(code__in=moving).values_list("code", "pk"))
    codes = [answer.removeprefix(_MOVE) for answer in moving.values()]
    groups = dict(Group.objects.filter(code__in=codes).values_list("code", "pk"))
    Membership.objects.bulk_create(
        Membership(
            person_id=people[code],
            group_id=groups[answer.removeprefix(_MOVE)],
            status=statuses[code],
            joined=day,
        )
        for code, answer in moving.items()
        if code in statuses
    )


def _end(memberships: Any, day: str, reason: str) -> None:
    memberships.update(left=day, leave_reason=reason, still_served=False)


def _files(group: Group) -> list[OpenRow]:
    """Former members whose file the group still keeps."""
    people = Person.objects.filter(group=group).exclude(
        memberships__in=Membership.objects.open().filter(group=group)
    )
    return [OpenRow(code, name) for code, name in people.values_list("code", "name")]


def _to_office(group: Group, user: Any) -> list[tuple[str, Text]]:
    return [(TO_OFFICE, _("the office keeps her file"))]


def _settle_files(*, group: Group, answers: Mapping[str, str], **_how: Any) -> None:
    """The office takes over; who has no village of her own keeps the group's."""
    Person.objects.filter(group=group, code__in=answers).update(
        group=None,
        village=Coalesce(F("village"), Value(group.village_id), output_field=CharField()),
    )


def _requests(group: Group) -> list[OpenRow]:
    """Requests of the group that no office has answered yet; they tell no name."""
    waiting = TransferRequest.objects.waiting().filter(to_group=group).order_by("asked_at")
    label = gettext_lazy("transfer request")
    return [OpenRow(request.code, label, request.note) for request in waiting]


def _refused(group: Group, user: Any) -> list[tuple[str, Text]]:
    return [("refused", _("is refused"))]


def _settle_requests(
    *, group: Group, answers: Mapping[str, str], reason: str, actor: Any, **_how: Any
) -> None:
    TransferRequest.objects.waiting().filter(to_group=group, code__in=answers).update(
        answer=TransferRequest.Answer.REFUSED,
        answered_by=actor,
        answered_at=timezone.now(),
        answer_reason=_("The group was dissolved."),
    )


add_dissolution(
    DissolutionPart(
        key="members",
        label=gettext_lazy("Members"),
        open_rows=_members,
        choices=_where_members_go,
        settle=_settle_members,
        order=10,
    )
)
add_dissolution(
    DissolutionPart(
        key="files",
        label=gettext_lazy("Former members whom the group still serves"),
        open_rows=_files,
        choices=_to_office,
        settle=_settle_files,
        order=20,
    )
)
add_dissolution(
    DissolutionPart(
        key="requests",
        label=gettext_lazy("Open transfer requests"),
        open_rows=_requests,
        choices=_refused,
        settle=_settle_requests,
        order=30,
    )
)
