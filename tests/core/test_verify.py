"""Anybody may verify a paper by its code; nobody may guess at speed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from core import registry
from core.registry import Verifiable, Verified

CODE = "abcdefghjkmnpqrs"


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch) -> Verified:
    found = Verified("Surat uji", True, "sah", (("Nomor", "7/2023"),))
    kinds = [Verifiable(lambda code: None), Verifiable(lambda c: found if c == CODE else None)]
    monkeypatch.setattr(registry._registry, "verifiable", kinds)
    return found


@pytest.fixture(autouse=True)
def counted_anew(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    "typed", [CODE, CODE.upper(), "abcd-efgh-jkmn-pqrs", " ABCD efgh JKMN pqrs "]
)
def test_verify_forgives_how_a_code_is_typed(client: Client, typed: str) -> None:
    answer = client.get("/verify/", {"code": typed}, follow=True)
    assert answer.redirect_chain == [(f"/verify/{CODE}/", 302)]
    page = answer.content.decode()
    assert "7/2023" in page
    assert "Sah" in page
    assert client.get(f"/verify/{typed.strip().upper()}/").status_code == 200


@pytest.mark.parametrize("typed", ["abc", "0" * 16, "<script>alert(1)</script>", "a" * 5000])
def test_verify_says_what_is_no_code(client: Client, typed: str) -> None:
    answer = client.get("/verify/", {"code": typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ini bukan kode surat" in page
    assert "<script>alert" not in page


def test_an_unknown_code_is_a_calm_404(client: Client) -> None:
    for code in ("z" * 16, "1", "x" * 40):
        answer = client.get(f"/verify/{code}/")
        assert answer.status_code == 404
        assert "Tidak ada surat dengan kode ini" in answer.content.decode()


def test_codes_guessed_at_speed_are_refused(client: Client, settings: Settings) -> None:
    settings.VERIFY_RATE_LIMIT = "3/m/ip"
    answers = [client.get(f"/verify/{'z' * 15}{letter}/") for letter in "abcde"]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert "Tunggu beberapa menit" in answers[-1].content.decode()
    assert client.get(f"/verify/{CODE}/").status_code == 429
    assert client.get(f"/verify/{CODE}/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_page_is_public_and_kept_by_no_cache(client: Client) -> None:
    answer = client.get(f"/verify/{CODE}/")
    assert answer["Cache-Control"] == "private, no-store"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert client.post(f"/verify/{CODE}/").status_code == 405
    client.cookies["django_language"] = "en"
    assert "Verify another paper" in client.get(f"/verify/{CODE}/").content.decode()
