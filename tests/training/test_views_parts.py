"""Sessions, trainers, materials and photos of a training."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.contracts.places import photo
from tests.members.pages import file_of
from tests.training.factories import AttendanceFactory, SessionFactory, TrainerFactory
from tests.training.pages import a_training, errors, page, signed_in
from training.models import Session, Trainer, Training, TrainingFile


def post(user: Any, training: Training, rest: str, **data: Any) -> Any:
    return signed_in(user).post(training.get_absolute_url() + rest, data)


def test_sessions_are_added_and_changed(cast: Cast) -> None:
    training = a_training(cast)
    post(cast.officer, training, "sessions/add/", date="2023-02-20", hours="7,5", begins_at="08:00")
    session = Session.objects.get()
    assert (session.hours, session.begins_at.hour) == (7.5, 8)
    url = f"sessions/{session.code}/edit/"
    post(cast.officer, training, url, date="2023-02-21", hours="6", subject="Pupuk")
    session.refresh_from_db()
    assert (session.date.day, session.subject) == (21, "Pupuk")
    assert post(cast.other_officer, training, url, hours="1").status_code == 404
    assert post(cast.secretary, training, url, hours="1").status_code == 403


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"date": "2023-02-24"}, "date"),
        ({"date": "kemarin"}, "date"),
        ({"hours": "0"}, "hours"),
        ({"hours": "25"}, "hours"),
        ({"begins_at": "25:00"}, "begins_at"),
    ],
)
def test_a_session_that_cannot_be_is_refused(
    cast: Cast, values: dict[str, str], field: str
) -> None:
    right = {"date": "2023-02-20", "hours": "8"}
    answer = post(cast.officer, a_training(cast), "sessions/add/", **(right | values))
    assert list(errors(answer)) == [field]
    assert not Session.objects.exists()


def test_two_sessions_at_one_time_are_refused(cast: Cast) -> None:
    training = SessionFactory(training=a_training(cast)).training
    answer = post(cast.officer, training, "sessions/add/", date="2023-02-20", hours="8")
    assert "sesi" in str(errors(answer)).lower()
    assert Session.objects.count() == 1


def test_a_session_is_called_off_with_a_reason(cast: Cast) -> None:
    training = a_training(cast)
    session = SessionFactory(training=training)
    url = f"sessions/{session.code}/cancel/"
    assert errors(post(cast.officer, training, url, reason=" "))["reason"]
    post(cast.officer, training, url, reason="Banjir")
    assert Session.objects.get().cancel_reason == "Banjir"
    assert "Banjir" in page(cast.officer, training.get_absolute_url())
    attended = AttendanceFactory(session=SessionFactory(training=training, date="2023-02-21"))
    url = f"sessions/{attended.session.code}/cancel/"
    assert (
        "kehadiran" in errors(post(cast.officer, training, url, reason="x"))["__all__"][0].lower()
    )


def test_a_member_is_found_and_named_as_trainer(cast: Cast) -> None:
    training = a_training(cast)
    html = page(cast.officer, f"{training.get_absolute_url()}trainers/add/?q=marsinah")
    assert f'value="{cast.person.code}"' in html
    html = page(cast.officer, f"{training.get_absolute_url()}trainers/add/?q=ponirah")
    assert cast.other_person.code not in html
    post(cast.officer, training, "trainers/add/", person=cast.person.code)
    post(cast.officer, training, "trainers/add/", name="Haryati", affiliation="BP3MI Lampung")
    assert [str(row) for row in training.trainers.all()] == [cast.person.name, "Haryati"]
    stranger = post(cast.officer, training, "trainers/add/", person=cast.other_person.code)
    assert errors(stranger)["person"]
    both = post(cast.officer, training, "trainers/add/", person=cast.person.code, name="Haryati")
    assert errors(both)["name"]
    assert errors(post(cast.officer, training, "trainers/add/", name=" "))["name"]
    assert training.trainers.count() == 2


def test_a_trainer_is_taken_off_and_may_come_back(cast: Cast) -> None:
    row = TrainerFactory(training=a_training(cast), name="", person=cast.person)
    url = f"trainers/{row.code}/end/"
    assert post(cast.secretary, row.training, url).status_code == 403
    post(cast.officer, row.training, url)
    assert Trainer.objects.get().ended
    post(cast.officer, row.training, "trainers/add/", person=cast.person.code)
    assert Trainer.objects.get().ended is False


def status(user: Any, url: str) -> int:
    """What comes back; a file is read and closed."""
    answer = signed_in(user).get(url)
    if answer.streaming:
        file_of(answer)
    return answer.status_code


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def test_materials_and_photos_are_added_served_and_taken_off(cast: Cast) -> None:
    training = a_training(cast, cast.person, state="finished")
    pdf = upload("panduan.pdf", b"%PDF-1.7\nPanduan\n%%EOF\n")
    post(cast.officer, training, "files/add/material/", upload=pdf, caption="Panduan")
    post(cast.officer, training, "files/add/photo/", upload=upload("kebun.png", photo()))
    material, picture = TrainingFile.objects.order_by("pk")
    urls = [f"{training.get_absolute_url()}files/{row.code}/" for row in (material, picture)]
    for user, seen in (
        (cast.officer, (200, 200)),
        (cast.admin, (200, 200)),
        (cast.secretary, (200, 404)),
        (cast.other_secretary, (404, 404)),
        (cast.other_officer, (404, 404)),
        (cast.viewer, (403, 403)),
    ):
        assert tuple(status(user, f"{url}full/") for url in urls) == seen, user
    assert status(cast.officer, f"{urls[1]}thumb/") == 200
    assert status(cast.officer, f"{urls[0]}thumb/") == 404
    assert post(cast.secretary, training, f"files/{material.code}/remove/").status_code == 403
    post(cast.officer, training, f"files/{material.code}/remove/")
    assert status(cast.officer, f"{urls[0]}full/") == 404


@pytest.mark.parametrize("kind", ["material", "photo"])
def test_a_page_named_pdf_is_refused(cast: Cast, kind: str) -> None:
    training = a_training(cast)
    page_named_pdf = upload("panduan.pdf", b"<html><script>alert(1)</script></html>")
    data = {"upload": page_named_pdf, "caption": "Panduan"}
    answer = post(cast.officer, training, f"files/add/{kind}/", **data)
    assert errors(answer)["upload"]
    assert not TrainingFile.objects.exists()
    assert (
        signed_in(cast.officer).get(f"{training.get_absolute_url()}files/add/sheet/").status_code
        == 404
    )
