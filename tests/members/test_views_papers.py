"""A group's papers: decrees with their scans, and the ability class by year."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.models import Decree, GroupClass
from tests.cast import Cast
from tests.factories import DecreeFactory, GroupClassFactory
from tests.members.pages import address, file_of, page, signed_in

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_decree_create_keeps_the_scan_for_whoever_sees_personal_data(cast: Cast) -> None:
    data = {
        "number": "140/7/KPTS/2022",
        "date": "2022-02-14",
        "issuer": "Kepala Desa Bumi Daya",
        "upload": SimpleUploadedFile("sk.pdf", PDF),
    }
    assert signed_in(cast.secretary).post(address(cast.group, "decrees/add/")).status_code == 403
    other = signed_in(cast.other_officer).post(address(cast.group, "decrees/add/"), data)
    assert other.status_code == 404
    data["upload"] = SimpleUploadedFile("sk.pdf", PDF)
    assert (
        signed_in(cast.officer).post(address(cast.group, "decrees/add/"), data).status_code == 302
    )
    decree = Decree.objects.get(group=cast.group)
    scan = address(cast.group, f"decrees/{decree.code}/scan/")
    answer = signed_in(cast.secretary).get(scan)
    assert file_of(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(cast.viewer).get(scan).status_code == 403
    assert signed_in(cast.other_officer).get(scan).status_code == 404
    assert "140/7/KPTS/2022" in page(cast.viewer, address(cast.group))


def test_decree_update_changes_only_a_decree_of_this_group(cast: Cast) -> None:
    decree = DecreeFactory(group=cast.group)
    foreign = DecreeFactory(group=cast.other_group)
    client = signed_in(cast.officer)
    data = {"number": "141/2", "date": "2023-01-02", "issuer": "Camat Palas"}
    assert client.post(address(cast.group, f"decrees/{foreign.code}/"), data).status_code == 404
    assert client.post(address(cast.group, f"decrees/{decree.code}/"), data).status_code == 302
    decree.refresh_from_db()
    assert decree.number == "141/2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", (timezone.localdate() + dt.timedelta(days=1)).isoformat()),
        ("date", "1850-01-01"),
        ("number", ""),
        ("upload", SimpleUploadedFile("sk.pdf", b"%PDF-1.7 half")),
        ("upload", SimpleUploadedFile("sk.exe", b"MZ")),
    ],
)
def test_decree_create_answers_bad_input_in_a_sentence(cast: Cast, field: str, value) -> None:
    data = {"number": "1/2022", "date": "2022-02-14", "issuer": "Camat", field: value}
    response = signed_in(cast.officer).post(address(cast.group, "decrees/add/"), data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Decree.objects.exists()


@pytest.mark.parametrize(
    ("score", "name"),
    [(0, "pemula"), (245, "pemula"), (246, "lanjut"), (456, "madya"), (701, "utama")],
)
def test_class_create_derives_the_class_from_the_score(cast: Cast, score: int, name: str) -> None:
    data = {"year": 2025, "score": score}
    assert signed_in(cast.secretary).post(address(cast.group, "classes/add/")).status_code == 403
    response = signed_in(cast.officer).post(address(cast.group, "classes/add/"), data)
    assert response.status_code == 302
    assert GroupClass.objects.get(group=cast.group).name == name
    assert f"kelas {name.capitalize()} (2025)" in page(cast.viewer, address(cast.group))


@pytest.mark.parametrize(("year", "score"), [(2025, 1001), (1980, 300), (2099, 300), ("", "")])
def test_class_create_answers_bad_input_in_a_sentence(cast: Cast, year, score) -> None:
    response = signed_in(cast.officer).post(
        address(cast.group, "classes/add/"), {"year": year, "score": score}
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not GroupClass.objects.exists()


def test_class_create_offers_the_current_year(cast: Cast) -> None:
    form = signed_in(cast.officer).get(address(cast.group, "classes/add/")).context["form"]
    assert form["year"].value() == timezone.localdate().year


def test_class_update_corrects_a_year_that_is_there(cast: Cast) -> None:
    GroupClassFactory(group=cast.group, year=2024, score=300)
    client = signed_in(cast.officer)
    data = {"year": 2024, "score": 500}
    assert client.post(address(cast.group, "classes/2023/"), data).status_code == 404
    assert client.post(address(cast.group, "classes/2024/"), data).status_code == 302
    assert GroupClass.objects.get(group=cast.group).name == "madya"
