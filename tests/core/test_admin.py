"""The office's spellings and the log of reveals, in the admin site."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Reveal, Synonym
from core.synonyms import meaning
from members.imports.spellings import Spellings
from tests.cast import Cast

ADD = "/admin/core/synonym/add/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client


def test_a_spelling_is_kept_as_files_are_compared(officer: Client) -> None:
    data = {"key": " No. KTP / Identitas ", "means": "people.column|nik"}
    assert officer.post(ADD, data).status_code == 302
    row = Synonym.objects.get(key="no ktp identitas")
    assert (row.kind, row.target) == ("people.column", "nik")
    assert Spellings.load().columns["no ktp identitas"] == "nik"
    changelist = reverse("admin:core_synonym_changelist")
    html = officer.get(changelist, {"q": "ktp identitas"}).content.decode()
    assert '<td class="field-means">NIK</td>' in html
    change = reverse("admin:core_synonym_change", args=[row.pk])
    assert 'value="people.column|nik" selected' in officer.get(change).content.decode()
    assert officer.post(change, data | {"means": "country|TW"}).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.target) == ("country", "TW")


def test_a_spelling_has_one_meaning(officer: Client) -> None:
    Synonym.objects.create(kind="office", key="ketua muda uji", target="treasurer")
    response = officer.post(ADD, {"key": "Ketua Muda (Uji)", "means": "office|chair"})
    assert "Ejaan ini sudah punya arti" in response.content.decode()
    assert Synonym.objects.get(key="ketua muda uji").target == "treasurer"


@pytest.mark.parametrize(
    "data", [{"key": "--", "means": "office|chair"}, {"key": "x", "means": "office|king"}, {}]
)
def test_a_spelling_needs_letters_and_a_known_meaning(
    officer: Client, data: dict[str, str]
) -> None:
    before = Synonym.objects.count()
    assert officer.post(ADD, data).status_code == 200
    assert Synonym.objects.count() == before


def test_meaning_of_what_nobody_declares_is_its_code() -> None:
    assert meaning("office", "chair") == "ketua"
    assert meaning("office", "gone") == "gone"
    assert meaning("gone", "x") == "x"


def test_reveals_name_whose_number_was_shown(cast: Cast, officer: Client) -> None:
    Reveal.objects.create(
        user=cast.officer,
        subject=f"members.person:{cast.person.pk}",
        what="nik",
        reason="Surat pengantar",
        area=cast.person.area,
    )
    html = officer.get(reverse("admin:core_reveal_changelist")).content.decode()
    assert cast.person.name in html
    assert "Surat pengantar" in html
    assert cast.officer.name in html
