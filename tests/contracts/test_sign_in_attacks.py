"""The door, tried by somebody who should not come in."""

from __future__ import annotations

import logging

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.cast import Cast
from tests.factories import PASSWORD, UserFactory

LOGIN = "/accounts/login/"
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
)


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": username, "password": password} | more)


def test_the_session_is_a_new_one_after_sign_in(cast: Cast, client: Client) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    assert sign_in(client, cast.officer.username).status_code == 302
    assert client.session.session_key != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/people/").status_code == 302


@pytest.mark.parametrize("address", ELSEWHERE)
def test_sign_in_leads_to_own_addresses_only(cast: Cast, client: Client, address: str) -> None:
    response = sign_in(client, cast.officer.username, next=address)
    assert response.status_code == 302
    assert "evil" not in response["Location"]
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_choosing_a_language_leads_to_own_addresses_only(cast: Cast, address: str) -> None:
    client = Client()
    client.force_login(cast.officer)
    response = client.post(reverse("set_language"), {"language": "en", "next": address})
    assert "evil" not in response["Location"]
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))


def test_sign_in_keeps_the_way(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.officer.username, next="/groups/")["Location"] == "/groups/"


@pytest.mark.django_db
def test_unknown_wrong_and_closed_sound_alike() -> None:
    UserFactory(username="terbuka")
    UserFactory(username="tertutup", is_active=False)
    said = []
    for username, password in (
        ("terbuka", "salah-sekali"),
        ("tertutup", "salah-sekali"),
        ("tertutup", PASSWORD),
        ("tidak-ada", PASSWORD),
    ):
        response = sign_in(Client(), username, password)
        assert response.status_code == 200
        said.append(str(response.context["form"].errors))
    assert len(set(said)) == 1
    assert said[0]


def test_only_a_post_signs_out(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    client.get("/accounts/logout/")
    assert client.get("/people/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/people/")["Location"].startswith(LOGIN)


def test_a_post_without_its_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    for address in (cast.person.get_absolute_url() + "edit/", "/accounts/logout/", "/people/add/"):
        assert client.post(address, {"name": "x"}).status_code == 403
    assert client.get("/people/").status_code == 200


@override_settings(ALLOWED_HOSTS=["register.example"])
def test_a_wrong_host_is_400(client: Client, db: None) -> None:
    for host in ("evil.example", "register.example.evil.example", "register.example@evil"):
        assert client.get("/healthz", headers={"host": host}).status_code == 400
    forwarded = {"host": "register.example", "x-forwarded-host": "evil.example"}
    page = client.get(LOGIN, headers=forwarded)
    assert page.status_code == 200
    assert b"evil.example" not in page.content


def test_a_password_stands_in_no_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sign_in(Client(), cast.officer.username, "kata-sandi-yang-salah")
    sign_in(Client(), cast.officer.username)
    messages = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not [text for text in messages if PASSWORD in text or "yang-salah" in text]


def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, cast.officer.username)
    new = "kebun-cabai-rawit-7"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/accounts/password/change/", data).status_code == 302
    assert here.get("/people/").status_code == 200
    assert there.get("/people/")["Location"].startswith(LOGIN)


@pytest.mark.parametrize("path", ["/tidak-ada/", "/people/tidakada22/"])
def test_an_error_page_tells_nothing_of_the_machine(cast: Cast, path: str) -> None:
    client = Client()
    client.force_login(cast.officer)
    page = client.get(path).content.decode()
    for word in (
        "Traceback",
        "urlpatterns",
        "kwt_registry",
        "DEBUG",
        "site-packages",
        ".py",
        "psycopg",
    ):
        assert word not in page
