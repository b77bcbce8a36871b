"""Peserta: the list, corrections, withdrawal, joining, scores."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import ExportLog
from members.models import Person
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import InstitutionFactory, MemberFactory, region
from tests.members.pages import file_of
from tests.queries import allowed, queries_of
from tests.training.certified import a_class, an_office, enrol, issue
from tests.training.factories import (
    NamedFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from training.models import Participant, Training


@pytest.fixture
def training(cast: Cast) -> Training:
    """A training of the officer's own office, with one place and a member on the list."""
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281233452211")
    office = InstitutionFactory(region=region("18.01"))
    made = TrainingFactory(office=office, quota=1)
    ParticipantFactory(training=made, person=cast.person, number=1)
    return made


def address(name: str, training: Training, *codes: str) -> str:
    return reverse(f"training:participant_{name}", args=[training.code, *codes])


def test_everybody_sees_what_is_hers(cast: Cast, training: Training) -> None:
    ParticipantFactory(training=training, person=cast.other_person, number=2)
    url = address("list", training)
    html = page(cast.officer, url)
    assert cast.person.get_absolute_url() in html
    assert "0812-••••-2211" in html
    assert "2 dari 1" in html
    assert "1 orang di atas kuota" in html
    assert cast.other_person.name in html
    assert cast.other_person.get_absolute_url() not in html
    shown = page(cast.secretary, url)
    assert cast.person.name in shown
    assert cast.other_person.name not in shown
    assert "2 dari 1" not in shown
    assert "terdaftar dari kelompok Ibu" in shown
    assert address("update", training, training.participants.get(number=1).code) not in shown
    seen = page(cast.viewer, url)
    assert cast.other_person.get_absolute_url() in seen
    assert "2211" not in seen


def test_a_conflict_and_a_relative_are_told(cast: Cast, training: Training) -> None:
    ParticipantFactory(
        training=TrainingFactory(office=training.office, title="Menjahit"), person=cast.person
    )
    NamedFactory(
        training=training, relative_of=cast.person, name="Sutarman", phone="+6281200003344"
    )
    html = page(cast.officer, address("list", training))
    assert "Menjahit, 20 Februari 2023" in html
    assert "Suami dari Marsinah Lestiani" in html
    assert "0812-••••-3344" in html
    assert "3344" not in page(cast.viewer, address("list", training))


@pytest.mark.parametrize("who", ["officer", "secretary"])
def test_the_list_costs_the_same_for_one_and_for_fifty(
    cast: Cast, training: Training, who: str
) -> None:
    client = signed_in(getattr(cast, who))
    url, name = address("list", training), f"{who} /trainings/CODE/participants/"
    assert queries_of(client, url) == allowed(name)
    for number in range(2, 51):
        ParticipantFactory(training=training, person=MemberFactory(group=cast.group), number=number)
    assert queries_of(client, url) == allowed(name)


def test_number_and_scores_are_corrected(cast: Cast, training: Training) -> None:
    row, named = training.participants.get(), NamedFactory(training=training, number=2)
    url, client = address("update", training, row.code), signed_in(cast.officer)
    answer = client.post(url, {"number": "2", "post_score": "82,5"})
    assert named.name in errors(answer)["number"][0]
    assert "82,5" in answer.content.decode()
    for wrong in ("101", "-1", "NaN", "1e9", "12,345", "abc"):
        assert "post_score" in errors(client.post(url, {"number": "3", "post_score": wrong}))
    assert client.post(url, {"number": "3", "pre_score": "60", "post_score": "82,5"}).url
    row.refresh_from_db()
    assert (row.number, row.pre_score, float(row.post_score)) == (3, 60, 82.5)
    assert 'value="82,5"' in page(cast.officer, url)
    assert signed_in(cast.secretary).post(url, {"number": "4"}).status_code == 403


def test_of_a_named_one_the_name_is_corrected_too(cast: Cast, training: Training) -> None:
    row = NamedFactory(training=training, number=2)
    url = address("update", training, row.code)
    data = {"number": "2", "name": "Sutarno", "relation": "father", "phone": "0812 0000 3344"}
    assert signed_in(cast.officer).post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.relation, row.phone) == ("Sutarno", "father", "+6281200003344")
    assert "name" in errors(signed_in(cast.officer).post(url, data | {"name": ""}))


def test_somebody_withdraws_and_comes_back(cast: Cast, training: Training) -> None:
    row, client = training.participants.get(), signed_in(cast.officer)
    url = address("withdraw", training, row.code)
    assert "reason" in errors(client.post(url, {"reason": " "}))
    assert client.post(url, {"reason": "Anak sakit"}).status_code == 302
    assert "Anak sakit" in page(cast.officer, address("list", training))
    client.post(address("return", training, row.code))
    row.refresh_from_db()
    assert row.withdrawn_on is None


def test_a_named_one_is_joined_to_a_person(cast: Cast, training: Training) -> None:
    row = NamedFactory(training=training, name="Samini", number=2)
    person = MemberFactory(group=cast.group, name="Samini Wulandari")
    client, url = signed_in(cast.officer), address("join", training, row.code)
    assert f"?person={person.code}" in page(cast.officer, f"{url}?q=samini")
    assert cast.other_person.code not in page(cast.officer, f"{url}?q=ponirah")
    assert "person" in errors(client.post(url, {"person": cast.other_person.code}))
    assert (
        "sudah ada di daftar" in errors(client.post(url, {"person": cast.person.code}))["person"][0]
    )
    assert client.post(url, {"person": person.code}).status_code == 302
    row.refresh_from_db()
    assert (row.person, row.name) == (person, "Samini")
    assert "di daftar: Samini" in page(cast.officer, address("list", training))


def scores(client: Any, training: Training, data: dict[str, str]) -> Any:
    return client.post(address("scores", training), data)


def test_scores_of_the_whole_list_are_saved_at_once(cast: Cast, training: Training) -> None:
    first, second = training.participants.get(), NamedFactory(training=training, number=2)
    client = signed_in(cast.officer)
    data = {f"{first.code}-pre_score": "60", f"{second.code}-post_score": "120"}
    answer = scores(client, training, data)
    assert list(errors(answer)) == [f"{second.code}-post_score"]
    assert 'value="60"' in answer.content.decode()
    first.refresh_from_db()
    assert first.pre_score is None
    data[f"{second.code}-post_score"] = "90,5"
    assert scores(client, training, data).status_code == 302
    rows = Participant.objects.filter(training=training)
    assert [(r.pre_score, r.post_score and float(r.post_score)) for r in rows] == [
        (60, None),
        (None, 90.5),
    ]


def test_a_score_that_another_wrote_meanwhile_is_not_lost(cast: Cast, training: Training) -> None:
    row, client = training.participants.get(), signed_in(cast.officer)
    key, other = f"{row.code}-pre_score", f"{row.code}-post_score"
    seen = json.dumps({key: "", other: ""})
    Participant.objects.filter(pk=row.pk).update(pre_score=70)
    assert scores(client, training, {key: "", other: "80", "seen": seen}).status_code == 302
    row.refresh_from_db()
    assert (row.pre_score, row.post_score) == (70, 80)
    answer = scores(client, training, {key: "65", other: "80", "seen": seen})
    assert "70" in errors(answer)[key][0]
    again = answer.context["form"].seen_now
    assert scores(client, training, {key: "65", other: "80", "seen": again}).status_code == 302
    row.refresh_from_db()
    assert row.pre_score == 65


@pytest.mark.parametrize("seen", ["[[", "[1]", '{"a": 1}', "[" * 5_000])
def test_a_broken_page_of_scores_is_no_error(cast: Cast, training: Training, seen: str) -> None:
    row = training.participants.get()
    answer = scores(
        signed_in(cast.officer), training, {f"{row.code}-pre_score": "65", "seen": seen}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.pre_score == 65


def test_the_scores_cost_the_same_for_one_and_for_fifty(cast: Cast, training: Training) -> None:
    client, url = signed_in(cast.officer), address("scores", training)
    one = queries_of(client, url)
    for number in range(2, 51):
        NamedFactory(training=training, number=number, relative_of=cast.person)
    assert queries_of(client, url) == one == allowed("officer /trainings/CODE/participants/scores/")


def rows(user: User, training: Training, *columns: str) -> list[dict[str, str]]:
    data = {"columns": columns, "file_format": "csv"}
    answer = signed_in(user).post(address("export", training), data)
    text = file_of(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_of_the_list_holds_hours_and_certificates(cast: Cast) -> None:
    training = a_class(office=an_office(region=region("18.01")))
    enrol(training, person=cast.person, number=1, pre_score="62.5")
    enrol(training, "Painem", number=2, sessions=1)
    issue(training, training.participants.get(number=1))
    NamedFactory(training=training, number=3, name="Sutarman")
    asked = ("attended", "held", "pre_score", "paper", "relation")
    first, second, third = rows(cast.officer, training, *asked)
    assert (first["Nama"], first["Jam yang dihadiri"], first["Jam dilaksanakan"]) == (
        *(cast.person.name, "16", "16"),
    )
    assert (first["Nilai awal"], first["Nomor sertifikat"]) == ("62,5", "001/SERT/II/2023")
    assert (second["Jam yang dihadiri"], second["Nomor sertifikat"]) == ("8", "")
    assert not {"20 Feb 2023", "22 Feb 2023"} & first.keys()
    assert (third["Nama"], third["Hubungan"]) == ("Sutarman", "suami")
    assert [row["Nama"] for row in rows(cast.secretary, training)] == [cast.person.name]
    assert signed_in(cast.other_officer).get(address("export", training)).status_code == 404
    log = ExportLog.objects.get(user=cast.officer)
    assert (log.what, log.rows) == ("training.participants", 3)


def test_the_file_of_the_list_has_a_column_for_each_session(cast: Cast) -> None:
    training = a_class(office=an_office(region=region("18.01")))
    enrol(training, person=cast.person, number=1, sessions=1)
    NamedFactory(training=training, number=2, name="Sutarman")
    off, _late = (
        SessionFactory(training=training, date=dt.date(2023, 2, 21), begins_at=dt.time(hour))
        for hour in (13, 19)
    )
    off.call_off("Hujan")
    asked = [f"session-{session.code}" for session in training.sessions.held()]
    for key in asked:
        assert f'value="{key}" ' in page(cast.officer, address("export", training))
    first, second = rows(cast.officer, training, *asked)
    days = ("20 Feb 2023", "21 Feb 2023", "21 Feb 2023 19.00")
    assert [first[day] for day in days] == ["hadir", "tanpa keterangan", "belum dicatat"]
    assert {second[day] for day in days} == {"belum dicatat"}
    assert not any("13.00" in name for name in first)
    assert [row["Nama"] for row in rows(cast.secretary, training, asked[0])] == [cast.person.name]
