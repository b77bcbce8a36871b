"""What visits and minutes tell elsewhere: timelines, dissolution, merging, undo."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.merging import Merge
from core.registry import dissolution_parts
from secretariat.meeting_merging import _move as move_meetings
from secretariat.models import MeetingAttendance, Visit
from tests.aid.pages import page
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.secretariat.visit_factories import (
    HeldVisitFactory,
    MeetingAttendanceFactory,
    MeetingFactory,
    VisitFactory,
)

State = MeetingAttendance.State


def test_a_groups_timeline_tells_visits_and_meetings(cast: Cast) -> None:
    held = HeldVisitFactory(group=cast.group, summary="Kelompok berjalan baik.")
    VisitFactory(group=cast.group, state="cancelled", state_reason="Banjir", purpose="Dibatalkan")
    meeting = MeetingFactory(group=cast.group)
    MeetingFactory(
        group=cast.group, agenda="Dobel", cancelled_on=dt.date(2024, 3, 1), cancel_reason="Dobel"
    )
    text = page(cast.secretary, cast.group.get_absolute_url())
    assert "Kelompok berjalan baik." in text
    assert held.get_absolute_url() in text
    assert meeting.get_absolute_url() in text
    assert "Rapat: Dobel" not in text
    viewers = page(cast.viewer, cast.group.get_absolute_url())
    assert "Kelompok berjalan baik." in viewers
    assert "Rencana tanam" not in viewers


def test_a_persons_timeline_gathers_her_meetings_by_year(cast: Cast) -> None:
    for date in ("2024-01-09", "2024-02-09", "2023-01-09"):
        meeting = MeetingFactory(group=cast.group, date=date)
        MeetingAttendanceFactory(meeting=meeting, person=cast.person)
    away = MeetingFactory(group=cast.group, date="2024-03-09")
    MeetingAttendanceFactory(meeting=away, person=cast.person, state=State.EXCUSED)
    text = page(cast.secretary, cast.person.get_absolute_url())
    assert "Hadir di 2 rapat KWT Kenanga tahun 2024" in text
    assert "Hadir di 1 rapat KWT Kenanga tahun 2023" in text
    assert "rapat KWT Kenanga" not in page(cast.viewer, cast.person.get_absolute_url())


def test_a_dissolved_group_is_visited_no_more(cast: Cast) -> None:
    visit = VisitFactory(group=cast.group)
    HeldVisitFactory(group=cast.group)
    part = next(one for one in dissolution_parts() if one.key == "visits")
    assert [row.key for row in part.open_rows(cast.group)] == [visit.code]
    answers = {visit.code: "cancelled"}
    how: dict[str, Any] = {"day": "2024-05-01", "reason": "Bubar", "actor": cast.officer}
    part.settle(group=cast.group, answers=answers, **how)
    assert not part.open_rows(cast.group)
    assert list(Visit.objects.values_list("state", flat=True).order_by("state")) == [
        "cancelled",
        "held",
    ]


@pytest.mark.parametrize(
    ("mine", "hers", "kept"),
    [("absent", "present", "present"), ("present", "absent", "present")],
)
def test_who_stands_twice_on_a_list_was_there_if_either_was(
    cast: Cast, mine: str, hers: str, kept: str
) -> None:
    other, meeting = MemberFactory(group=cast.group), MeetingFactory(group=cast.group)
    MeetingAttendanceFactory(meeting=meeting, person=cast.person, state=mine)
    MeetingAttendanceFactory(meeting=meeting, person=other, state=hers)
    alone = MeetingAttendanceFactory(meeting__group=cast.group, person=other)
    move_meetings(Merge(kept=cast.person, other=other))
    assert meeting.attendance.listed().get().state == kept
    assert MeetingAttendance.objects.filter(person=cast.person).count() == 3
    alone.refresh_from_db()
    assert alone.person == cast.person
