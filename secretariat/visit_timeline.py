"""What visits and meetings tell on the timelines of groups and people."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import TimelineEntry, TimelineSource, add_timeline
from core.timeline import IsoText, rows, written
from secretariat.models import Meeting, MeetingAttendance, Visit

Line = dict[str, Any]
VIEW, MEETING = "secretariat.view_visit", "secretariat.view_meeting"
# A group meets every month: of a person one line for a year.
_ATTENDED = """
SELECT to_char(max(m.date), 'YYYY-MM-DD'), NULL, 'met', min(a.id), g.name,
    json_build_object('times', count(*), 'group', g.code)
FROM secretariat_meetingattendance a JOIN secretariat_meeting m ON m.id = a.meeting_id
JOIN members_group g ON g.id = m.group_id
WHERE a.id IN ({ids}) GROUP BY g.id, extract(year FROM m.date)"""


def _group_rows(group: Any, user: Any) -> list[Any]:
    visits = Visit.objects.allowed(user, VIEW).standing().filter(group=group)
    meetings = Meeting.objects.allowed(user, MEETING).standing().filter(group=group)
    told = {"code": "code", "state": "state", "purpose": "purpose"}
    return [
        rows(visits, "visit", at=IsoText("day"), text="summary", **told),
        rows(meetings, "meeting", at=IsoText("date"), text="agenda", code="code"),
    ]


def _person_rows(person: Any, user: Any) -> list[Any]:
    there = MeetingAttendance.objects.allowed(user, MEETING).there()
    return [written(_ATTENDED, there.filter(person=person))]


def _visit(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    is_planned = extra["state"] == Visit.State.PLANNED
    return TimelineEntry(
        at=line["t_at"],
        title=_("Coaching visit planned") if is_planned else _("Coaching visit"),
        detail=line["t_text"] or extra["purpose"],
        tone="blue",
        url=reverse("secretariat:visit_detail", args=[extra["code"]]),
    )


def _meeting(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Meeting: %(agenda)s") % {"agenda": line["t_text"]},
        url=reverse("secretariat:meeting_detail", args=[line["t_extra"]["code"]]),
    )


def _met(line: Line) -> TimelineEntry:
    number = line["t_extra"]["times"]
    words = ngettext(
        "At %(n)d meeting of %(group)s in %(year)s",
        "At %(n)d meetings of %(group)s in %(year)s",
        number,
    )
    said = {"n": number, "group": line["t_text"], "year": line["t_at"][:4]}
    url = reverse("secretariat:meeting_list", args=[line["t_extra"]["group"]])
    return TimelineEntry(at=line["t_at"], title=words % said, url=url)


_GROUP_WORDS = {"visit": _visit, "meeting": _meeting}

add_timeline(
    TimelineSource(
        subject="group",
        kinds=tuple(_GROUP_WORDS),
        rows=_group_rows,
        describe=lambda line, user: _GROUP_WORDS[line["t_kind"]](line),
    )
)
add_timeline(
    TimelineSource(
        subject="person",
        kinds=("met",),
        rows=_person_rows,
        describe=lambda line, user: _met(line),
    )
)
