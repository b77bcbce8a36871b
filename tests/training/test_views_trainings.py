"""Planning a training, changing it, and its states."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from institutions.models import Institution
from tests.cast import Cast
from tests.queries import allowed, queries_of
from tests.training.factories import (
    AttendanceFactory,
    OrganiserFactory,
    SessionFactory,
    TopicFactory,
    TrainerFactory,
    TrainingFileFactory,
)
from tests.training.pages import LIST, a_training, an_office, errors, page, signed_in
from training.models import Organiser, Session, Training

ADD = f"{LIST}add/"


@pytest.fixture
def office(cast: Cast) -> Institution:
    """The officer's own."""
    cast.officer.institution = an_office()
    cast.officer.save()
    return cast.officer.institution


def typed(**values: Any) -> dict[str, Any]:
    return {
        "title": "Pelatihan budidaya cabai",
        "topic": TopicFactory().key,
        "place": "Balai desa",
        "starts_on": "2023-02-20",
        "ends_on": "2023-02-23",
        "min_attendance": "80",
        "with_sessions": "on",
    } | values


def test_training_create_records_it_for_the_officer_s_office(
    cast: Cast, office: Institution
) -> None:
    other = an_office("18")
    answer = signed_in(cast.officer).post(ADD, typed(organisers=[office.code, other.code]))
    training = Training.objects.get()
    assert answer.url == training.get_absolute_url()
    assert training.office == office
    assert {row.institution for row in training.organisers.all()} == {office, other}
    days = training.sessions.values_list("date", "hours")
    assert [(day.day, hours) for day, hours in days] == [(20, 8), (21, 8), (22, 8), (23, 8)]
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert signed_in(user).post(ADD, typed()).status_code == 403


def test_training_create_without_sessions_and_without_an_own_office(cast: Cast) -> None:
    there, elsewhere = an_office(), an_office("18.02")
    client = signed_in(cast.officer)
    wrong = client.post(ADD, typed(office=elsewhere.code))
    assert errors(wrong)["office"]
    assert not Training.objects.exists()
    client.post(ADD, typed(office=there.code, with_sessions=""))
    assert Training.objects.get().office == there
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"ends_on": "2023-02-19"}, "ends_on", "mendahului hari pertama"),
        ({"starts_on": "1850-01-01"}, "starts_on", "tidak masuk akal"),
        ({"ends_on": "2090-12-31"}, "ends_on", "tidak masuk akal"),
        ({"ends_on": "2023-12-31"}, "ends_on", "315 hari"),
        ({"starts_on": "31 Februari 2019"}, "starts_on", ""),
        ({"quota": "0"}, "quota", "1.000"),
        ({"quota": "10000"}, "quota", "1.000"),
        ({"min_attendance": "101"}, "min_attendance", "100"),
        ({"title": ""}, "title", ""),
        ({"topic": "tidak-ada"}, "topic", ""),
        ({"organisers": ["tidak-ada"]}, "organisers", ""),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    cast: Cast, office: Institution, values: dict[str, Any], field: str, words: str
) -> None:
    found = errors(signed_in(cast.officer).post(ADD, typed(**values)))
    assert list(found) == [field]
    assert words in found[field][0]
    assert not Training.objects.exists()


def test_training_update_keeps_organisers_that_come_back(cast: Cast) -> None:
    training = a_training(cast)
    before = OrganiserFactory(training=training, institution=training.office)
    client, url = signed_in(cast.officer), f"{training.get_absolute_url()}edit/"
    assert client.post(url, typed(title="Cabai rawit")).status_code == 302
    before.refresh_from_db()
    assert before.ended
    client.post(url, typed(organisers=[training.office.code]))
    assert Organiser.objects.get().ended is False
    assert signed_in(cast.other_officer).get(url).status_code == 404
    assert signed_in(cast.secretary).get(url).status_code == 403


def test_the_days_hold_the_sessions(cast: Cast) -> None:
    training = SessionFactory(training=a_training(cast)).training
    url = f"{training.get_absolute_url()}edit/"
    found = errors(signed_in(cast.officer).post(url, typed(starts_on="2023-02-21")))
    assert "sesi" in found["ends_on"][0].lower()


def state(cast: Cast, training: Training, **data: str) -> Any:
    return signed_in(cast.officer).post(f"{training.get_absolute_url()}state/", data)


def now(training: Training) -> str:
    return Training.objects.values_list("state", flat=True).get(pk=training.pk)


def test_training_state_offers_the_steps_of_the_table(cast: Cast) -> None:
    training = a_training(cast)
    url = f"{training.get_absolute_url()}state/"
    html = page(cast.officer, url)
    assert all(f'value="{step}"' in html for step in ("open", "running", "finished", "cancelled"))
    for step in ("open", "running", "finished"):
        assert state(cast, training, state=step).status_code == 302
        assert now(training) == step
    assert errors(state(cast, training, state="running"))["reason"]
    state(cast, training, state="running", reason="Absen salah")
    assert now(training) == "running"
    assert errors(state(cast, training, state="cancelled"))["reason"]
    state(cast, training, state="cancelled", reason="Banjir")
    assert now(training) == "cancelled"
    assert state(cast, training, state="running", reason="x").status_code == 302
    assert now(training) == "cancelled"
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert signed_in(user).get(url).status_code == 403


def test_training_state_tells_who_comes_too_late(cast: Cast) -> None:
    training = a_training(cast)
    state(cast, training, state="open")
    late = state(cast, training, state="finished", seen_state="planned")
    assert "sudah berubah" in errors(late)["__all__"][0]
    assert now(training) == "open"


def test_a_training_to_come_is_not_started_and_one_that_was_held_not_cancelled(cast: Cast) -> None:
    day = dt.date(2098, 1, 1)
    coming = a_training(cast, starts_on=day, ends_on=day)
    assert errors(state(cast, coming, state="running"))["state"]
    held = a_training(cast)
    AttendanceFactory(session=SessionFactory(training=held))
    assert errors(state(cast, held, state="cancelled", reason="x"))["state"]
    assert {now(coming), now(held)} == {"planned"}


def test_a_finished_training_is_reopened_before_it_is_changed(cast: Cast) -> None:
    training = a_training(cast, state="finished")
    url = training.get_absolute_url()
    answer = signed_in(cast.officer).get(f"{url}edit/", follow=True)
    assert answer.redirect_chain[0][0] == url
    assert "Buka kembali" in answer.content.decode()


def test_training_detail_shows_each_role_what_is_hers(cast: Cast) -> None:
    training = a_training(cast, cast.person, cast.other_person, quota=25)
    SessionFactory(training=training, subject="Pupuk")
    TrainingFileFactory(training=training, caption="Panduan cabai")
    TrainingFileFactory(training=training, kind="photo", caption="Kebun contoh")
    TrainerFactory(training=training, name="", person=cast.person)
    url = training.get_absolute_url()
    seen = page(cast.officer, url)
    assert all(words in seen for words in ("2 dari 25", "Panduan cabai", "Kebun contoh", "Pupuk"))
    assert cast.person.get_absolute_url() in seen
    hers = page(cast.secretary, url)
    assert "Panduan cabai" in hers
    assert "Kebun contoh" not in hers
    assert "1 orang" in hers
    assert "2 dari 25" not in hers
    assert "Langkah berikutnya" not in hers
    assert "Panduan cabai" not in page(cast.viewer, url)
    assert signed_in(cast.other_officer).get(url).status_code == 404


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_training_detail_costs_the_same_for_any_number(cast: Cast, role: str) -> None:
    training = a_training(cast, cast.person)
    counts = []
    for number in (1, 3):
        for _n in range(number):
            TrainerFactory(training=training)
            OrganiserFactory(training=training)
            TrainingFileFactory(training=training)
            day = dt.date(2023, 2, 20 + training.sessions.count())
            SessionFactory(training=training, date=day)
        counts.append(queries_of(signed_in(cast.insiders[role]), training.get_absolute_url()))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}CODE/")


def test_training_history_is_the_office_s(cast: Cast) -> None:
    training = a_training(cast, cast.person)
    state(cast, training, state="open")
    url = f"{training.get_absolute_url()}history/"
    assert "mengubah pelatihan" in page(cast.officer, url)
    assert page(cast.admin, url)
    for user in (cast.secretary, cast.viewer):
        assert signed_in(user).get(url).status_code == 403
