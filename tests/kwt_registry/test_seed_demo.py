"""The demonstration: the real case with invented people, once, and only with DEMO=1."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pghistory.models
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

import regions
from accounts import demo
from accounts.models import User
from aid.models import Equipment, Handover, ProposalLine, UseLog
from core import crypto
from core.indonesia import RegionName, check_nik
from kwt_registry.management.commands import seed_demo
from members.duplicates import pairs
from members.models import (
    Decree,
    Group,
    GroupClass,
    Membership,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)
from regions.services import replace_regions
from training.models import Attendance, Certificate, Skill, Training

DATA = Path(__file__).parents[1] / "data"
GROUPS_OF_SAMPLES = [
    "KWT PMI Purna Bumi Daya",
    "KWT Melati",
    "KWT Mekar Sari",
    "KWT Sekar Arum",
    "KWT Srikandi",
    "KWT Kenanga",
    "KWT Anggrek",
    "KWT Dahlia",
]


def lampung_selatan() -> Iterator[RegionName]:
    yield RegionName("18", "Lampung")
    yield RegionName("18.01", "Kabupaten Lampung Selatan")
    path = Path(regions.__file__).parent / "data" / "lampung_selatan_centroids.csv"
    with path.open(newline="") as handle:
        for row in csv.DictReader(handle):
            yield RegionName(row["code"], row["name"])


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration, with one district's regions instead of all; what the command said.

    Made once for this module, in a transaction around its tests.
    """
    said = io.StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(seed_demo, "load_regions", lambda: replace_regions(lampung_selatan()))
        call_command("seed_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def samples() -> list[dict[str, str]]:
    files = list(DATA.glob("roster_*.expected.json"))
    assert len(files) == 3
    return [row for file in files for row in json.loads(file.read_text())]


def test_the_demonstration_is_the_case_in_its_district(seeded: str) -> None:
    assert (Group.objects.count(), Person.objects.count()) == (41, 800)
    palas = Group.objects.filter(village__code__startswith="18.01.10.")
    assert sorted(palas.values_list("name", flat=True)) == sorted(GROUPS_OF_SAMPLES)
    districts = {code[:8] for code in Group.objects.values_list("village_id", flat=True)}
    assert len(districts) == 17
    case = Group.objects.get(name="KWT PMI Purna Bumi Daya")
    members = Person.objects.filter(group=case)
    assert (case.village_id, members.count()) == ("18.01.10.2013", 20)
    assert set(members.values_list("sex", flat=True)) == {"F"}
    assert members.abroad().count() == 3
    assert OfficeTerm.objects.open().filter(group=case).count() == 4
    for login in demo.LOGINS:
        assert login.username in seeded
    assert demo.PASSWORD in seeded


def test_the_demonstration_has_something_of_everything(seeded: str) -> None:
    assert 100 < Person.objects.incomplete().count() < 400
    assert 40 < Person.objects.abroad().count() < 200
    assert Person.objects.of_unknown_return().exists()
    assert Person.objects.former_members().count() > 30
    assert Person.objects.filter(group__isnull=True).exists()
    assert Person.objects.filter(photo__isnull=False).count() > 300
    assert Person.objects.filter(sex="M").exists()
    assert Group.objects.without_decree().exists()
    assert Group.objects.without_officers().exists()
    assert Decree.objects.exists()
    assert Membership.objects.filter(status="prospective").exists()
    assert set(GroupClass.objects.values_list("name", flat=True)) >= {"pemula", "lanjut", "madya"}
    assert set(Relative.objects.values_list("consent", flat=True)) == {
        "allowed",
        "not_asked",
        "refused",
    }
    assert TransferRequest.objects.waiting().count() == 1
    most = list(Placement.objects.countries())
    assert {"TW", "HK", "MY", "SG", "SA"} <= set(most)
    taiwan = Placement.objects.filter(country="TW").count()
    assert taiwan > Placement.objects.filter(country="HK").count() > 100


def test_the_demonstration_has_somebody_recorded_twice(seeded: str) -> None:
    officer = User.objects.get(username="petugas")
    likeliest = pairs(officer)[0]
    people = Person.objects.in_bulk([likeliest.first, likeliest.second])
    assert {person.name for person in people.values()} == {"Sumarsih", "Sumarsi"}
    assert set(likeliest.reasons) == {"phone", "birth"}


def test_the_demonstration_tells_the_handover_of_may_2023(seeded: str) -> None:
    machine = Equipment.objects.get(serial="LS20232395")
    paper = machine.handover_line.handover
    assert (str(paper.handed_on), machine.value) == ("2023-05-31", 18_500_000)
    assert not paper.is_own
    assert paper.register_number == paper.verify_code == ""
    offices = (paper.giver, paper.channel, paper.accompanying)
    assert [office.name for office in offices] == [
        "Pemerintah Provinsi Lampung",
        "Disnaker Provinsi Lampung",
        "Disnakertrans Kabupaten Lampung Selatan",
    ]
    uses = UseLog.objects.filter(equipment=machine).order_by("used_on")
    assert uses.count() > 60
    assert uses.last().used_on - uses.first().used_on > dt.timedelta(days=2 * 365)
    assert machine.bookings.filter(state="booked").count() == 5
    line = machine.handover_line.proposal_line
    assert line.proposed_on < line.verified_on < line.decreed_on < paper.handed_on


def test_the_demonstration_shows_the_office_s_own_paper(seeded: str) -> None:
    paper = Handover.objects.get(is_own=True)
    assert paper.register_number.startswith("001/BAST/DTKT/")
    assert paper.content
    assert paper.state == "issued"
    states = set(ProposalLine.objects.values_list("state", flat=True))
    assert states == {state.value for state in ProposalLine.State}


def test_no_demo_person_is_a_person_of_the_samples(seeded: str) -> None:
    rows = samples()
    hashes = {crypto.keyed_hash(row["nik"]) for row in rows if row.get("nik")}
    assert len(hashes) > 30
    assert not Person.objects.filter(nik_hash__in=hashes).exists()
    taken = {(row["name"].lower(), row["birth_date"]) for row in rows if row.get("birth_date")}
    assert len(taken) > 30
    people = Person.objects.filter(birth_date__isnull=False).values_list("name", "birth_date")
    assert not taken & {(name.lower(), str(born)) for name, born in people}


def test_the_niks_of_the_demonstration_are_right_in_form(seeded: str) -> None:
    people = Person.objects.filter(nik_hash__isnull=False, birth_date__isnull=False)
    for person in people.order_by("pk")[::40]:
        nik = check_nik(
            person.read_nik(),
            birth_date=person.birth_date,
            sex=person.sex,
            region=person.village_id,
        )
        assert (nik.errors, nik.warnings) == ((), ()), person.name


def test_seeding_is_one_recorded_act_and_happens_once(seeded: str) -> None:
    contexts = pghistory.models.Context.objects.filter(metadata__act="seed_demo")
    assert contexts.count() == 1
    assert Person.pgh_event_model.objects.filter(pgh_context=contexts[0]).count() == 800
    said = io.StringIO()
    call_command("seed_demo", stdout=said)
    assert "sudah ada" in said.getvalue()
    # Five who sign in, and an officer who reads sealed cases besides.
    assert (Group.objects.count(), User.objects.count()) == (41, 6)


def test_each_demo_account_has_its_role_and_opens_its_home(seeded: str) -> None:
    expected = {
        "petugas": ("officer", "Kabupaten Lampung Selatan"),
        "sekretaris": ("secretary", "KWT PMI Purna Bumi Daya"),
        "sekretaris2": ("secretary", "KWT Melati"),
        "provinsi": ("viewer", "Lampung"),
        "admin": ("administrator", "seluruh wilayah"),
    }
    for username, (role, place) in expected.items():
        user = User.objects.get(username=username)
        assert [(a.role, a.place.lower()) for a in user.open_assignments] == [(role, place.lower())]
        assert user.is_demo
        assert user.institution.letterhead
        client = Client()
        assert client.login(username=username, password=demo.PASSWORD)
        assert client.get("/").status_code == 200


def test_the_secretary_finds_whom_she_has_begun_to_add(seeded: str) -> None:
    for username, number in (("sekretaris", 1), ("sekretaris2", 0)):
        client = Client()
        client.force_login(User.objects.get(username=username))
        assert client.get("/").content.decode().count("Sarinah Widiastuti") == number
    assert not Person.objects.filter(name="Sarinah Widiastuti").exists()


def test_the_trainings_of_2023_and_the_offices_own(seeded: str) -> None:
    days = list(Training.objects.order_by("starts_on").values_list("starts_on", "ends_on")[:2])
    assert days == [
        (dt.date(2023, 2, 20), dt.date(2023, 2, 23)),
        (dt.date(2023, 3, 7), dt.date(2023, 3, 10)),
    ]
    chilli = Training.objects.get(title="Pelatihan budidaya cabai")
    organisers = set(chilli.organisers.values_list("institution__name", flat=True))
    assert organisers == {"BP3MI Lampung", "Disnaker Provinsi Lampung"}
    assert chilli.participants.filter(person__isnull=True).count() == 2
    assert Attendance.objects.filter(session__training=chilli).count() == 4 * 22
    assert set(Training.objects.values_list("state", flat=True)) == {"finished", "running", "open"}
    assert Training.objects.filter(certifies=True).count() == 3
    assert Skill.objects.filter(can_teach=True).count() >= 5


def test_the_office_has_certificates_to_verify(seeded: str) -> None:
    papers = Certificate.objects.order_by("register_seq", "edition")
    numbers = sorted(set(papers.values_list("register_seq", flat=True)))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 10
    states = list(papers.exclude(state="issued").values_list("state", flat=True))
    assert sorted(states) == ["replaced", "revoked"]
    wrong, right = papers.filter(participant__certificates__edition=2)
    assert (wrong.content["name"], right.content["name"]) == ("Nur Aeni", "Nur Aini")
    assert right.participant.name == "Nur Aini"
    holds = papers.valid().filter(edition=1).first()
    for paper, said in ((holds, "Sah"), (papers.get(state="revoked"), "Dicabut")):
        address = paper.content["verify_url"]
        answer = Client().get(address[address.index("/verify/") :])
        assert said in answer.content.decode()
        assert paper.content["name"] in answer.content.decode()
