"""training.views.attendance: the table, the roster, the sheet on paper and its photo."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from core.models import ExportLog
from members.models import Person
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_pages import paper_text
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import InstitutionFactory, MemberFactory, PlacementFactory, region
from tests.queries import queries_of
from tests.training.factories import (
    AttendanceFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
    TrainingFileFactory,
)
from training.models import Attendance, Participant, Session, Training, TrainingFile

Event: Any = Attendance.pgh_event_model  # type: ignore[attr-defined]


@pytest.fixture
def session(cast: Cast) -> Session:
    """A session that was held; two of the cast's group take part, and one of another."""
    training = TrainingFactory(
        office=InstitutionFactory(region=region("18.01")), hands_attendance=True
    )
    ParticipantFactory(training=training, number=1, person=cast.person)
    ParticipantFactory(training=training, number=2, person=MemberFactory(group=cast.group))
    ParticipantFactory(training=training, number=3, person=cast.other_person)
    return SessionFactory(training=training)


def address(name: str, session: Session) -> str:
    codes = [session.training.code, session.code]
    return reverse(f"training:attendance_{name}", args=codes)


def listed(session: Session) -> str:
    return reverse("training:attendance_list", args=[session.training.code])


def people(session: Session) -> list[Participant]:
    return list(session.training.participants.order_by("number"))


def answers(session: Session, *states: str, **more: str) -> dict[str, str]:
    named = zip(people(session), states, strict=False)
    return {f"state-{who.code}": state for who, state in named} | more


def states(session: Session) -> dict[int, str]:
    rows = Attendance.objects.filter(session=session)
    return dict(rows.values_list("participant__number", "state"))


def test_attendance_take_writes_what_changed_and_nothing_else(cast: Cast, session: Session) -> None:
    AttendanceFactory(session=session, participant=people(session)[0], state="sick")
    client, url = signed_in(cast.officer), address("take", session)
    seen = client.get(url).context["form"]["seen"].value()
    before = Event.objects.count()
    sent = answers(session, "sick", "present", "none", seen=seen)
    answer = client.post(url, sent, follow=True)
    assert "Kehadiran 1 peserta tersimpan." in answer.content.decode()
    assert states(session) == {1: "sick", 2: "present"}
    assert Event.objects.count() == before + 1
    assert "Tidak ada yang berubah" in client.post(url, sent, follow=True).content.decode()
    sent = answers(session, "none", seen=client.get(url).context["form"]["seen"].value())
    client.post(url, sent)
    assert states(session) == {1: "", 2: "present"}


def test_attendance_take_is_hers_for_her_own_people_where_it_is_handed_over(
    cast: Cast, session: Session
) -> None:
    url = address("take", session)
    html = page(cast.secretary, url)
    assert cast.person.name in html
    assert cast.other_person.name not in html
    sent = answers(session, "late", "present", "present")
    assert signed_in(cast.secretary).post(url, sent).status_code == 302
    assert states(session) == {1: "late", 2: "present"}
    Training.objects.update(hands_attendance=False)
    assert signed_in(cast.secretary).post(url, sent).status_code == 404
    assert signed_in(cast.viewer).get(url).status_code == 403


def test_all_are_there_except_without_a_script(cast: Cast, session: Session) -> None:
    AttendanceFactory(session=session, participant=people(session)[0], state="excused")
    form = signed_in(cast.officer).get(f"{address('take', session)}?all").context["form"]
    chosen = [form[f"state-{who.code}"].value() for who in people(session)]
    assert chosen == ["excused", "present", "present"]
    assert states(session) == {1: "excused"}


def test_of_two_who_note_at_once_the_second_is_told(cast: Cast, session: Session) -> None:
    officer, secretary = signed_in(cast.officer), signed_in(cast.secretary)
    url = address("take", session)
    seen = officer.get(url).context["form"]["seen"].value()
    secretary.post(url, answers(session, "sick", "late"))
    answer = officer.post(url, answers(session, "present", "none", "absent", seen=seen))
    first, second, third = (f"state-{who.code}" for who in people(session))
    told = errors(answer)
    assert list(told) == [first]
    assert "sakit" in told[first][0]
    assert "hadir" in told[first][0]
    assert states(session) == {1: "sick", 2: "late"}
    form = answer.context["form"]
    assert [form[name].value() for name in (first, second, third)] == [None, "late", "absent"]
    kept = {"seen": form["seen"].value(), "asked": form["asked"].value()}
    undecided = {second: "late", third: "absent"} | kept
    assert list(errors(officer.post(url, undecided))) == [first]
    officer.post(url, undecided | {first: "present"})
    assert states(session) == {1: "present", 2: "late", 3: "absent"}


@pytest.mark.parametrize("why", ["to come", "called off", "cancelled"])
def test_a_session_not_held_says_so(cast: Cast, session: Session, why: str) -> None:
    if why == "to come":
        Training.objects.update(ends_on=dt.date(2098, 1, 1))
        Session.objects.update(date=dt.date(2098, 1, 1))
    elif why == "called off":
        Session.objects.update(cancel_reason="Hujan lebat")
    else:
        session.training.move_to(Training.State.CANCELLED, "Banjir")
    words = {"to come": "2098", "called off": "Hujan lebat", "cancelled": "dibatalkan"}[why]
    answer = signed_in(cast.officer).post(address("take", session), answers(session, "present"))
    assert words in answer.content.decode()
    assert not Attendance.objects.exists()


def test_two_hundred_by_one_post_and_few_queries(cast: Cast, session: Session) -> None:
    url, client = address("take", session), signed_in(cast.officer)
    few = queries_of(client, url)
    for number in range(4, 201):
        ParticipantFactory(
            training=session.training, number=number, person=None, name=f"N {number}"
        )
    assert queries_of(client, url) == few
    sent = answers(session, *["present"] * 200)
    assert client.post(url, sent).status_code == 302
    assert Attendance.objects.there().count() == 200


def test_the_same_post_twice_acts_once(cast: Cast, session: Session) -> None:
    client, url = signed_in(cast.officer), address("take", session)
    form = client.get(url).context["form"]
    sent = answers(session, "present", seen=form["seen"].value())
    sent["form_key"] = form["form_key"].value()
    first = client.post(url, sent)
    Attendance.objects.update(state="sick")
    again = client.post(url, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert states(session) == {1: "sick"}


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_one_moment_stand_in_line(cast: Cast, session: Session) -> None:
    statuses: list[int] = []

    def send(state: str) -> None:
        answer = signed_in(cast.officer).post(address("take", session), answers(session, state))
        statuses.append(answer.status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[state]) for state in ("present", "sick")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 302]  # the second is shown both
    assert Attendance.objects.count() == 1


def test_attendance_list_counts_of_each_user_her_own(cast: Cast, session: Session) -> None:
    first = people(session)[0]
    AttendanceFactory(session=session, participant=first, state="late")
    officer = page(cast.officer, listed(session))
    assert "1 dari 3 hadir, 2 belum dicatat" in officer
    assert address("take", session) in officer
    assert "8 dari 8" in officer
    assert "100%" in officer
    secretary = page(cast.secretary, listed(session))
    assert "1 dari 2 hadir, 1 belum dicatat" in secretary
    assert cast.other_person.name not in secretary
    viewer = page(cast.viewer, listed(session))
    assert address("take", session) not in viewer
    assert signed_in(cast.other_officer).get(listed(session)).status_code == 404


def test_attendance_list_costs_the_same_for_many(cast: Cast, session: Session) -> None:
    client = signed_in(cast.officer)
    few = queries_of(client, listed(session))
    for number in range(4, 60):
        who = ParticipantFactory(
            training=session.training, number=number, person=MemberFactory(group=cast.group)
        )
        AttendanceFactory(session=session, participant=who)
    assert queries_of(client, listed(session)) == few


def test_the_sheet_names_who_may_be_named_and_is_logged(cast: Cast, session: Session) -> None:
    abroad: Person = people(session)[1].person
    PlacementFactory(person=abroad, status="abroad", returned=None)
    text = paper_text(signed_in(cast.secretary).post(address("session_sheet", session)))
    assert cast.person.name in text
    assert abroad.name not in text
    assert cast.other_person.name not in text
    log = ExportLog.objects.get(user=cast.secretary)
    assert (log.what, log.rows) == ("training.attendance_sheet", 2)
    whole = reverse("training:attendance_sheet", args=[session.training.code])
    assert abroad.name in paper_text(signed_in(cast.officer).post(whole))


def test_the_photo_of_the_sheet_is_kept_beside_the_roster(cast: Cast, session: Session) -> None:
    client = signed_in(cast.officer)
    upload = {"upload": SimpleUploadedFile("foto.png", photo()), "caption": "halaman 1"}
    assert client.post(address("photo", session), upload).status_code == 302
    kept = TrainingFile.objects.get()
    assert (kept.kind, kept.session) == ("sheet", session)
    url = reverse("training:attendance_photo_file", args=[session.training.code, kept.code])
    assert url in page(cast.officer, address("take", session))
    assert b"".join(client.get(url)).startswith(b"\xff\xd8")
    assert url not in page(cast.secretary, address("take", session))
    assert signed_in(cast.secretary).get(url).status_code == 403
    wrong = {"upload": SimpleUploadedFile("a.txt", b"bukan foto")}
    assert "upload" in errors(client.post(address("photo", session), wrong))


def test_the_photo_of_the_sheet_of_all_sessions_stands_beside_each(
    cast: Cast, session: Session
) -> None:
    code, client = session.training.code, signed_in(cast.officer)
    other = SessionFactory(training=session.training, begins_at=dt.time(19))
    add, pages = reverse("training:attendance_sheet_photo", args=[code]), listed(session)
    assert add in page(cast.officer, pages)
    upload = {"upload": SimpleUploadedFile("foto.png", photo()), "caption": "halaman 1"}
    assert signed_in(cast.secretary).post(add, upload).status_code == 403
    assert signed_in(cast.other_officer).post(add, upload).status_code == 404
    upload["upload"].seek(0)
    assert client.post(add, upload)["Location"] == pages
    kept = TrainingFile.objects.get()
    assert (kept.kind, kept.session, kept.training) == ("sheet", None, session.training)
    url = reverse("training:attendance_photo_file", args=[code, kept.code])
    shown = (pages, address("take", session), address("take", other))
    for place in shown:
        assert url in page(cast.officer, place), place
        assert url not in page(cast.secretary, place), place
    assert add not in page(cast.secretary, pages)
    foreign = SessionFactory(training__office=session.training.office)
    assert url not in page(cast.officer, address("take", foreign))
    assert "upload" in errors(client.post(add, {"upload": SimpleUploadedFile("a.txt", b"bukan")}))
    remove = reverse("training:training_file_remove", args=[code, kept.code])
    assert client.post(remove)["Location"] == pages
    assert url not in page(cast.officer, pages)


def test_a_sheet_is_taken_off_from_its_session(cast: Cast, session: Session) -> None:
    sheet = TrainingFileFactory(training=session.training, session=session, kind="sheet")
    url = reverse("training:training_file_remove", args=[session.training.code, sheet.code])
    assert url in page(cast.officer, address("take", session))
    assert signed_in(cast.secretary).post(url).status_code == 403
    assert signed_in(cast.officer).post(url).url == address("take", session)
    sheet.refresh_from_db()
    assert sheet.ended
    assert url not in page(cast.officer, address("take", session))
    opened = reverse("training:attendance_photo_file", args=[session.training.code, sheet.code])
    assert signed_in(cast.officer).get(opened).status_code == 404


def test_the_sheet_of_a_session_that_was_called_off_is_still_shown(
    cast: Cast, session: Session
) -> None:
    sheet = TrainingFileFactory(training=session.training, session=session, kind="sheet")
    Attendance.objects.all().delete()
    session.call_off("Banjir")
    url = reverse("training:attendance_photo_file", args=[session.training.code, sheet.code])
    assert url in page(cast.officer, address("take", session))
