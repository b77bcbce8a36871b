"""What membership, offices and work abroad tell on the timelines of people and groups."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import indonesia
from core.access import acts_brought
from core.registry import TimelineEntry, TimelinePart, TimelineSource, add_timeline
from core.timeline import IsoText, rows, rows_by_date
from members.models import (
    Decree,
    Group,
    GroupClass,
    Membership,
    OfficeTerm,
    Person,
    Placement,
)

Line = dict[str, Any]
MOST_NAMES = 4


# A person's page is the one opened most, and putting five querysets together takes longer than
# all else about it: her parts are written out.
_DIED = """
SELECT deceased_on, NULL, 'died', id, NULL, NULL::json
FROM members_person WHERE id = %s AND deceased_on IS NOT NULL"""
_STAYS = """
SELECT departed, returned, 'placement', id, country,
    json_build_object('status', status, 'occupation', occupation, 'reason', return_reason,
        'written_by', sensitive_by_id, 'shows_reason', %s)
FROM members_placement WHERE person_id = %s"""
_JOINED = """
SELECT m.joined, NULL, 'joined', m.id, g.name, json_build_object('status', m.status)
FROM members_membership m JOIN members_group g ON g.id = m.group_id WHERE m.person_id = %s"""
_LEFT = """
SELECT m."left", NULL, 'left', m.id, g.name, json_build_object('reason', m.leave_reason)
FROM members_membership m JOIN members_group g ON g.id = m.group_id
WHERE m.person_id = %s AND m."left" IS NOT NULL"""
_OFFICES = """
SELECT t.since, t.until, 'office', t.id, t.office, json_build_object('group', g.name)
FROM members_membership m JOIN members_officeterm t ON t.membership_id = m.id
JOIN members_group g ON g.id = t.group_id WHERE m.person_id = %s"""


def _person_rows(person: Person, user: Any) -> list[TimelinePart]:
    shows_reasons = "members.view_sensitive" in acts_brought(person)
    own = [TimelinePart(sql, (person.pk,)) for sql in (_DIED, _JOINED, _LEFT, _OFFICES)]
    return [*own, TimelinePart(_STAYS, (shows_reasons, person.pk))]


def _describe_placement(line: Line, user: Any) -> TimelineEntry:
    extra = line["t_extra"]
    shows_reason = extra["shows_reason"] or extra["written_by"] == user.pk
    status = Placement.Status(extra["status"])
    details = [extra["occupation"]] if extra["occupation"] else []
    if status is not Placement.Status.RETURNED:
        details.append(str(status.label))
    if extra["reason"]:
        reason = Placement.ReturnReason(extra["reason"]).label if shows_reason else _("withheld")
        details.append(_("reason for returning: %(reason)s") % {"reason": reason})
    return TimelineEntry(
        at=line["t_at"],
        until=line["t_until"],
        is_range=True,
        title=indonesia.country_name(line["t_text"]),
        detail=" · ".join(details),
        tone="blue",
    )


def _describe_joined(line: Line, user: Any) -> TimelineEntry:
    is_prospective = line["t_extra"]["status"] == Membership.Status.PROSPECTIVE
    title = (
        _("Joined %(group)s as a prospective member") if is_prospective else _("Joined %(group)s")
    )
    return TimelineEntry(at=line["t_at"], title=title % {"group": line["t_text"]})


def _describe_left(line: Line, user: Any) -> TimelineEntry:
    reason = line["t_extra"]["reason"]
    return TimelineEntry(
        at=line["t_at"],
        title=_("Left %(group)s") % {"group": line["t_text"]},
        detail=str(Membership.LeaveReason(reason).label) if reason else "",
        tone="grey",
    )


def _describe_office(line: Line, user: Any) -> TimelineEntry:
    office = OfficeTerm.Office(line["t_text"]).label
    return TimelineEntry(
        at=line["t_at"],
        until=line["t_until"],
        is_range=line["t_until"] is not None,
        title=str(office).capitalize(),
        detail=line["t_extra"].get("group") or line["t_extra"].get("person") or "",
    )


def _describe_died(line: Line, user: Any) -> TimelineEntry:
    return TimelineEntry(at=line["t_at"], title=_("Died"), tone="grey")


_PERSON_WORDS = {
    "died": _describe_died,
    "placement": _describe_placement,
    "joined": _describe_joined,
    "left": _describe_left,
    "office": _describe_office,
}


def _group_rows(group: Group, user: Any) -> list[Any]:
    return [*_own_rows(group), *_member_rows(group)]


def _own_rows(group: Group) -> list[Any]:
    """The group itself: founding, state, decrees, classes."""
    return [
        rows(Group.objects.filter(pk=group.pk), "founded", at="founded", text="name"),
        rows(
            Group.objects.filter(pk=group.pk).exclude(state=Group.State.ACTIVE),
            "state",
            at="state_since",
            text="state",
            reason="state_reason",
        ),
        rows(
            Decree.objects.filter(group=group),
            "decree",
            at=IsoText("date"),
            text="number",
            issuer="issuer",
        ),
        rows(
            GroupClass.objects.filter(group=group),
            "class",
            at="year",
            text="name",
            score="score",
        ),
    ]


def _member_rows(group: Group) -> list[Any]:
    members = Membership.objects.filter(group=group)
    return [
        rows_by_date(members, "member_joined", at="joined", names=_names()),
        rows_by_date(members.filter(left__isnull=False), "member_left", at="left", names=_names()),
        rows(
            OfficeTerm.objects.filter(group=group),
            "member_office",
            at="since",
            until="until",
            text="office",
            person="membership__person__name",
        ),
    ]


def _describe_founded(line: Line, user: Any) -> TimelineEntry:
    return TimelineEntry(at=line["t_at"], title=_("Group founded"))


def _describe_state(line: Line, user: Any) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=str(Group.State(line["t_text"]).label).capitalize(),
        detail=line["t_extra"]["reason"],
        tone="grey",
    )


def _describe_decree(line: Line, user: Any) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Decree %(number)s") % {"number": line["t_text"]},
        detail=line["t_extra"]["issuer"],
    )


def _describe_class(line: Line, user: Any) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Ability class: %(class)s") % {"class": GroupClass.Class(line["t_text"]).label},
        detail=_("score %(score)s") % {"score": line["t_extra"]["score"]},
    )


def _names() -> ArrayAgg:
    return ArrayAgg("person__name", order_by="person__sort_key")


def _describe_member_joined(line: Line, user: Any) -> TimelineEntry:
    return _about_members(line, _("%(name)s joined"), "green")


def _describe_member_left(line: Line, user: Any) -> TimelineEntry:
    """Who left; why is told on her own page, to whoever keeps her file."""
    return _about_members(line, _("%(name)s left"), "grey")


def _about_members(line: Line, words: str, tone: str) -> TimelineEntry:
    names = line["t_extra"]["names"]
    if len(names) == 1:
        return TimelineEntry(at=line["t_at"], title=words % {"name": names[0]}, tone=tone)
    many = ngettext("%(n)d person", "%(n)d people", len(names)) % {"n": len(names)}
    shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    return TimelineEntry(at=line["t_at"], title=words % {"name": many}, detail=shown, tone=tone)


_GROUP_WORDS = {
    "founded": _describe_founded,
    "state": _describe_state,
    "decree": _describe_decree,
    "class": _describe_class,
    "member_joined": _describe_member_joined,
    "member_left": _describe_member_left,
    "member_office": _describe_office,
}


add_timeline(
    TimelineSource(
        subject="person",
        kinds=tuple(_PERSON_WORDS),
        rows=_person_rows,
        describe=lambda line, user: _PERSON_WORDS[line["t_kind"]](line, user),
    )
)
add_timeline(
    TimelineSource(
        subject="group",
        kinds=tuple(_GROUP_WORDS),
        rows=_group_rows,
        describe=lambda line, user: _GROUP_WORDS[line["t_kind"]](line, user),
    )
)
