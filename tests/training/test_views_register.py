"""training.views.register: whose certificates, in which order, what narrows them, their file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest

from accounts.models import User
from core.models import ExportLog
from core.storage import keep_scan
from institutions.models import Institution
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import MemberFactory, PlacementFactory, region
from tests.members.pages import file_of, page, signed_in
from tests.queries import allowed, queries_of
from tests.training.certified import a_class, an_office, enrol, issue
from tests.training.factories import (
    CertificateFactory,
    OtherCertificateFactory,
    ParticipantFactory,
    TrainingFactory,
)
from training.models import Certificate
from training.services_certificates import revoke_certificate

REGISTER = "/trainings/certificates/"


@pytest.fixture
def office(db: None) -> Institution:
    return an_office(name="Disnakertrans Uji", region=region("18.01"))


def numbers(user: User, query: str = "") -> list[str]:
    html = page(user, REGISTER + query)
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', html)


def short(user: User, query: str = "") -> list[int]:
    return [int(number[:3]) for number in numbers(user, query)]


def test_each_sees_the_numbers_of_her_place_in_order(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", "Aminah", office=office)
    enrol(training, person=cast.person, number=3)
    issue(training)
    other = an_office(name="Disnaker Lain", region=region("18.02"))
    issue(a_class("Sumi", office=other, title="Kakao"))
    assert short(cast.officer) == [3, 2, 1]
    assert short(cast.officer, "?sort=old") == [1, 2, 3]
    assert numbers(cast.secretary) == ["003/SERT/II/2023"]
    assert sorted(short(cast.viewer)) == [1, 1, 2, 3]
    assert short(cast.viewer, f"?office={other.code}") == [1]
    assert short(cast.other_officer) == [1]
    assert numbers(cast.other_secretary) == []
    assert "Belum ada sertifikat" in page(cast.other_secretary, REGISTER)


def test_one_of_who_withdrew_and_both_editions_stand_in_it(cast: Cast, office: Institution) -> None:
    [paper] = issue(a_class("Marsina", office=office))
    type(paper.participant).objects.update(
        withdrawn_on="2023-02-25", withdrawn_reason="Salah orang"
    )
    Certificate.objects.update(state="replaced", ended_on="2023-03-01", end_reason="Salah tulis")
    same = {"register_seq": paper.register_seq, "number": paper.number, "edition": 2}
    CertificateFactory(participant=paper.participant, replaces=paper, **same)
    text = page(cast.officer, REGISTER)
    assert numbers(cast.officer) == [paper.number, paper.number]
    assert "terbitan ke-2" in text
    assert "Marsina" in text


def test_the_register_is_narrowed(cast: Cast, office: Institution) -> None:
    first = a_class("Wagini", "Aminah", office=office, title="Cabai")
    one, two = issue(first)
    revoke_certificate(certificate=one, reason="Bukan dia yang hadir")
    Certificate.objects.filter(pk=two.pk).update(scan=keep_scan(photo()))
    second = TrainingFactory(office=office, title="Kakao")
    day = dt.date(2024, 3, 2)
    later = {"register_year": 2024, "register_seq": 1, "issued_on": day}
    CertificateFactory(participant=ParticipantFactory(training=second), **later)
    theirs = ParticipantFactory(training=TrainingFactory(office=office))
    OtherCertificateFactory(participant=theirs)
    for query, expected in {
        "": ["001/SERT/2024", two.number, one.number],
        "?year=2023": [two.number, one.number],
        "?state=revoked": [one.number],
        f"?training={second.code}": ["001/SERT/2024"],
        "?q=AMINAH": [two.number],
        "?q=001/SERT/II": [one.number],
        "?scan=missing": ["001/SERT/2024"],
        "?scan=there": [two.number],
        "?year=1999": ["001/SERT/2024", two.number, one.number],
    }.items():
        assert numbers(cast.officer, query) == expected, query
    assert "Tidak ada sertifikat yang cocok" in page(cast.officer, f"{REGISTER}?q=xyz")


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_the_register_costs_the_same_for_any_number(
    cast: Cast, office: Institution, role: str
) -> None:
    client, training = signed_in(cast.insiders[role]), TrainingFactory(office=office)
    counts = []
    for number in (1, 49):
        for _n in range(number):
            holder = ParticipantFactory(training=training, person=MemberFactory(group=cast.group))
            CertificateFactory(participant=holder)
        counts.append(queries_of(client, REGISTER))
    assert counts[0] == counts[1] == allowed(f"{role} {REGISTER}")


def rows(user: User, query: str = "", **more: Any) -> list[dict[str, str]]:
    columns = ["edition", "title", "hours", "issued_on", "reason", "signer"]
    data = {"columns": columns, "file_format": "csv"} | more
    text = file_of(signed_in(user).post(f"{REGISTER}export/{query}", data)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_holds_what_the_register_shows(cast: Cast, office: Institution) -> None:
    training = a_class("Wagini", office=office, title="Cabai")
    enrol(training, person=cast.person, number=2)
    one, _two = issue(training)
    revoke_certificate(certificate=one, reason="Bukan dia yang hadir")
    second, first = rows(cast.officer)
    assert (first["Nomor sertifikat"], first["Nama"]) == ("001/SERT/II/2023", "Wagini")
    assert (first["Keadaan"], first["Alasan"]) == ("dicabut", "Bukan dia yang hadir")
    assert (second["Nama pelatihan"], second["Jam"]) == ("Cabai", "16 (enam belas)")
    assert second["Ditandatangani oleh"] == "Harun Prasetya, S.E."
    assert [row["Nama"] for row in rows(cast.secretary)] == [cast.person.name]
    assert [row["Nama"] for row in rows(cast.viewer, "?state=revoked")] == ["Wagini"]
    log = ExportLog.objects.get(user=cast.officer)
    assert (log.what, log.rows) == ("training.certificates", 2)


def test_who_is_abroad_stands_in_no_file_of_a_secretary(cast: Cast, office: Institution) -> None:
    training = a_class(office=office)
    enrol(training, person=cast.person, number=1)
    issue(training)
    PlacementFactory(person=cast.person, status="abroad", returned=None)
    assert numbers(cast.secretary) == ["001/SERT/II/2023"]
    assert "masih di luar negeri" in page(cast.secretary, f"{REGISTER}export/")
    assert [row["Nama"] for row in rows(cast.officer)] == [cast.person.name]


def test_the_search_field_finds_a_certificate_by_its_number(
    cast: Cast, office: Institution
) -> None:
    training = a_class("Wagini", office=office)
    enrol(training, person=cast.person, number=2)
    issue(training)
    address = "/search/?q=002/sert/II/2023"
    assert "002/SERT/II/2023" in page(cast.officer, address)
    assert cast.person.name in page(cast.secretary, address)
    assert "Wagini" not in page(cast.secretary, "/search/?q=001/SERT/II/2023")
    assert cast.person.name not in page(cast.other_officer, address)
    assert cast.person.name not in page(cast.officer, "/search/?q=002/SERT/II/202")
