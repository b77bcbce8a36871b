"""What the pages of a group's minutes tell: the list, one meeting, who was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.access import acts_brought
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import years_of
from members.models import Person
from secretariat.models import Meeting, MeetingAttendance, MeetingPhoto
from secretariat.photo_lines import photo_lines

SEE_PEOPLE = "members.view_person"
VIEW, CHANGE = "secretariat.view_meeting", "secretariat.change_meeting"
ACTS = (CHANGE,)
RELATED = ("group__village",)
FIELDS = ("id", "code", "date", "agenda", "place", "cancelled_on")
TONES = {"present": "ok", "excused": "abroad", "absent": "missing"}

Row = dict[str, Any]
State = MeetingAttendance.State


class MeetingFilters(ListFilters):
    """Filters of a group's minutes."""

    sorts = {
        "date": Sort(gettext_lazy("Newest first"), ("-date", "-id")),
        "old": Sort(gettext_lazy("Oldest first"), ("date", "id")),
    }
    in_view = ("year",)
    chip_words = {"year": gettext_lazy("Year %(value)s")}

    q = searching(gettext_lazy("Search minutes"), gettext_lazy("Agenda or what was decided"))
    year = pick(gettext_lazy("Year"), field_name="date__year")

    def __init__(self, data: QueryDict, queryset: Any) -> None:
        super().__init__(data, queryset)
        self.offer("year", years_of(queryset, "date"))

    def search(self, meetings: Any, name: str, text: str) -> Any:
        return meetings.filter(Q(agenda__icontains=text) | Q(text__icontains=text))


def meeting_lines(rows: Sequence[Row]) -> list[Row]:
    """A page of a group's minutes in words, by one query."""
    there = present_at([row["id"] for row in rows])
    return [
        {
            "code": row["code"],
            "agenda": row["agenda"],
            "day": display.long_date(row["date"]),
            "place": row["place"],
            "present": there.get(row["id"], 0),
            "is_cancelled": row["cancelled_on"] is not None,
        }
        for row in rows
    ]


def present_at(meetings: Iterable[int]) -> dict[int, int]:
    """How many members were at each meeting."""
    rows = MeetingAttendance.objects.listed().filter(meeting__in=meetings, state=State.PRESENT)
    counts = rows.order_by().values("meeting_id").annotate(n=Count("pk"))
    return {row["meeting_id"]: row["n"] for row in counts}


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting, ready to be drawn."""

    when: str
    facts: list[Row]
    people: list[Row]
    counts: list[Row]
    photos: list[Row]
    may_change: bool


def build(meeting: Meeting, user: Any) -> MeetingPage:
    """Read what the page needs in a constant number of queries; who opens it reads all of it."""
    people = attendance_of(meeting)
    opened = Person.objects.allowed(user, SEE_PEOPLE).filter(meetings__meeting=meeting)
    may_open = set(opened.values_list("code", flat=True))
    return MeetingPage(
        when=when(meeting),
        facts=_facts(meeting),
        people=[row | {"is_opened": row["code"] in may_open} for row in people],
        counts=_counts(people),
        photos=photo_lines("secretariat:meeting_photo", meeting, photos_of(meeting)),
        may_change=CHANGE in acts_brought(meeting) and not meeting.is_cancelled,
    )


def closed_words() -> str:
    return str(_("These minutes are cancelled. They stay as they are."))


def photos_of(meeting: Meeting) -> list[MeetingPhoto]:
    return list(meeting.photos.filter(ended=False).select_related("file"))


def when(meeting: Meeting) -> str:
    """``12 Mei 2026, pukul 14.00``."""
    day = display.long_date(meeting.date)
    if meeting.begins_at is None:
        return day
    hour = time_format(meeting.begins_at, "H.i")
    return _("%(day)s, at %(hour)s") % {"day": day, "hour": hour}


def attendance_of(meeting: Meeting) -> list[Row]:
    """Each name on the list, in the order of the names."""
    rows = meeting.attendance.listed().select_related("person")
    return [
        {
            "name": row.person.name,
            "code": row.person.code,
            "key": row.state,
            "state": State(row.state).label,
            "tone": TONES[row.state],
        }
        for row in rows.order_by("person__sort_key", "id")
    ]


def guests_of(meeting: Meeting) -> str:
    """``3 tamu: penyuluh, kepala desa``."""
    number = _("%(n)s guests") % {"n": meeting.guest_count} if meeting.guest_count else ""
    return ": ".join(filter(None, (number, meeting.guests)))


def _counts(people: Sequence[Row]) -> list[Row]:
    found = []
    for state in State:
        number = sum(1 for row in people if row["key"] == state)
        if number:
            found.append({"label": f"{number} {state.label}", "tone": TONES[state]})
    return found


def _facts(meeting: Meeting) -> list[Row]:
    facts = {
        _("Group"): meeting.group.name,
        _("Place"): meeting.place,
        _("Led by"): meeting.leader,
        _("Minutes by"): meeting.note_taker,
        _("Guests"): guests_of(meeting) or _("none"),
    }
    return [{"label": label, "value": value} for label, value in facts.items()]
