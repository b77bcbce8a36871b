"""The second step: demanded of officers and administrators, kept under the register's keys."""

from __future__ import annotations

import base64
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import invitations
from accounts.models import User
from core import crypto, rotation
from tests.cast import Cast
from tests.factories import PASSWORD

SECRET = base64.b32encode(b"k" * 20).decode()
STEP = "/accounts/me/second-step/"


@pytest.fixture
def demanded(db: None, settings: Any) -> None:
    settings.SECOND_STEP = True
    cache.clear()


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(counters()))))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_app(user: User) -> Authenticator:
    RecoveryCodes.activate(user)
    return TOTP.activate(user, SECRET).instance


@pytest.mark.usefixtures("demanded")
def test_who_works_for_many_people_sets_one_up_first(cast: Cast) -> None:
    for user in (cast.officer, cast.admin):
        client = client_of(user)
        for address in ("/", "/people/", cast.group.get_absolute_url(), "/admin/", "/accounts/me/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"]) == (302, STEP), address
        assert client.post("/people/add/", {"name": "Suparmi"})["Location"] == STEP
        for address in (STEP, "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
            assert client.get(address).status_code == 200, address
        assert client.get("/healthz").status_code == 200
    for user in (cast.secretary, cast.viewer):
        assert client_of(user).get("/people/").status_code == 200


def test_the_demonstration_lets_everybody_work(cast: Cast, settings: Any) -> None:
    settings.SECOND_STEP = False
    assert client_of(cast.officer).get("/people/").status_code == 200


@pytest.mark.usefixtures("demanded")
def test_an_app_is_set_up_and_asked_from_then_on(cast: Cast) -> None:
    client = client_of(cast.officer)
    client.get("/accounts/2fa/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code()})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get("/people/").status_code == 200
    cache.clear()
    other = Client()
    data = {"login": cast.officer.username, "password": PASSWORD}
    assert other.post("/accounts/login/", data)["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/people/").status_code == 302
    assert other.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    other.post("/accounts/2fa/authenticate/", {"code": code()})
    assert other.get("/people/").status_code == 200


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    with_app(cast.officer)
    kept = Authenticator.objects.get(user=cast.officer, type="recovery_codes")
    spare = kept.wrap().get_unused_codes()[0]
    data = {"login": cast.officer.username, "password": PASSWORD}
    for is_open in (True, False):
        cache.clear()
        client = Client()
        client.post("/accounts/login/", data)
        client.post("/accounts/2fa/authenticate/", {"code": spare})
        assert (client.get("/people/").status_code == 200) is is_open


@pytest.mark.usefixtures("demanded")
def test_the_last_one_cannot_be_taken_away(cast: Cast) -> None:
    app = with_app(cast.officer)
    client = client_of(cast.officer)
    for answer in (
        client.get("/accounts/2fa/totp/deactivate/"),
        client.post("/accounts/2fa/totp/deactivate/"),
    ):
        assert "Pasang kunci atau aplikasi lain dulu" in answer.content.decode()
    assert Authenticator.objects.filter(pk=app.pk).exists()
    assert client.get("/people/").status_code == 200
    # By whatever way: the next page notices.
    Authenticator.objects.filter(user=cast.officer).delete()
    client.get("/accounts/2fa/")
    assert client.get("/people/")["Location"] == STEP


@pytest.mark.usefixtures("demanded")
def test_the_last_key_stays_where_it_is_demanded(cast: Cast) -> None:
    def key(user: User) -> Authenticator:
        data = {"name": "HP kantor", "credential": {}}
        return Authenticator.objects.create(user=user, type="webauthn", data=data)

    def remove(client: Client, row: Authenticator) -> str:
        page = client.post(reverse("mfa_remove_webauthn", args=[row.pk]), follow=True)
        return page.content.decode()

    first, second = key(cast.officer), key(cast.officer)
    client = client_of(cast.officer)
    remove(client, first)
    assert "Pasang kunci atau aplikasi lain dulu" in remove(client, second)
    assert list(Authenticator.objects.filter(user=cast.officer)) == [second]
    assert client.get("/people/").status_code == 200
    # Nobody takes another's away, and who need not have one may do without.
    hers = key(cast.secretary)
    assert client.post(reverse("mfa_remove_webauthn", args=[hers.pk])).status_code == 404
    assert "Pasang kunci" not in remove(client_of(cast.secretary), hers)
    assert not Authenticator.objects.filter(user=cast.secretary).exists()


def test_the_secrets_are_not_in_clear_in_the_database(cast: Cast) -> None:
    app = with_app(cast.officer)
    assert SECRET not in str(app.data)
    assert app.wrap().validate_code(code())
    for row in Authenticator.objects.all():
        for name in ("secret", "seed"):
            assert not crypto.is_outdated(row.data[name]) if name in row.data else True


def test_a_change_of_keys_takes_them_along(cast: Cast, settings: Any) -> None:
    with_app(cast.officer)
    before = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    used = Authenticator.objects.get(type="recovery_codes").data["used_mask"]
    settings.CIPHER_KEYS = [Fernet.generate_key().decode(), *settings.CIPHER_KEYS]
    rotation.rotate(by="uji")
    settings.CIPHER_KEYS = settings.CIPHER_KEYS[:1]
    codes = Authenticator.objects.get(type="recovery_codes")
    assert codes.wrap().generate_codes() == before
    assert codes.data["used_mask"] == used
    cache.clear()
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code())


def test_without_its_key_no_code_fits_and_nothing_breaks(cast: Cast, settings: Any) -> None:
    with_app(cast.officer)
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    cache.clear()
    assert not Authenticator.objects.get(type="totp").wrap().validate_code(code())
    rotation.rotate(by="uji", give_up=True)
    assert not Authenticator.objects.exists()


def test_a_new_link_takes_the_lost_phones_second_step_away(cast: Cast) -> None:
    with_app(cast.secretary)
    invitations.make_link(actor=cast.officer, user=cast.secretary)
    assert not Authenticator.objects.filter(user=cast.secretary).exists()


def test_the_command_takes_it_away_and_ends_the_sign_ins(cast: Cast) -> None:
    with_app(cast.officer)
    client = client_of(cast.officer)
    client.post("/accounts/logout/")
    Authenticator.objects.filter(user=cast.officer, type="totp").delete()
    data = {"login": cast.officer.username, "password": PASSWORD}
    client.post("/accounts/login/", data)
    assert client.get("/people/").status_code == 200
    said = StringIO()
    call_command("reset_second_step", cast.officer.username, stdout=said)
    assert cast.officer.username in said.getvalue()
    assert not Authenticator.objects.filter(user=cast.officer).exists()
    assert client.get("/people/").status_code == 302
    with pytest.raises(CommandError):
        call_command("reset_second_step", "tidak_ada")
