"""Signing in: by username and password, with limits; nothing that needs an e-mail."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.cast import Cast
from tests.factories import PASSWORD, AssignmentFactory, UserFactory

LOGIN = "/accounts/login/"


@pytest.fixture
def fresh_limits(db: None) -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD) -> bool:
    client.post(LOGIN, {"login": username, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.usefixtures("fresh_limits")
def test_the_username_opens_the_door_and_a_wrong_password_does_not(client: Client) -> None:
    user = UserFactory(username="bu.tini")
    assert not sign_in(client, "bu.tini", "salah-sandi-ini")
    assert sign_in(client, "bu.tini")
    assert client.get("/").context["user"] == user


@pytest.mark.usefixtures("fresh_limits")
def test_after_five_failures_even_the_right_password_waits(client: Client) -> None:
    UserFactory(username="bu.tini")
    UserFactory(username="bu.sri")
    for _attempt in range(5):
        assert not sign_in(client, "bu.tini", "salah-sandi-ini")
    assert not sign_in(client, "bu.tini")
    assert sign_in(Client(), "bu.sri")


@pytest.mark.usefixtures("fresh_limits")
def test_the_limits_are_kept_in_the_database(client: Client) -> None:
    UserFactory(username="bu.tini")
    sign_in(client, "bu.tini", "salah-sandi-ini")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache")
        assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize(
    "address",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "password/set/",
        "login/code/confirm/",
        "inactive/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_needs_an_email_is_shut_to_everybody(cast: Cast, address: str, method: str) -> None:
    for user in (None, cast.officer, cast.admin):
        client = Client()
        if user is not None:
            client.force_login(user)
        assert getattr(client, method)(f"/accounts/{address}").status_code == 404


@pytest.mark.parametrize("address", ["password/change/", "2fa/", "sessions/"])
def test_the_pages_of_ones_own_protection_are_open(cast: Cast, address: str) -> None:
    client = Client()
    client.force_login(cast.secretary)
    assert client.get(f"/accounts/{address}").status_code == 200


def test_the_admin_site_has_the_same_door(cast: Cast) -> None:
    client = Client()
    for address in ("/admin/", "/admin/login/"):
        response = client.get(address)
        assert response.status_code == 302
        assert LOGIN in client.get(address, follow=True).redirect_chain[-1][0]
    client.force_login(cast.admin)
    assert client.get("/admin/").status_code == 200
    client.force_login(cast.viewer)
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_role_holds_to_its_last_day_and_shows_nothing_after_it(cast: Cast) -> None:
    client, address = Client(), cast.person.get_absolute_url()
    client.force_login(cast.officer)
    today = timezone.localdate()
    cast.officer.assignments.update(expires_on=today)
    assert client.get(address).status_code == 200
    cast.officer.assignments.update(expires_on=today - dt.timedelta(days=1))
    assert client.get(address).status_code == 403
    assert client.get("/people/").status_code == 403
    assert client.get("/").context["menu"] == [
        item for item in client.get("/").context["menu"] if item["url"] == "/"
    ]


def test_an_expired_role_leaves_the_others_as_they_are(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.officer)
    AssignmentFactory(user=cast.officer, role=Role.SECRETARY, region=None, group=cast.other_group)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    cast.officer.assignments.filter(role=Role.OFFICER).update(expires_on=yesterday)
    assert client.get(cast.group.get_absolute_url()).status_code == 404
    assert client.get(cast.other_group.get_absolute_url()).status_code == 200


@pytest.mark.usefixtures("fresh_limits")
def test_a_demo_account_signs_in_only_in_the_demonstration(client: Client, settings) -> None:
    UserFactory(username="petugas", is_demo=True)
    settings.DEMO = False
    assert not sign_in(client, "petugas")
    settings.DEMO = True
    assert sign_in(client, "petugas")
    settings.DEMO = False
    assert client.get("/people/").status_code == 302
    assert not client.login(username="petugas", password=PASSWORD)


@pytest.mark.usefixtures("fresh_limits")
def test_the_sign_in_page_names_the_demo_accounts_only_in_the_demonstration(
    client: Client, settings
) -> None:
    settings.DEMO = False
    assert b"kwt-demo" not in client.get(LOGIN).content
    settings.DEMO = True
    page = client.get(LOGIN).content.decode()
    assert "kwt-demo" in page
    for username in ("petugas", "sekretaris", "sekretaris2", "provinsi", "admin"):
        assert f"<code>{username}</code>" in page


def test_a_closed_account_has_no_rights_left(cast: Cast) -> None:
    user = User.objects.get(pk=cast.officer.pk)
    assert user.scopes("members.view_person")
    user.is_active = False
    assert user.scopes("members.view_person") == []
    assert not user.is_staff
