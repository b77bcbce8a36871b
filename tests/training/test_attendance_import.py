"""training.imports: what each row of a paper list becomes, and who is meant by it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.imports.engine import read_file, review
from core.imports.spec import Preview
from core.models import Import
from tests.aid.pages import signed_in
from tests.cast import Cast
from tests.core.workbooks import DATA
from tests.factories import InstitutionFactory, MemberFactory, region
from tests.training.factories import (
    AttendanceFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from training.imports.attendance import AttendanceSheet
from training.models import Attendance, Participant, Training

NAME = "attendance_chili.xlsx"
EXPECTED = json.loads((DATA / f"{NAME}.expected.json").read_text())
STATES = {"hadir": "present", "sakit": "sick", "izin": "excused", "alpa": "absent"}
CREATE = "/trainings/attendance-import/"


@pytest.fixture
def training(cast: Cast) -> Training:
    """The chilli training with the people of its list; the relatives are named alone."""
    made = TrainingFactory(office=InstitutionFactory(region=region("18.01")))
    for day in range(4):
        SessionFactory(training=made, date=dt.date(2023, 2, 20 + day))
    for number, item in enumerate(EXPECTED, start=1):
        if item["relative"]:
            ParticipantFactory(training=made, number=number, person=None, name=item["name"])
        else:
            person = MemberFactory(group=cast.group, name=item["name"])
            ParticipantFactory(training=made, number=number, person=person)
    return made


def preview_of(training: Training, user: Any, data: bytes, name: str = "daftar.csv") -> Preview:
    spec = AttendanceSheet(user=user, training=training)
    preview = read_file(spec, data, name)
    review(spec, preview)
    return preview


def sent(training: Training, user: Any, data: bytes, name: str = "daftar.csv") -> Import:
    upload = {"training": training.code, "file": SimpleUploadedFile(name, data)}
    answer = signed_in(user).post(CREATE, upload)
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.latest("pk")


def said(row: Any) -> str:
    return " ".join(problem.message for problem in row.problems)


def step(name: str, row: Import) -> str:
    return reverse(f"training:attendance_import_{name}", args=[row.code])


def test_every_row_of_the_sample_becomes_what_is_expected(cast: Cast, training: Training) -> None:
    row = sent(training, cast.officer, (DATA / NAME).read_bytes(), NAME)
    client = signed_in(cast.officer)
    page = client.get(step("detail", row)).content.decode()
    assert not Attendance.objects.exists()
    wait = [item["row"] for item in EXPECTED if item["name"] != item["shown"]]
    preview = preview_of(training, cast.officer, (DATA / NAME).read_bytes(), NAME)
    assert [r.number for r in preview.rows] == [item["row"] for item in EXPECTED]
    assert [r.number for r in preview.refused] == wait == [12]
    assert "Misinem Wahyuni" in page
    who = Participant.objects.get(person__name="Misinem Wahyuni")
    click = {"sheet": "0", "row": "12", "who": who.code}
    assert client.post(step("choose", row), click).status_code == 302
    assert not Attendance.objects.exists()
    client.post(step("confirm", row))
    for item in EXPECTED:
        check(training, item)
    again = preview_of(training, cast.officer, (DATA / NAME).read_bytes(), NAME)
    assert {r.action for r in again.accepted} == {"same"}
    scores = Participant.objects.values_list("pre_score", "post_score").get(number=1)
    assert scores == (30, 90)


def check(training: Training, item: dict[str, Any]) -> None:
    who = training.participants.get(number=EXPECTED.index(item) + 1)
    assert str(who) == item["name"]
    rows = Attendance.objects.filter(participant=who)
    states = dict(rows.values_list("session__date", "state"))
    days = [dt.date(2023, 2, 20 + day) for day in range(4)]
    assert [states.get(day, "") for day in days] == [STATES.get(d, "") for d in item["days"]]


def test_a_blank_changes_nothing_and_a_cell_that_speaks_does(
    cast: Cast, training: Training
) -> None:
    first, second = training.sessions.all()[:2]
    who = training.participants.get(number=1)
    for session in (first, second):
        AttendanceFactory(session=session, participant=who, state="sick")
    data = b"Nama;Hari 1;Sesi II\nsri  LESTARI;;T\nEndang Ningsih;-;\n"
    row = sent(training, cast.officer, data)
    signed_in(cast.officer).post(step("confirm", row))
    assert Attendance.objects.get(session=first, participant=who).state == "sick"
    assert Attendance.objects.get(session=second, participant=who).state == "late"
    assert Attendance.objects.get(participant__number=2).state == "absent"
    assert Attendance.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Tukinah Asing;H;;", "tidak ada di daftar peserta"),
        ("Endang;H;;", "beberapa orang"),
        ("E. Komariah;H;;", "Eka Komariah"),
        ("Eka Komarioh;H;;", "Eka Komariah"),
        ("Sri Lestari;hdr;;", "hdr"),
        ("Sri Lestari;H;101;", "101"),
        ("Sri Lestari;H;-1;", "-1"),
        (";H;;", "Nama"),
    ],
)
def test_what_is_not_certain_waits_or_is_refused(
    cast: Cast, training: Training, line: str, words: str
) -> None:
    data = f"Nama;20/02/2023;Nilai Awal;Nilai Akhir\n{line}\n".encode()
    row = preview_of(training, cast.officer, data).rows[0]
    assert row.is_refused
    assert words in said(row)


def test_two_rows_of_one_person_and_one_who_withdrew_are_refused(
    cast: Cast, training: Training
) -> None:
    gone = training.participants.get(number=2)
    gone.withdrawn_on, gone.withdrawn_reason = dt.date(2023, 2, 19), "Sakit"
    gone.save()
    data = b"Nama;Hari I\nSri Lestari;H\nIbu Sri Lestari;A\nEndang Ningsih;H\n"
    rows = preview_of(training, cast.officer, data).rows
    assert [row.is_refused for row in rows] == [False, True, True]
    assert "baris 2" in said(rows[1])
    assert "mengundurkan diri" in said(rows[2])


def test_a_session_to_come_takes_nothing(cast: Cast, training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(ends_on=dt.date(2098, 1, 1))
    SessionFactory(training=training, date=dt.date(2098, 1, 1))
    row = preview_of(training, cast.officer, b"Nama;Hari V\nSri Lestari;H\n").rows[0]
    assert row.is_refused
    assert "2098" in said(row)


def test_a_click_names_only_who_could_be_meant(cast: Cast, training: Training) -> None:
    row = sent(training, cast.officer, b"Nama;Hari I\nM. Wahyuni;H\n")
    other = training.participants.get(number=1)
    click = {"sheet": "0", "row": "2", "who": other.code}
    answer = signed_in(cast.officer).post(step("choose", row), click, follow=True)
    assert "berubah" in answer.content.decode()
    row.refresh_from_db()
    assert row.counts["refused"] == 1
    assert signed_in(cast.secretary).post(step("choose", row), click).status_code == 403
    assert signed_in(cast.other_officer).post(step("choose", row), click).status_code == 404


def test_a_strangers_training_is_not_offered(cast: Cast, training: Training) -> None:
    upload = {"training": training.code, "file": SimpleUploadedFile("a.csv", b"Nama\nSri\n")}
    answer = signed_in(cast.other_officer).post(CREATE, upload)
    assert "training" in answer.context["form"].errors
    page = signed_in(cast.officer).get(f"{CREATE}?training={training.code}").content.decode()
    assert training.title in page
