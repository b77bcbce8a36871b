"""What trainings tell on the timelines of people and groups, in the search, on home pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from core import timeline
from core.registry import TimelineEntry
from members.models import Person
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.training.factories import (
    AttendanceFactory,
    CertificateFactory,
    ParticipantFactory,
    SessionFactory,
    TrainerFactory,
)
from tests.training.pages import a_training, an_office, page, signed_in


def told_of(person: Person, user: Any) -> dict[str, TimelineEntry]:
    people = Person.objects.with_acts(user, ["members.view_sensitive"])
    entries = timeline.entries("person", people.get(pk=person.pk), user)
    return {str(entry.title): entry for entry in entries}


def test_her_timeline_tells_what_she_attended_and_taught(cast: Cast) -> None:
    training = a_training(cast, title="Budidaya cabai", state="running")
    who = ParticipantFactory(training=training, person=cast.person)
    first = SessionFactory(training=training)
    SessionFactory(training=training, date="2023-02-21", hours="7.5")
    SessionFactory(training=training, date="2023-02-22", cancel_reason="Hujan")
    AttendanceFactory(session=first, participant=who, state="late")
    CertificateFactory(participant=who, number="7/SERT/2023")
    TrainerFactory(training=training, name="", person=cast.person)
    entries = told_of(cast.person, cast.officer)
    hers = entries["Pelatihan: Budidaya cabai"]
    assert hers.at == "2023-02-20"
    told = "20–23 Februari 2023 · hadir 8 dari 15,5 jam · sertifikat 7/SERT/2023"
    assert hers.detail == told
    assert hers.url == training.get_absolute_url()
    assert entries["Mengajar: Budidaya cabai"].detail == "20–23 Februari 2023 · 15,5 jam"


def test_it_leads_only_where_the_reader_may_open_it(cast: Cast) -> None:
    training = a_training(cast, cast.person, title="Jahe", office=an_office("18.02"))
    gone = ParticipantFactory(training=a_training(cast, title="Kopi"), person=cast.person)
    gone.withdrawn_on, gone.withdrawn_reason = dt.date(2023, 2, 19), "Sakit"
    gone.save()
    a_training(cast, cast.person, title="Batal", state="cancelled", state_reason="x")
    for user, url in (
        (cast.officer, ""),
        (cast.secretary, training.get_absolute_url()),
        (cast.viewer, training.get_absolute_url()),
    ):
        entries = told_of(cast.person, user)
        assert entries["Pelatihan: Jahe"].url == url
        assert not {"Pelatihan: Kopi", "Pelatihan: Batal"} & entries.keys()


def test_the_group_s_timeline_counts_its_people(cast: Cast) -> None:
    training = a_training(cast, cast.person, cast.other_person, title="Cabai", state="finished")
    ParticipantFactory(
        training=training,
        person=None,
        name="Suami Sri",
        relation="husband",
        relative_of=MemberFactory(group=cast.group),
    )
    entries = {str(e.title): e for e in timeline.entries("group", cast.group, cast.secretary)}
    assert entries["Pelatihan: Cabai"].detail == "20–23 Februari 2023 · 2 orang ikut"
    assert entries["Pelatihan: Cabai"].url == training.get_absolute_url()


def found(user: Any, text: str) -> list[str]:
    context = Client()
    context.force_login(user)
    html = context.get("/search/", {"q": text}).content.decode()
    return [title for title in ("Budidaya kakao", "Budidaya kopi") if title in html]


def test_the_search_finds_trainings(cast: Cast) -> None:
    training = a_training(cast, cast.person, title="Budidaya kakao")
    a_training(cast, title="Budidaya kopi", office=an_office("18.02"))
    assert found(cast.officer, "budidaya") == ["Budidaya kakao"]
    assert found(cast.secretary, "kakao") == ["Budidaya kakao"]
    assert found(cast.viewer, "budidaya") == ["Budidaya kakao", "Budidaya kopi"]
    assert found(cast.other_secretary, "budidaya") == []
    opened = signed_in(cast.secretary).get("/search/", {"q": training.code})
    assert opened.url == training.get_absolute_url()


def tasks(user: Any, title: str) -> list[dict[str, Any]]:
    context = signed_in(user).get("/").context
    cards = [c.context for c in context["main"] if c.template == "components/_tasks.html"]
    return next((list(c["tasks"]) for c in cards if str(c["title"]) == title), [])


def fill(cast: Cast) -> None:
    a_training(cast, cast.person, title="Lewat", starts_on="2023-02-01", ends_on="2023-02-02")
    for title in ("Jalan", "Jalan juga"):
        a_training(cast, cast.person, title=title)
    a_training(cast, title="Segera", starts_on="2023-03-01", ends_on="2023-03-01")
    a_training(cast, cast.person, title="Nanti", starts_on="2024-03-01", ends_on="2024-03-01")
    a_training(cast, title="Lain", office=an_office("18.02"))


@pytest.mark.usefixtures("db")
def test_home_pages_know_the_trainings(cast: Cast) -> None:
    with time_machine.travel("2023-02-20T05:00:00+07:00", tick=False):
        assert tasks(cast.officer, "Pelatihan") == []
        fill(cast)
        waiting = tasks(cast.officer, "Pelatihan")
        assert [task["chip_label"] for task in waiting] == ["2", "1", "1"]
        for task in waiting:
            listed = signed_in(cast.officer).get(task["url"]).context["page"].total
            assert str(listed) == task["chip_label"]
        ours = tasks(cast.secretary, "Pelatihan anggota kami")
        assert [task["label"] for task in ours] == ["Jalan", "Jalan juga", "Nanti"]
        assert ours[0]["chip_label"] == "1 orang"
        for user in (cast.viewer, cast.admin, cast.other_secretary):
            assert tasks(user, "Pelatihan anggota kami") == tasks(user, "Pelatihan") == []
        assert f'href="{ours[0]["url"]}"' in page(cast.secretary, "/")
