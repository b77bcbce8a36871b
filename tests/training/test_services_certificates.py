"""Certificates: numbers, frozen words, who gets one, what ends one, what replaces one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from institutions.models import Institution, SeriesYear
from members.models import Person
from tests.factories import UserFactory
from tests.training.certified import a_class, address, an_office, enrol, issue, officer_of
from tests.training.factories import OrganiserFactory
from training.models import Attendance, Certificate, Participant, Session, Training
from training.services_certificates import reissue_certificate, revoke_certificate

pytestmark = pytest.mark.django_db


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        act()
    return " ".join(caught.value.messages)


def reissue(paper: Certificate, actor: Any = None) -> Certificate:
    return reissue_certificate(
        certificate=paper,
        reason="Nama salah tulis",
        actor=actor or officer_of(paper.participant.training),
        address=address,
    )


def rename(paper: Certificate, name: str) -> None:
    Person.objects.filter(pk=paper.participant.person_id).update(name=name)


def test_a_class_is_numbered_in_the_lists_order() -> None:
    training = a_class("Wagini", "Aminah", "Sumi")
    papers = issue(training)
    assert [(p.number, p.content["name"]) for p in papers] == [
        ("001/SERT/II/2023", "Wagini"),
        ("002/SERT/II/2023", "Aminah"),
        ("003/SERT/II/2023", "Sumi"),
    ]
    assert len({paper.verify_code for paper in papers}) == 3
    assert issue(a_class("Painem", office=training.office))[0].register_seq == 4


def test_what_it_says_is_frozen() -> None:
    training = a_class(title="Budidaya Cabai")
    OrganiserFactory(training=training, institution=an_office(name="BP3MI Lampung"))
    OrganiserFactory(training=training, institution=an_office(name="Dinas Lain"), ended=True)
    holder = enrol(training, "Marsinah", number=1)
    [paper] = issue(training)
    Institution.objects.update(head_name="Orang Lain", letterhead="LAIN")
    said = Certificate.objects.get(pk=paper.pk).content
    assert said["signer"] == {
        "name": "Harun Prasetya, S.E.",
        "position": "Kepala Dinas",
        "nip": "197001011995031001",
    }
    assert said["hours"] == said["attended"] == "16 (enam belas)"
    assert said["days"] == "20 sampai dengan 23 Februari 2023"
    assert said["organisers"] == "BP3MI Lampung"
    assert said["origin"].startswith(f"{holder.person.group.name}, Bumi Daya")
    assert said["verify_url"] == address(paper.verify_code)
    assert (said["signed_at"], said["day"]) == ("Kalianda", "24 Februari 2023")


def test_nothing_of_her_but_name_and_group_is_on_it() -> None:
    training = a_class()
    holder = enrol(training, "Marsinah", number=1)
    Person.objects.filter(pk=holder.person_id).update(
        birth_place="Kotabumi", birth_date="1988-04-17", phone="+6281234567890"
    )
    said = str(issue(training)[0].content)
    for secret in ("Kotabumi", "1988", "81234567890"):
        assert secret not in said


def test_of_who_is_not_registered_the_typed_name_is_printed() -> None:
    training = a_class()
    holder = enrol(training, "Tukimin bin Karso", number=1)
    Participant.objects.filter(pk=holder.pk).update(person=None, name="Tukimin bin Karso")
    assert issue(training)[0].content["name"] == "Tukimin bin Karso"


@pytest.mark.parametrize(("percent", "gets_one"), [(50, True), (51, False)])
def test_only_who_attended_enough_gets_one(percent: int, gets_one: bool) -> None:
    training = a_class("Wagini", min_attendance=percent)
    enrol(training, "Painem", sessions=1, number=2)
    if gets_one:
        assert issue(training)[1].content["attended"] == "8 (delapan)"
        return
    words = refusal(lambda: issue(training))
    assert "Painem" in words
    assert "Wagini" not in words
    assert not Certificate.objects.exists()
    assert not SeriesYear.objects.exists()


def test_a_session_that_was_called_off_does_not_count() -> None:
    training = a_class("Wagini")
    Session.objects.create(
        training=training, date=dt.date(2023, 2, 22), hours=8, cancel_reason="Banjir"
    )
    assert issue(training)[0].content["hours"] == "16 (enam belas)"


def _not_certified(training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(certifies=False)


def _running(training: Training) -> None:
    Training.objects.filter(pk=training.pk).update(state=Training.State.RUNNING)


def _headless(training: Training) -> None:
    Institution.objects.filter(pk=training.office_id).update(head_name="")


def _withdrawn(training: Training) -> None:
    training.participants.update(withdrawn_on=dt.date(2023, 2, 21), withdrawn_reason="Pindah")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_not_certified, "tidak menerbitkan sertifikat pelatihan ini"),
        (_running, "setelah pelatihan selesai"),
        (_headless, "belum punya nama kepala"),
        (_withdrawn, "tidak ada lagi di daftar"),
    ],
)
def test_what_is_in_the_way_is_said(change: Callable[[Training], None], words: str) -> None:
    training = a_class("Wagini")
    change(training)
    assert words in refusal(lambda: issue(training))
    assert not Certificate.objects.exists()


def test_another_offices_officer_is_refused() -> None:
    training = a_class("Wagini")
    stranger = UserFactory(institution=an_office(name="Dinas Tetangga"))
    assert training.office.name in refusal(lambda: issue(training, actor=stranger))
    assert len(issue(training)) == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2023, 2, 22), "sebelum hari terakhir"),
        (timezone.localdate() + dt.timedelta(days=1), "di masa depan"),
    ],
)
def test_a_day_outside_is_refused(day: dt.date, words: str) -> None:
    training = a_class("Wagini")
    assert words in refusal(lambda: issue(training, day=day))


def test_nobody_gets_two() -> None:
    training = a_class("Wagini")
    issue(training)
    assert "sudah punya sertifikat" in refusal(lambda: issue(training))
    enrol(training, "Painem", number=2)
    assert [paper.number for paper in issue(training)] == ["002/SERT/II/2023"]


def test_a_revoked_number_is_never_given_again() -> None:
    training = a_class("Wagini")
    [paper] = issue(training)
    revoke_certificate(certificate=paper, reason="Bukan dia yang hadir")
    ended = Certificate.objects.get(pk=paper.pk)
    assert (ended.state, ended.end_reason) == ("revoked", "Bukan dia yang hadir")
    assert ended.ended_on == timezone.localdate()
    assert "sudah tidak berlaku" in refusal(
        lambda: revoke_certificate(certificate=paper, reason="Lagi")
    )
    assert [anew.number for anew in issue(training)] == ["002/SERT/II/2023"]


def test_a_wrong_name_makes_a_new_edition_with_the_same_number() -> None:
    training = a_class("Marsina")
    [paper] = issue(training)
    rename(paper, "Marsinah Lestiani")
    Institution.objects.filter(pk=training.office_id).update(head_name="Kepala Baru")
    anew = reissue(paper)
    old = Certificate.objects.get(pk=paper.pk)
    assert (old.state, old.content["name"]) == ("replaced", "Marsina")
    assert (anew.number, anew.edition, anew.replaces_id) == (old.number, 2, old.pk)
    assert anew.content["name"] == "Marsinah Lestiani"
    assert anew.content["signer"]["name"] == "Kepala Baru"
    assert anew.content["edition"].startswith("Terbitan ke-2, menggantikan")
    assert anew.issued_on == timezone.localdate()
    assert anew.verify_code != old.verify_code
    assert "sudah tidak berlaku" in refusal(lambda: reissue(paper))
    assert SeriesYear.objects.get().last == 1


def test_what_is_right_is_not_issued_anew() -> None:
    [paper] = issue(a_class("Marsinah"))
    assert "Perbaiki dahulu" in refusal(lambda: reissue(paper))
    rename(paper, "Marsinah Lestiani")
    stranger = UserFactory(institution=an_office())
    assert "Hanya petugas" in refusal(lambda: reissue(paper, stranger))
    Attendance.objects.filter(participant=paper.participant_id).update(state="absent")
    assert "Marsinah Lestiani" in refusal(lambda: reissue(paper))
    assert Certificate.objects.get().holds


def at_once(act: Callable[[Any], Any], rows: list[Any], threads: int) -> list[Any]:
    """What each answers, or the sentence that refuses it."""

    def run(row: Any) -> Any:
        try:
            return act(row)
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, rows))


@pytest.mark.django_db(transaction=True)
def test_fifty_classes_at_once_have_fifty_consecutive_numbers() -> None:
    office = an_office()
    classes = [a_class("Wagini", office=office) for _n in range(50)]
    actor = UserFactory(institution=office)
    answers = at_once(lambda each: issue(each, actor=actor)[0].register_seq, classes, 10)
    assert sorted(answers) == list(range(1, 51))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_issue_one_class_one_is_told() -> None:
    training = a_class("Wagini", "Aminah", "Sumi")
    officers = [officer_of(training), officer_of(training)]
    answers = at_once(lambda user: len(issue(training, actor=user)), officers, 2)
    assert 3 in answers
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sorted(p.register_seq for p in Certificate.objects.all()) == [1, 2, 3]
    assert Participant.objects.filter(certificates__state="issued").count() == 3
    assert issue(a_class("Painem", office=training.office))[0].register_seq == 4
