"""One's own account."""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.devices import handle
from tests.cast import Cast
from tests.factories import PASSWORD

ANDROID = "Mozilla/5.0 (Linux; Android 9) Chrome/99"


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


def test_session_end_signs_one_device_out_and_no_other(cast: Cast) -> None:
    phone, desk, own, stranger = Client(), Client(), Client(), Client()
    cache.clear()
    for client in (phone, desk, own, stranger):
        user = cast.officer if client is stranger else cast.secretary
        data = {"login": user.username, "password": PASSWORD}
        client.post("/accounts/login/", data, headers={"user-agent": ANDROID})
    page = own.get("/accounts/sessions/")
    sessions = {each.session_key: each for each in page.context["sessions"]}
    assert len(sessions) == 3
    html = page.content.decode()
    lost = sessions[phone.session.session_key]
    assert handle(lost) in html
    assert handle(sessions[own.session.session_key]) not in html
    assert not any(key in html for key in sessions)
    end = reverse("accounts:session_end")
    # Another's sign-in, and one's own: nothing ends.
    theirs = UserSession.objects.get(user=cast.officer)
    for untouched in (theirs, sessions[own.session.session_key]):
        assert own.post(end, {"session": handle(untouched)}).url == "/accounts/sessions/"
    assert stranger.get("/people/").status_code == 200
    said = own.post(end, {"session": handle(lost)}, follow=True).content.decode()
    assert "Chrome · Android sudah dikeluarkan." in said
    assert phone.get("/people/").status_code == 302
    assert (desk.get("/people/").status_code, own.get("/people/").status_code) == (200, 200)
    again = own.post(end, {"session": handle(lost)}, follow=True).content.decode()
    assert "Perangkat itu sudah keluar." in again
