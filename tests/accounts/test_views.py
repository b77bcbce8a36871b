"""One's own account."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from tests.cast import Cast


def test_me_shows_own_roles_and_until_when(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.secretary)
    page = client.get("/accounts/me/").content.decode()
    assert cast.group.name in page
    assert cast.other_group.name not in page
    assert "/accounts/password/change/" in page
    assert "/accounts/2fa/" in page
    assert "/accounts/sessions/" in page
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    cast.secretary.assignments.update(expires_on=yesterday)
    assert "berakhir" in client.get("/accounts/me/").content.decode()


def test_me_asks_strangers_to_sign_in(client: Client) -> None:
    response = client.get("/accounts/me/")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/accounts/me/"
