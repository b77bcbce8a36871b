"""secretariat.views.meetings: the minutes of a group, who was there, the paper for its book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from core.models import ExportLog
from secretariat.models import Meeting, MeetingAttendance, MeetingPhoto
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import MemberFactory, OfficeTermFactory
from tests.pictures import upload
from tests.queries import allowed, queries_of
from tests.secretariat.visit_factories import MeetingAttendanceFactory, MeetingFactory

State = MeetingAttendance.State


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2024-05-06T09:00:00+07:00", tick=False):
        yield


def of_group(cast: Cast, what: str = "list") -> str:
    return reverse(f"secretariat:meeting_{what}", args=[cast.group.code])


def url(meeting: Meeting, what: str = "detail") -> str:
    return reverse(f"secretariat:meeting_{what}", args=[meeting.code])


def typed(**more: Any) -> dict[str, Any]:
    said = {"place": "Balai desa", "agenda": "Iuran", "leader": "Samini", "note_taker": "Painem"}
    return {"date": "5 Mei 2024", "text": "Iuran Rp10.000 sebulan."} | said | more


def test_all_are_there_except_whom_one_taps(cast: Cast) -> None:
    away, later = (MemberFactory(group=cast.group) for _n in range(2))
    assert of_group(cast) in page(cast.secretary, cast.group.get_absolute_url())
    assert of_group(cast, "create") in page(cast.secretary, of_group(cast))
    form = page(cast.secretary, of_group(cast, "create"))
    assert form.count('value="present" checked') == 3
    data = typed(begins_at="14:00", guest_count="2", guests="penyuluh, kepala desa")
    data |= {f"state-{cast.person.code}": "present", f"state-{away.code}": "excused"}
    data |= {f"state-{later.code}": "none"}
    for user, status in ((cast.viewer, 403), (cast.other_secretary, 404), (cast.admin, 403)):
        assert signed_in(user).post(of_group(cast, "create"), data).status_code == status
    answer = signed_in(cast.secretary).post(of_group(cast, "create"), data)
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert (meeting.group, meeting.typed_by, meeting.guest_count) == (cast.group, cast.secretary, 2)
    states = dict(meeting.attendance.values_list("person", "state"))
    assert states == {cast.person.pk: State.PRESENT, away.pk: State.EXCUSED}
    text = page(cast.secretary, url(meeting))
    assert "2 tamu: penyuluh, kepala desa" in text
    assert "5 Mei 2024, pukul 14.00" in text


def test_who_leads_most_often_is_there_already(cast: Cast) -> None:
    OfficeTermFactory(membership=cast.person.memberships.get(), office="chair")
    form = page(cast.secretary, of_group(cast, "create"))
    assert f'name="leader" value="{cast.person.name}"' in form


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date": "7 Mei 2024"}, "date"),
        ({"date": "Mei 2024"}, "date"),
        ({"agenda": " "}, "agenda"),
        ({"text": ""}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"guest_count": "-1"}, "guest_count"),
        ({"begins_at": "25:70"}, "begins_at"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(cast: Cast, wrong: Any, field: str) -> None:
    answer = signed_in(cast.secretary).post(of_group(cast, "create"), typed(**wrong))
    assert list(errors(answer)) == [field]
    assert not Meeting.objects.exists()


def test_who_was_there_is_corrected(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    stranger = MeetingAttendanceFactory(meeting=meeting, state=State.ABSENT)
    second = MemberFactory(group=cast.group)
    MeetingAttendanceFactory(meeting=meeting, person=second)
    data = {f"state-{stranger.person.code}": "none", f"state-{cast.person.code}": "absent"}
    assert signed_in(cast.other_secretary).post(url(meeting, "attendance"), data).status_code == 404
    assert signed_in(cast.secretary).post(url(meeting, "attendance"), data).status_code == 302
    states = dict(meeting.attendance.listed().values_list("person", "state"))
    assert states == {second.pk: State.PRESENT, cast.person.pk: State.ABSENT}
    stranger.refresh_from_db()
    assert stranger.ended
    data = {f"state-{cast.person.code}": "somewhere"}
    answer = signed_in(cast.secretary).post(url(meeting, "attendance"), data)
    assert f"state-{cast.person.code}" in errors(answer)


def test_minutes_are_corrected_and_cancelled(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    client = signed_in(cast.secretary)
    client.post(url(meeting, "update"), typed(agenda="Iuran dan arisan"))
    meeting.refresh_from_db()
    assert meeting.agenda == "Iuran dan arisan"
    assert "reason" in errors(client.post(url(meeting, "cancel"), {"reason": ""}))
    client.post(url(meeting, "cancel"), {"reason": "Tercatat dua kali"})
    meeting.refresh_from_db()
    assert (str(meeting.cancelled_on), meeting.cancel_reason) == ("2024-05-06", "Tercatat dua kali")
    assert "Tercatat dua kali" in page(cast.officer, url(meeting))
    for what in ("update", "attendance", "cancel", "photo_create"):
        assert client.get(url(meeting, what))["Location"] == meeting.get_absolute_url()


def test_who_has_left_is_named_and_leads_nowhere(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    for person in (cast.person, cast.other_person):
        MeetingAttendanceFactory(meeting=meeting, person=person)
    text = page(cast.secretary, url(meeting))
    assert cast.person.get_absolute_url() in text
    assert cast.other_person.name in text
    assert cast.other_person.get_absolute_url() not in text


def test_a_viewer_reads_no_minutes(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    assert signed_in(cast.viewer).get(url(meeting)).status_code == 403
    assert signed_in(cast.other_officer).get(url(meeting)).status_code == 404
    for user in (cast.officer, cast.secretary, cast.admin):
        assert "Tanam cabai mulai bulan Maret." in page(user, url(meeting))
        assert page(user, url(meeting, "history"))


def test_a_photo_is_added_and_taken_off(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    client = signed_in(cast.secretary)
    client.post(url(meeting, "photo_create"), {"upload": upload()})
    photo = MeetingPhoto.objects.get()
    address = reverse("secretariat:meeting_photo", args=[meeting.code, photo.code, "full"])
    assert b"".join(client.get(address).streaming_content)
    assert signed_in(cast.other_secretary).get(address).status_code == 404
    client.post(reverse("secretariat:meeting_photo_remove", args=[meeting.code, photo.code]))
    assert client.get(address).status_code == 404


def test_the_paper_is_the_same_on_the_same_day_and_is_logged(cast: Cast) -> None:
    meeting = MeetingFactory(group=cast.group)
    MeetingAttendanceFactory(meeting=meeting, person=cast.person)
    assert signed_in(cast.other_secretary).post(url(meeting, "paper")).status_code == 404
    first, second = (signed_in(cast.secretary).post(url(meeting, "paper")) for _n in range(2))
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    logged = ExportLog.objects.filter(what="secretariat.meeting")
    assert [row.rows for row in logged] == [1, 1]


def test_the_list_is_narrowed(cast: Cast) -> None:
    MeetingFactory(group=cast.group)
    MeetingFactory(group=cast.group, agenda="Iuran", text="Naik", date="2023-01-09")
    MeetingFactory(group=cast.other_group, agenda="Rapat lain")
    text = page(cast.secretary, of_group(cast))
    assert "Rencana tanam" in text
    assert "Rapat lain" not in text
    assert "Iuran" not in page(cast.secretary, f"{of_group(cast)}?year=2024")
    assert "Iuran" in page(cast.secretary, f"{of_group(cast)}?q=naik")
    assert "Tidak ada notulen yang cocok" in page(cast.secretary, f"{of_group(cast)}?q=tiada")


def test_the_list_and_a_page_cost_the_same_for_any_number_of_rows(cast: Cast) -> None:
    lists, pages, meeting = [], [], MeetingFactory(group=cast.group)
    for number in (1, 20):
        for _each in range(number):
            MeetingFactory(group=cast.group)
            MeetingAttendanceFactory(meeting=meeting)
        lists.append(queries_of(signed_in(cast.secretary), of_group(cast)))
        pages.append(queries_of(signed_in(cast.secretary), url(meeting)))
    assert lists[0] == lists[1] == allowed("secretary /secretariat/groups/CODE/meetings/")
    assert pages[0] == pages[1] == allowed("secretary /secretariat/meetings/CODE/")
