"""What is secret asks for the password once more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from core.models import Reveal
from core.once import new_key
from tests.again import forget
from tests.cast import Cast
from tests.contracts.places import Place, places
from tests.factories import PASSWORD, make_nik

ASK = "/accounts/reauthenticate/"


@pytest.fixture
def place(cast: Cast) -> Place:
    return places(cast)[0]


@pytest.fixture
def client(cast: Cast) -> Client:
    """The officer's, who has typed her password an hour ago."""
    client = Client()
    client.force_login(cast.officer)
    forget(client)
    return client


def secrets(place: Place) -> list[str]:
    account = {"code": place.group.code, "role_code": place.secretary.code}
    ways = ("link", "update", "end")
    return [
        reverse("members:person_reveal_nik", args=[place.person.code]),
        reverse("members:person_export_niks"),
        reverse("aid:audit_pack"),
        reverse("accounts:secretary_create", args=[place.group.code]),
        *(reverse(f"accounts:secretary_{way}", kwargs=account) for way in ways),
        reverse("mfa_activate_totp"),
        reverse("mfa_add_webauthn"),
    ]


def test_each_secret_asks_again_and_only_once(place: Place, client: Client) -> None:
    for url in secrets(place):
        asked = client.get(url)
        assert (asked.status_code, asked.url.split("?")[0]) == (302, ASK), url
    answer = client.post(f"{ASK}?next={secrets(place)[0]}", {"password": PASSWORD})
    assert answer.url == secrets(place)[0]
    for url in secrets(place):
        assert client.get(url).status_code == 200, url


def test_a_wrong_password_opens_nothing(place: Place, client: Client) -> None:
    url = secrets(place)[0]
    assert client.post(f"{ASK}?next={url}", {"password": "salah-sandi"}).status_code == 200
    assert client.get(url).status_code == 302


def test_what_was_posted_meanwhile_is_done_after_the_answer(place: Place, client: Client) -> None:
    url = secrets(place)[0]
    asked = client.post(url, {"reason": "Surat pengantar"})
    assert asked.url.startswith(ASK)
    assert not Reveal.objects.filter(reason="Surat pengantar").exists()
    shown = client.post(asked.url, {"password": PASSWORD, "next": url})
    assert make_nik(901) in shown.content.decode()
    assert Reveal.objects.filter(reason="Surat pengantar").count() == 1


def test_a_form_with_a_key_is_asked_for_it_as_well(place: Place, client: Client) -> None:
    """The key's own middleware runs the view itself."""
    url = secrets(place)[0]
    data = {"reason": "Surat pengantar", "form_key": new_key(place.owner)}
    asked = client.post(url, data)
    assert asked.url.startswith(ASK)
    shown = client.post(asked.url, {"password": PASSWORD, "next": url})
    assert make_nik(901) in shown.content.decode()


def test_no_link_is_made_without_it(place: Place, client: Client) -> None:
    before = Invitation.objects.count()
    client.post(reverse("accounts:secretary_create", args=[place.group.code]), {})
    assert Invitation.objects.count() == before


def test_a_password_signs_in_but_is_asked_for_again(cast: Cast, place: Place) -> None:
    """Who left the phone lying, signed in, gives away no NIK."""
    client = Client()
    client.post("/accounts/login/", {"login": cast.officer.username, "password": PASSWORD})
    assert client.get(secrets(place)[0]).url.startswith(ASK)
