"""training.views.certificates: who can get one, issuing, one certificate, its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.storage import keep_scan
from institutions.models import Institution
from tests.aid.pages import errors
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import MemberFactory
from tests.members.pages import page, signed_in
from tests.queries import allowed, queries_of
from tests.training.certified import a_class, an_office, enrol, issue
from tests.training.factories import (
    OtherCertificateFactory,
    ParticipantFactory,
    TrainingFactory,
)
from tests.training.test_services_certificates import rename
from training.models import Certificate, Participant, Training
from training.services_certificates import revoke_certificate


@pytest.fixture
def office(cast: Cast) -> Institution:
    """The officer's own."""
    office = an_office(name="Disnakertrans Uji")
    User.objects.filter(pk=cast.officer.pk).update(institution=office)
    cast.officer.refresh_from_db()
    return office


def url(name: str, training: Training, **more: Any) -> str:
    return reverse(f"training:certificate_{name}", kwargs={"code": training.code, **more})


def url_of(name: str, paper: Certificate) -> str:
    return reverse(f"training:certificate_{name}", kwargs={"code": paper.code})


def typed(*holders: Participant, **instead: Any) -> dict[str, Any]:
    return {
        "ticked": [holder.code for holder in holders],
        "day": "2023-02-24",
        "signed_at": "Kalianda",
    } | instead


def test_the_list_says_who_can_get_one_and_why_not(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    enrol(training, "Painem", number=2, sessions=1)
    text = page(cast.officer, url("list", training))
    assert "1. Wagini" in text
    assert "bisa diterbitkan" in text
    assert "50% <small>8 dari 16 jam" in text.replace("50%<small>", "50% <small>")
    assert "kehadiran kurang" in text
    assert "mulai 80% jam" in text


def withdraw(holder: Participant) -> None:
    Participant.objects.filter(pk=holder.pk).update(
        withdrawn_on="2023-02-25", withdrawn_reason="Salah orang"
    )


def test_who_withdrew_stays_on_the_list_of_certificates(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", "Aminah", "Sumi", office=office)
    first, second, third = training.participants.all()
    [paper] = issue(training, first)
    withdraw(first)
    withdraw(third)
    text = page(cast.officer, url("list", training))
    assert "1. Wagini" in text
    assert paper.number in text
    assert "mengundurkan diri" in text
    assert "Sumi" not in text
    assert "0 dari 1 sudah punya" in text
    assert "Wagini" not in page(cast.officer, url("issue", training))
    revoke_certificate(certificate=paper, reason="Salah orang")
    assert page(cast.officer, url("list", training)).count("bisa diterbitkan") == 1
    assert second.certificates.count() == 0


def test_one_of_who_withdrew_is_not_issued_anew(cast: Cast, office: Institution) -> None:
    training = a_class("Marsina", office=office)
    [paper] = issue(training)
    rename(paper, "Marsinah Lestiani")
    withdraw(paper.participant)
    answer = signed_in(cast.officer).post(url_of("reissue", paper), {"reason": "Salah tulis"})
    assert "mengundurkan diri" in errors(answer)["__all__"][0]
    assert Certificate.objects.count() == 1


def test_a_secretary_sees_her_own_women_and_issues_nothing(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    enrol(training, person=cast.person, number=2)
    issue(training)
    text = page(cast.secretary, url("list", training))
    assert cast.person.name in text
    assert "002/SERT/II/2023" in text
    assert "Wagini" not in text
    assert signed_in(cast.secretary).get(url("issue", training)).status_code == 403


def test_a_class_is_issued(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", "Aminah", office=office)
    enrol(training, "Painem", number=3, sessions=1)
    text = page(cast.officer, url("issue", training))
    assert text.count("checked") == 2
    assert "Painem" in text
    both = training.participants.filter(number__lt=3)
    answer = signed_in(cast.officer).post(url("issue", training), typed(*both))
    assert answer.url == url("list", training)
    assert Certificate.objects.filter(issued_by=cast.officer).count() == 2
    assert "001/SERT/II/2023" in page(cast.officer, url("list", training))
    # The next class is signed in the same town.
    assert 'value="Kalianda"' in page(cast.officer, url("issue", a_class("Sumi", office=office)))


def test_a_class_of_fifty_costs_the_queries_of_one(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    issue(training)
    address, client = url("list", training), signed_in(cast.officer)
    assert queries_of(client, address) <= allowed("officer /trainings/CODE/certificates/")
    for number in range(2, 51):
        enrol(training, f"Peserta {number}", number=number)
    assert queries_of(client, address) <= allowed("officer /trainings/CODE/certificates/")


def test_a_post_that_comes_twice_acts_once(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    client = signed_in(cast.officer)
    form = client.get(url("issue", training)).context["form"]
    sent = typed(*training.participants.all()) | {"form_key": form["form_key"].value()}
    answers = [client.post(url("issue", training), sent) for _n in range(2)]
    assert [answer.url for answer in answers] == [url("list", training)] * 2
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("instead", "field", "words"),
    [
        ({"ticked": []}, "ticked", "Centang"),
        ({"ticked": ["abcdefghjk"]}, "ticked", "kehadirannya kurang"),
        ({"day": "2023-02-22"}, "day", "sebelum hari terakhir"),
        ({"day": "kemarin"}, "day", ""),
        ({"signed_at": ""}, "signed_at", ""),
    ],
)
def test_bad_input_is_said_at_its_field(
    cast: Cast, office: Institution, instead: dict[str, Any], field: str, words: str
) -> None:
    training = a_class("Wagini", office=office)
    sent = typed(*training.participants.all(), **instead)
    said = errors(signed_in(cast.officer).post(url("issue", training), sent))
    assert words in said[field][0]
    assert not Certificate.objects.exists()


def test_who_attended_too_little_is_not_issued_one(cast: Cast, office: Institution) -> None:
    training = a_class(office=office)
    holder = enrol(training, "Painem", number=1, sessions=0)
    said = errors(signed_in(cast.officer).post(url("issue", training), typed(holder)))
    assert "kehadirannya kurang" in said["ticked"][0]
    assert not Certificate.objects.exists()


def test_one_that_was_revoked_is_not_ticked_again(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    [paper] = issue(training)
    client = signed_in(cast.officer)
    assert errors(client.post(url_of("revoke", paper), {"reason": ""}))["reason"]
    client.post(url_of("revoke", paper), {"reason": "Bukan dia yang hadir"})
    text = page(cast.officer, url("issue", training))
    assert "Wagini" in text
    assert "checked" not in text
    text = page(cast.officer, paper.get_absolute_url())
    assert "Bukan dia yang hadir" in text
    assert "Cabut sertifikat" not in text


def test_a_name_that_changed_is_shown_and_issued_anew(cast: Cast, office: Institution) -> None:
    training = a_class("Marsina", office=office)
    [paper] = issue(training)
    assert "Terbitkan ulang" not in page(cast.officer, paper.get_absolute_url())
    rename(paper, "Marsinah Lestiani")
    text = page(cast.officer, paper.get_absolute_url())
    assert "Marsina di sertifikat, sekarang Marsinah Lestiani di register" in text
    assert "Terbitkan ulang" in text
    answer = signed_in(cast.officer).post(url_of("reissue", paper), {"reason": "Salah tulis"})
    anew = Certificate.objects.get(edition=2)
    assert answer.url == anew.get_absolute_url()
    assert anew.get_absolute_url() in page(cast.officer, paper.get_absolute_url())


def test_papers_are_taken_by_post_of_whom_one_may_see(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    assert signed_in(cast.officer).post(url("papers", training)).status_code == 404
    enrol(training, person=cast.person, number=2)
    papers = issue(training)
    answer = signed_in(cast.secretary).post(url("papers", training))
    assert answer["Content-Type"] == "application/pdf"
    assert signed_in(cast.secretary).post(url_of("paper", papers[0])).status_code == 404
    answer = signed_in(cast.secretary).post(url_of("paper", papers[1]))
    assert "Sertifikat%20002-SERT" in answer["Content-Disposition"] or (
        "002-SERT" in answer["Content-Disposition"]
    )


def test_the_signed_paper_is_attached_and_opened(cast: Cast, office: Institution) -> None:
    training = a_class(office=office)
    enrol(training, person=cast.person, number=1)
    [paper] = issue(training)
    assert url_of("attach", paper) in page(cast.officer, paper.get_absolute_url())
    client = signed_in(cast.officer)
    wrong = {"upload": SimpleUploadedFile("a.txt", b"bukan pindaian")}
    assert "upload" in errors(client.post(url_of("attach", paper), wrong))
    upload = {"upload": SimpleUploadedFile("a.png", photo())}
    assert client.post(url_of("attach", paper), upload).url == paper.get_absolute_url()
    assert url_of("scan", paper) in page(cast.viewer, paper.get_absolute_url())
    for user in (cast.secretary, cast.viewer):
        assert b"".join(signed_in(user).get(url_of("scan", paper))).startswith(b"\xff\xd8")
        assert signed_in(user).get(url_of("attach", paper)).status_code == 403
    assert signed_in(cast.other_secretary).get(url_of("scan", paper)).status_code == 404


def test_one_that_has_ended_takes_no_scan(cast: Cast, office: Institution) -> None:
    [paper] = issue(a_class("Wagini", office=office))
    revoke_certificate(certificate=paper, reason="Bukan dia yang hadir")
    upload = {"upload": SimpleUploadedFile("a.png", photo())}
    answer = signed_in(cast.officer).post(url_of("attach", paper), upload)
    assert answer.url == paper.get_absolute_url()
    assert not Certificate.objects.filter(scan__isnull=False).exists()


def test_another_offices_scan_is_withheld_from_a_viewer(cast: Cast, office: Institution) -> None:
    training = TrainingFactory(office=office, state=Training.State.FINISHED)
    holder = ParticipantFactory(training=training, person=cast.person, number=1)
    paper = OtherCertificateFactory(participant=holder, scan=keep_scan(photo()))
    assert b"".join(signed_in(cast.secretary).get(url_of("scan", paper))).startswith(b"\xff\xd8")
    assert signed_in(cast.viewer).get(url_of("scan", paper)).status_code == 404
    assert "dirahasiakan" in page(cast.viewer, paper.get_absolute_url())


def theirs(cast: Cast, office: Institution, **instead: Any) -> dict[str, Any]:
    return {"office": office.code, "number": "12/LPK/II/2023", "issued_on": "2023-02-24"} | instead


def test_another_offices_is_registered_as_typed(cast: Cast, office: Institution) -> None:
    training = TrainingFactory(office=office, state=Training.State.FINISHED)
    holder = ParticipantFactory(training=training, person=MemberFactory(), number=1)
    address = url("register", training, participant=holder.code)
    assert address in page(cast.officer, url("list", training))
    signed_in(cast.officer).post(address, theirs(cast, office))
    paper = Certificate.objects.get()
    assert (paper.number, paper.is_own, paper.verify_code) == ("12/LPK/II/2023", False, "")
    text = page(cast.officer, paper.get_absolute_url())
    assert "12/LPK/II/2023" in text
    assert "Sertifikat (PDF)" not in text
    assert signed_in(cast.officer).post(url_of("paper", paper)).status_code == 404
    said = errors(signed_in(cast.officer).post(address, theirs(cast, office)))
    assert "sudah punya sertifikat" in said["__all__"][0]


@pytest.mark.parametrize("days", [-10_000, 1])
def test_another_offices_has_a_plausible_day(cast: Cast, office: Institution, days: int) -> None:
    training = TrainingFactory(office=office, state=Training.State.FINISHED)
    holder = ParticipantFactory(training=training, number=1)
    day = timezone.localdate() + dt.timedelta(days=days)
    sent = theirs(cast, office, issued_on=day.isoformat())
    address = url("register", training, participant=holder.code)
    assert "tidak wajar" in errors(signed_in(cast.officer).post(address, sent))["issued_on"][0]


def test_what_this_office_certifies_is_not_registered(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office)
    holder = training.participants.get()
    address = url("register", training, participant=holder.code)
    answer = signed_in(cast.officer).post(address, theirs(cast, office))
    assert answer.url == url("list", training)
    assert not Certificate.objects.exists()
