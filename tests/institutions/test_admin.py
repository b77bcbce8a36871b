"""The sign of an office in the admin site: kept anew, shown, refused, taken off."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.storage import keep_photo, picture_of
from institutions.models import Institution
from tests.aid.pages import signed_in
from tests.cast import Cast
from tests.factories import InstitutionFactory
from tests.pictures import picture, upload

FIELDS = ("name", "kind", "address", "phone", "head_name", "head_title", "head_nip", "letterhead")


@pytest.fixture
def office(db: None) -> Institution:
    return InstitutionFactory(head_name="Harun Prasetya")


def url(office: Institution) -> str:
    return reverse("admin:institutions_institution_change", args=[office.pk])


def post(cast: Cast, office: Institution, **more: Any) -> Any:
    office.refresh_from_db()
    sent = {name: getattr(office, name) for name in FIELDS} | {"region": office.region_id}
    version = {"seen_version": office.version}
    return signed_in(cast.admin).post(url(office), sent | version | more)


def test_a_sign_is_kept_without_what_the_camera_wrote(cast: Cast, office: Institution) -> None:
    assert post(cast, office, upload=upload()).status_code == 302
    office.refresh_from_db()
    kept = picture_of(office.logo.sha256)
    assert kept
    assert kept.startswith(b"\xff\xd8")
    assert "data:image/jpeg;base64," in signed_in(cast.admin).get(url(office)).content.decode()
    assert post(cast, office, phone="0727-1").status_code == 302
    office.refresh_from_db()
    assert office.logo is not None
    assert post(cast, office, takes_off="on").status_code == 302
    office.refresh_from_db()
    assert office.logo is None


def test_what_is_no_picture_is_refused_and_the_old_sign_stays(
    cast: Cast, office: Institution
) -> None:
    Institution.objects.update(logo=keep_photo(picture()))
    wrong = SimpleUploadedFile("lambang.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    answer = post(cast, office, upload=wrong)
    assert "bukan foto" in answer.content.decode()
    office.refresh_from_db()
    assert office.logo is not None


def test_an_officer_sees_it_and_changes_nothing(cast: Cast, office: Institution) -> None:
    assert signed_in(cast.officer).post(url(office), {"upload": upload()}).status_code == 403
    office.refresh_from_db()
    assert office.logo is None
